"""Late fields are found once, by whatever asks first, and nothing else shows that they were late."""

from __future__ import annotations

import copy
import pickle
from dataclasses import dataclass, fields, replace
from typing import Any

import pytest

from parsers.late import findings_of, postponed
from parsers.session import SAID_BY_STATE, Insert, Plugin, Value

_PLUGIN = Plugin("Room", "Maker", "VST2", "77")
_SAID = ({"plugin.Size": Value(0.5, "raw", "raw")}, "abc", "named")


@dataclass(frozen=True)
class Finding:
    """Counts how often it is asked."""

    name: str
    asked: list[str]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Finding) and other.name == self.name

    def __hash__(self) -> int:
        return hash(self.name)

    def __call__(self) -> dict[str, Any]:
        self.asked.append(self.name)
        return dict(zip(SAID_BY_STATE, _SAID, strict=True))


def late(name: str = "a", asked: list[str] | None = None, **given: Any) -> Insert:
    """An insert whose state nobody has read."""
    finding = Finding(name, [] if asked is None else asked)
    return postponed(Insert("1", _PLUGIN, **given), dict.fromkeys(SAID_BY_STATE, finding))


def plain(**given: Any) -> Insert:
    """The same insert, read."""
    return Insert("1", _PLUGIN, **dict(zip(SAID_BY_STATE, _SAID, strict=True)), **given)


def test_nothing_is_found_before_it_is_asked_for_and_then_once() -> None:
    asked: list[str] = []
    insert = late(asked=asked)
    assert (insert.id, insert.chunk, asked) == ("1", b"", [])
    assert (insert.coverage, insert.parameters, insert.state_hash) == ("named", _SAID[0], "abc")
    assert asked == ["a"]


def test_it_equals_one_that_was_never_late_both_ways() -> None:
    assert late() == plain()
    assert plain() == late()
    assert late() != plain(chunk=b"x")


def test_equal_findings_are_not_asked_to_be_compared() -> None:
    asked: list[str] = []
    assert late(asked=asked) == late(asked=asked)
    assert late(asked=asked) != late(asked=asked, chunk=b"x")
    assert asked == []


def test_different_findings_are_compared_by_what_they_find() -> None:
    assert late("a") == late("b")


def test_a_changed_copy_holds_what_was_found_and_what_was_changed() -> None:
    asked: list[str] = []
    changed = replace(late(asked=asked), coverage="opaque", enabled=False)
    assert (changed.coverage, changed.state_hash, changed.enabled) == ("opaque", "abc", False)
    assert not findings_of(changed)
    assert changed != late()


@pytest.mark.parametrize("way", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])  # noqa: S301 - written here
def test_copies_are_plain(way: Any) -> None:
    copied = way(postponed(Insert("1", _PLUGIN), dict.fromkeys(SAID_BY_STATE, Finding("a", []))))
    assert not findings_of(copied)
    assert copied == plain()


def test_it_shows_all_its_fields() -> None:
    assert repr(late()) == repr(plain())


def test_names_that_nobody_knows_stay_unknown() -> None:
    asked: list[str] = []
    with pytest.raises(AttributeError, match="wetness"):
        late(asked=asked).wetness  # type: ignore[attr-defined]  # noqa: B018 - the access is the test
    assert asked == []


def test_every_field_takes_part_in_the_comparison() -> None:
    other: dict[str, Any] = {
        "plugin": Plugin("x", "", "", ""), "envelopes": (1,), "inserts": (2,), "extra": ("x",), "wet": 0.5,
    }  # fmt: skip
    for one in fields(Insert):
        changed = other.get(one.name, not getattr(plain(), one.name))
        assert replace(plain(), **{one.name: changed}) != plain(), one.name


def test_it_is_not_to_be_hashed() -> None:
    with pytest.raises(TypeError):
        hash(plain())
