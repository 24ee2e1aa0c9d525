from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import words
from store.database import Database

_json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(subject=st.dictionaries(st.text(), _json, max_size=4), body=st.dictionaries(st.text(), _json, max_size=4))
def test_what_was_said_comes_back_word_for_word(db: Database, subject: dict[str, Any], body: dict[str, Any]) -> None:
    word = words.say(db, user="anna", kind="answer", time=1.5, subject=subject, body=body)
    assert word in words.words(db)
    words.retract(db, word.id)


def test_a_file_name_that_is_no_unicode_survives(db: Database) -> None:
    word = words.say(db, user="a", kind="forget", time=1, subject={"paths": ["/a/\udce9t\udce9.rpp"]}, body={})
    assert words.words(db) == [word]


def test_saying_the_same_thing_twice_is_saying_it_once(db: Database) -> None:
    first = words.say(db, user="anna", kind="lock", time=3, subject={"a": 1, "b": (2, 3)}, body={})
    again = words.say(db, user="anna", kind="lock", time=3.0, subject={"b": [2, 3], "a": 1}, body={})
    assert first == again
    assert len(words.words(db)) == 1


def test_words_come_in_the_order_of_time_by_person_and_kind(db: Database) -> None:
    for time, user, kind in ((3, "anna", "answer"), (1, "ben", "answer"), (2, "anna", "skip"), (0, "anna", "role")):
        words.say(db, user=user, kind=kind, time=time, subject={}, body={})
    assert [word.time for word in words.words(db)] == [0, 1, 2, 3]
    assert [word.time for word in words.words(db, user="anna")] == [0, 2, 3]
    assert [word.time for word in words.words(db, kinds={"answer", "skip"})] == [1, 2, 3]
    assert words.words(db, user="anna", kinds=[]) == []


def test_a_word_taken_back_was_never_said(db: Database) -> None:
    word = words.say(db, user="anna", kind="answer", time=1, subject={}, body={"words": "muddy"})
    assert words.retract(db, word.id)
    assert not words.retract(db, word.id)
    assert words.words(db) == []


def test_a_number_that_is_none_is_refused(db: Database) -> None:
    with pytest.raises(ValueError, match="JSON"):
        words.say(db, user="anna", kind="answer", time=1, subject={}, body={"value": float("nan")})


def test_words_are_written_with_a_full_sync(db: Database, tmp_path: Path) -> None:
    with db.write(durable=True) as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
    with db.write() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 1
    assert tmp_path.exists()
