from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace as altered
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import derived
from store.database import Database
from store.derived import Column, Table

MOVES = Table(
    "moves",
    1,
    (
        Column("id", "text"),
        Column("song", "text", nullable=False, indexed=True),
        Column("size", "real"),
        Column("place", "integer"),
        Column("object", "json"),
        Column("curve", "blob"),
        Column("tests", "packed"),
    ),
    ("song", "id"),
)


def move(id: str, song: str = "a", **more: Any) -> dict[str, Any]:
    return {"id": id, "song": song, "size": None, "place": None, "object": None, "curve": None, "tests": None} | more


def test_a_table_is_made_once(db: Database) -> None:
    assert derived.ensure(db, [MOVES]) == ["moves"]
    derived.replace(db, MOVES, [move("1")])
    assert derived.ensure(db, [MOVES]) == []
    assert derived.dump(db, MOVES) == [move("1")]
    assert derived.tables(db) == {"moves": 1}


@pytest.mark.parametrize(
    "newer", [altered(MOVES, version=2), altered(MOVES, columns=(*MOVES.columns, Column("x", "real")))]
)
def test_another_version_or_layout_makes_it_anew_and_empty(db: Database, newer: Table) -> None:
    derived.ensure(db, [MOVES])
    derived.replace(db, MOVES, [move("1")])
    assert derived.ensure(db, [newer]) == ["moves"]
    assert derived.dump(db, newer) == []


def test_what_is_packed_comes_back_and_takes_less(db: Database) -> None:
    derived.ensure(db, [MOVES])
    tests = [{"name": f"R{n}", "outcome": "missed", "numbers": {"after": -3.0}} for n in range(40)]
    derived.replace(db, MOVES, [move("1", tests=tests), move("2", tests=[])])
    assert [row["tests"] for row in derived.dump(db, MOVES)] == [tests, []]
    with db.read() as connection:
        (size,) = connection.exec_driver_sql("SELECT length(tests) FROM derived_moves WHERE id = '1'").one()
    assert size < len(json.dumps(tests)) / 4


def test_rows_take_the_place_of_those_that_match(db: Database) -> None:
    derived.ensure(db, [MOVES])
    derived.replace(db, MOVES, [move("1"), move("2"), move("1", "b")])
    derived.replace(db, MOVES, [move("3")], where={"song": "a"})
    assert derived.dump(db, MOVES) == [move("3"), move("1", "b")]


def test_a_row_takes_the_place_of_the_one_with_its_key(db: Database) -> None:
    derived.ensure(db, [MOVES])
    derived.put(db, MOVES, [move("1"), move("2")])
    derived.put(db, MOVES, [move("2", place=1), move("3", place=1), move("3", place=2)])
    derived.put(db, MOVES, [])
    assert derived.dump(db, MOVES) == [move("1"), move("2", place=1), move("3", place=2)]


def test_the_databases_own_check_finds_nothing_wrong_wherever_the_key_stands(db: Database) -> None:
    derived.ensure(db, [MOVES])  # its key is its second column and its first
    derived.replace(db, MOVES, [move("1"), move("2", size=1.0, place=2, object={"a": 1}, curve=b"x")])
    with db.read() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalars().all() == ["ok"]
    assert [column.name for column in MOVES.stored[:2]] == ["song", "id"]


def test_several_tables_change_together_or_not_at_all(db: Database) -> None:
    songs = Table("songs", 1, (Column("id", "text"),), ("id",))
    derived.ensure(db, [MOVES, songs])
    derived.replace_many(db, [(MOVES, [move("1")], None), (songs, [{"id": "a"}], None)])
    with pytest.raises(ValueError, match="no id"):
        derived.replace_many(db, [(MOVES, [], None), (songs, [{}], None)])
    with pytest.raises(Exception, match="UNIQUE"):
        derived.replace_many(db, [(MOVES, [], None), (songs, [{"id": "b"}, {"id": "b"}], None)])
    assert derived.dump(db, MOVES) == [move("1")]
    assert derived.dump(db, songs) == [{"id": "a"}]


def test_rows_are_found_by_value_by_list_and_by_absence(db: Database) -> None:
    derived.ensure(db, [MOVES])
    derived.replace(db, MOVES, [move("1", size=2.0), move("2", size=1.0), move("3"), move("4", "b", size=3.0)])

    def ids(**options: Any) -> list[str]:
        return [row["id"] for row in derived.select(db, MOVES, **options)]

    assert ids(where={"song": "a"}) == ["1", "2", "3"]
    assert ids(where={"size": None}) == ["3"]
    assert ids(where={"size": [1.0, None]}) == ["2", "3"]
    assert ids(where={"id": []}) == []
    assert ids(where={"song": ("a", "b"), "size": {2.0, 3.0}}) == ["1", "4"]
    assert ids(order=["-size"], limit=2) == ["4", "1"]
    assert derived.select(db, MOVES, columns=["place", "id"], limit=1) == [{"place": None, "id": "1"}]


def test_a_list_longer_than_the_database_takes_still_works(db: Database) -> None:
    derived.ensure(db, [MOVES])
    derived.replace(db, MOVES, [move(f"{number:05}") for number in range(100)])
    wanted = [f"{number:05}" for number in range(50, 40_000)]
    assert len(derived.select(db, MOVES, where={"id": wanted, "song": "a"})) == 50
    assert derived.count(db, MOVES) == derived.count(db, MOVES, where={"song": "a"}) == 100
    assert derived.count(db, MOVES, where={"song": ["b"]}) == 0
    assert derived.select(db, MOVES, where={"id": wanted}, order=["-id"], limit=1, columns=["id"]) == [{"id": "00099"}]
    assert derived.delete(db, MOVES, where={"id": wanted}) == 50
    assert len(derived.dump(db, MOVES)) == 50


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.text(st.characters(exclude_characters="\0", exclude_categories=()).filter(lambda c: c < "\U0010dc80")),
        st.fixed_dictionaries(
            {
                "size": st.none() | st.floats(allow_nan=False),
                "place": st.none() | st.integers(-(2**63), 2**63 - 1),
                "object": st.none() | st.lists(st.text() | st.integers(), max_size=3),
                "curve": st.none() | st.binary(),
                "tests": st.none() | st.lists(st.text() | st.integers(), max_size=3),
            }
        ),
        max_size=5,
    )
)
def test_rows_come_back_as_they_went_in(db: Database, rows: dict[str, dict[str, Any]]) -> None:
    derived.ensure(db, [MOVES])
    given_rows = [
        move(name, "é", **rest)
        for name, rest in rows.items()
        if not any("\ud800" <= char < "\udc80" or "\udcff" < char <= "\udfff" for char in name)
    ]
    derived.replace(db, MOVES, given_rows)
    found = {row["id"]: row for row in derived.dump(db, MOVES)}
    assert found == {row["id"]: row for row in given_rows}


def test_equal_rows_dump_equally_whatever_the_order(db: Database) -> None:
    derived.ensure(db, [MOVES])
    rows = [move("2", object={"b": 1, "a": 2}), move("1"), move("1", "0")]
    derived.replace(db, MOVES, rows)
    first = derived.dump(db, MOVES)
    derived.replace(db, MOVES, reversed(rows))
    assert derived.dump(db, MOVES) == first
    assert list(first[2]["object"]) == ["a", "b"]


def test_what_does_not_fit_the_table_is_refused(db: Database) -> None:
    derived.ensure(db, [MOVES])
    for wrong, said in (
        (move("1", colour="red"), "no column colour"),
        (move("1", size=float("nan")), "NaN"),
        (move("1", object=float("inf")), "JSON"),
        ({"id": "1"}, "no song"),
    ):
        with pytest.raises(ValueError, match=said):
            derived.replace(db, MOVES, [wrong])
    with pytest.raises(ValueError, match="key"):
        Table("x", 1, (Column("a", "text"),), ("b",))


def test_tables_that_nobody_wants_any_more_are_dropped(db: Database) -> None:
    other = altered(MOVES, name="noise")
    derived.ensure(db, [MOVES, other])
    derived.replace(db, MOVES, [move("1")])
    derived.drop_others(db, [MOVES])
    assert derived.tables(db) == {"moves": 1}
    assert derived.dump(db, MOVES) == [move("1")]
    assert derived.ensure(db, [other]) == ["noise"]


def test_declaring_a_table_loads_no_database() -> None:
    program = "import sys, store.derived; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "False"
