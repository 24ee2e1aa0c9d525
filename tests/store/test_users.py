from __future__ import annotations

from pathlib import Path

import pytest

from parsers.errors import MixtasteError
from store import users, words
from store.database import Database, open_store
from store.errors import UnknownUserError


def test_who_has_not_signed_in_is_called_as_their_account(db: Database) -> None:
    assert users.current(db, account="anna").name == "anna"
    assert users.names(db) == ["anna"]


def test_the_program_knows_its_own_account(db: Database) -> None:
    assert users.current(db).name in users.names(db)


def test_signing_in_holds_for_one_account_of_the_computer(db: Database) -> None:
    users.add(db, "Ben")
    users.switch(db, "Ben", account="studio")
    assert users.current(db, account="studio").name == "Ben"
    assert users.current(db, account="laptop").name == "laptop"


def test_capitals_and_blanks_do_not_make_another_person(db: Database) -> None:
    anna = users.add(db, "Anna  Weiß")
    assert users.add(db, "anna WEISS") == anna
    assert users.get(db, " ANNA weiß ") == anna


def test_an_unknown_name_is_answered_with_the_names_near_it(db: Database) -> None:
    users.add(db, "Annabel")
    users.add(db, "Zoë")
    with pytest.raises(UnknownUserError, match="Did you mean Annabel") as raised:
        users.get(db, "anabel")
    assert raised.value.near == ("Annabel",)


@pytest.mark.parametrize("name", ["", "   ", "a\x1b[2J", "x" * 81, "a\u202eb"])
def test_what_does_not_print_is_no_name(db: Database, name: str) -> None:
    with pytest.raises(MixtasteError, match="no name"):
        users.add(db, name)


def test_one_person_has_one_id_in_every_store(db: Database, tmp_path: Path) -> None:
    with open_store(tmp_path / "other") as other:
        users.add(other, "Someone")
        assert users.add(other, "Anna") == users.add(db, "Anna")


def test_removing_a_person_takes_their_words_and_nobody_elses(db: Database) -> None:
    anna, ben = users.add(db, "Anna"), users.add(db, "Ben")
    users.switch(db, "Anna", account="studio")
    for user in (anna, ben):
        words.say(db, user=user.id, kind="answer", time=1.0, subject={}, body={"words": "muddy"})
    users.remove(db, "anna")
    assert users.names(db) == ["Ben"]
    assert [word.user for word in words.words(db)] == [ben.id]
    assert users.current(db, account="studio").name == "studio"
