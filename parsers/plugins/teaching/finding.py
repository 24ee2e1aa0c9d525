"""Where a plug-in keeps the knob that was moved: from saves before and after, each with what the window showed.

What changes at most saves anyway is masked first, by other saves of the same plug-in. Then every field that moved, or
in a state without fields every float that covers bytes that moved, is held against the readings. One place that alone
follows them by one law is the answer; everything else is an error that says what would settle it. Bytes that were
packed or enciphered are never searched.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, TypeVar

from parsers.plugins.teaching.errors import TeachingError
from parsers.plugins.teaching.laws import Fit, Law, choices, fit
from parsers.plugins.teaching.places import SORTS, BytePlace, FieldPlace, Place, number_at
from parsers.plugins.teaching.readings import Reading
from parsers.session import Scalar, Value

__all__ = ["Found", "Look", "can_be_taught", "find"]

_RESTLESS_SHARE, _RESTLESS_PAIRS = 0.6, 3
"""What changes in so many of at least so many pairs of other saves is no knob. Share: RPP_PLUGINS §4.2."""
_GAP = 6
"""Moved bytes this near each other belong to one number. Source: RPP_PLUGINS §4.3."""
_MOST_MOVED = 64
"""More moved bytes than this, in one state or its half, are no turn of a knob: the state is packed or enciphered."""
_LEAST_TURN = 1e-3
"""Floats that moved by a smaller share than this are other bytes, read across two numbers."""
_DENSE, _DENSE_BYTES = 7.2, 512
"""Bits a byte from which on bytes are packed or enciphered (8 is noise); told only from so many bytes on."""
_PRINTABLE, _TEXT = bytes(range(32, 127)) + b"\t\r\n", 0.1
"""Where fewer bytes than this share are no characters, the state is text."""
_LUCK, _LUCK_OF_MANY = 0.1, 0.02
"""The odds of a lucky fit that are taken: where one thing moved; where several did, or none knows what is restless."""

_TEACHABLE = frozenset({"raw", "host"})
"""Confidences of what may bear no standard term yet."""

_MORE = "Move the knob once more, to a place far from the others, save, and give that save and its reading too."
_Key = TypeVar("_Key", str, int)


@dataclass(frozen=True, slots=True)
class Look:
    """One save's view of the plug-in.

    parameters  term → value, as the session says
    state       bare bytes (`places.bare`)
    """

    parameters: Mapping[str, Value]
    state: bytes


class Found(NamedTuple):
    """Where the knob is kept, and how its number is shown."""

    place: Place
    law: Law


def find(looks: Sequence[Look], readings: Sequence[Reading], others: Sequence[Sequence[Look]] = ()) -> Found:
    """Find the one place that follows the readings.

    looks     two or more, in any order, between which one knob moved;  readings  one for each
    others    saves of the same plug-in, one line an instance in the order of saving, which may hold the looks too:
              they show what changes by itself
    Raises    TeachingError where no place, or more than one, explains the readings, or too few were given
    """
    if len({reading.text for reading in readings}) < 2:
        raise TeachingError("all readings are the same", remedy="Move the knob between the saves.")
    if any(look.parameters for look in looks):
        return _among_fields(looks, readings, others)
    return _among_bytes(looks, readings, others)


def can_be_taught(look: Look) -> bool:
    """Whether a save holds anything of the plug-in that a knob could be found in: a field of its own, or plain bytes.

    A state without fields must not look packed, enciphered or like text, and hold a number of the size of settings.
    """
    if look.parameters:
        return any(value.confidence in _TEACHABLE for value in look.parameters.values())
    if not look.state or _is_dense(look.state) or len(look.state.translate(None, _PRINTABLE)) < _TEXT * len(look.state):
        return False
    return any(
        number_at(look.state, BytePlace(len(look.state), offset, sort)) not in (None, 0.0)
        for sort in SORTS
        for offset in range(len(look.state) - (7 if sort.endswith("d") else 3))
    )


def _restless(changes: Sequence[set[_Key]]) -> set[_Key]:
    """What is in most of the changes; saves between which nothing happened tell nothing of them."""
    changes = [changed for changed in changes if changed]
    if len(changes) < _RESTLESS_PAIRS:
        return set()
    counts = Counter(key for changed in changes for key in changed)
    return {key for key, count in counts.items() if count >= _RESTLESS_SHARE * len(changes)}


# Fields


def _among_fields(looks: Sequence[Look], readings: Sequence[Reading], others: Sequence[Sequence[Look]]) -> Found:
    shared = set.intersection(*(set(look.parameters) for look in looks))
    rows = {term: [look.parameters[term] for look in looks] for term in looks[0].parameters if term in shared}
    moved = {term: [value.value for value in row] for term, row in rows.items() if _differs(row)}
    changes = [_changed(one, two) for one, two in _pairs(others, looks)]
    restless = _restless(changes)
    raw = {term: row for term, row in moved.items() if rows[term][0].confidence in _TEACHABLE and term not in restless}
    if not raw:
        raise _nothing(moved, rows, restless)
    answers: list[Found] = []
    short = False
    for term, row in raw.items():
        law, waits = _explained(row, readings, len(raw), _limit(len(raw), len(changes)))
        short |= waits
        if law is not None:
            answers.append(Found(FieldPlace(term), law))
    if len(answers) == 1:
        return answers[0]
    names = [term.removeprefix("plugin.") for term in raw]
    raise _undecided(len(answers), names, short=short, what="setting")


def _explained(
    row: Sequence[Scalar], readings: Sequence[Reading], rivals: int, limit: float
) -> tuple[Law | None, bool]:
    """The law that a field follows, if one alone is proved; and whether a further reading may prove one."""
    if readings[0].value is None:
        law = choices(row, readings) if rivals == 1 else None
        return law, law is None
    numbers = [value for value in row if isinstance(value, float)]
    if len(numbers) < len(row):
        return None, False
    return _proved(fit(numbers, readings), limit)


def _proved(found: Fit, limit: float) -> tuple[Law | None, bool]:
    if len(found.laws) != 1:
        return None, found.short or len(found.laws) > 1
    return (found.laws[0], False) if found.luck <= limit else (None, True)


def _limit(rivals: int, pairs: int) -> float:
    """How lucky a fit may be, by how many things moved and how many pairs of other saves were seen, calm ones too."""
    return _LUCK if rivals == 1 and pairs >= _RESTLESS_PAIRS else _LUCK_OF_MANY / rivals


def _differs(row: Sequence[Value]) -> bool:
    return any(value.value != row[0].value for value in row)


def _changed(one: Look, two: Look) -> set[str]:
    return {
        term
        for term in one.parameters.keys() & two.parameters.keys()
        if one.parameters[term].value != two.parameters[term].value
    }


def _nothing(moved: Mapping[str, object], rows: Mapping[str, Sequence[Value]], restless: set[str]) -> TeachingError:
    known = [term for term in moved if rows[term][0].confidence not in _TEACHABLE]
    if known:
        return TeachingError(
            f"what moved is read already: {', '.join(sorted(known)[:5])}", remedy="Nothing has to be taught here."
        )
    if restless & moved.keys():
        return TeachingError(
            "all that differs changes at most saves anyway", remedy="Move one knob far, save, and give that save too."
        )
    return TeachingError(
        "none of the settings that can be seen moved between these saves",
        remedy="Was it this plug-in's knob, and was the session saved after it was moved?",
    )


# Bytes


def _among_bytes(looks: Sequence[Look], readings: Sequence[Reading], others: Sequence[Sequence[Look]]) -> Found:
    states = [look.state for look in looks]
    length = len(states[0])
    if not length or any(len(state) != length for state in states):
        raise TeachingError(
            "the plug-in's state has another length in each save: it is packed, or written in a way that is not known",
            remedy="Its knobs cannot be taught.",
        )
    if readings[0].value is None:
        raise TeachingError("in a state without fields only numbers can be found", remedy=_MORE)
    changes = [_unlike([one.state, two.state]) for one, two in _pairs(others, looks) if _fits(one, two, length)]
    restless = _with_neighbours(_restless(changes), changes)
    moved = sorted(_unlike(states) - restless)
    if not moved:
        raise TeachingError(
            "the plug-in's state did not move between these saves" + (", but for what always changes" * bool(restless)),
            remedy="Was it this plug-in's knob, and was the session saved after it was moved?",
        )
    if len(moved) > min(_MOST_MOVED, max(8, length // 2)) or _is_dense(states[0]):
        raise TeachingError(
            "the plug-in's state is packed or enciphered: one knob changes all of it",
            remedy="Its knobs cannot be taught.",
        )
    windows = [
        (place, row)
        for cluster in _clusters(moved)
        for place in _windows(cluster, length, restless)
        if (row := _numbers(states, place)) is not None
    ]
    limit = _limit(len(_clusters(moved)), len(changes))
    answers: list[Found] = []
    short = False
    for place, row in windows:
        law, waits = _proved(fit(row, readings), limit)
        short |= waits
        if law is not None:
            answers.append(Found(place, law))
    if len(answers) == 1:
        return answers[0]
    names = [f"bytes {cluster[0]} to {cluster[-1]}" for cluster in _clusters(moved)]
    raise _undecided(len(answers), names, short=short, what="place")


def _with_neighbours(restless: set[int], changes: Sequence[set[int]]) -> set[int]:
    """The restless bytes with those beside them that change now and then: the calm end of a number made anew."""
    seldom = set().union(*changes) - restless if restless else set()
    return restless | {at for at in seldom if not restless.isdisjoint(range(at - 3, at + 4))}


def _fits(one: Look, two: Look, length: int) -> bool:
    return len(one.state) == len(two.state) == length


def _unlike(states: Sequence[bytes]) -> set[int]:
    """Places of the bytes that are not the same in all states, which are equally long."""
    first = states[0]
    return {at for state in states[1:] if state != first for at, byte in enumerate(state) if byte != first[at]}


def _clusters(moved: Sequence[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for at in moved:
        if found and at - found[-1][-1] <= _GAP and at - found[-1][0] < 8:
            found[-1].append(at)
        else:
            found.append([at])
    return found


def _windows(cluster: Sequence[int], length: int, restless: set[int]) -> Iterator[BytePlace]:
    """Every float of every sort that covers the cluster and none of the bytes that change by themselves."""
    for sort in SORTS:
        size = 8 if sort.endswith("d") else 4
        for offset in range(max(0, cluster[-1] - size + 1), min(cluster[0], length - size) + 1):
            if restless.isdisjoint(range(offset, offset + size)):
                yield BytePlace(length, offset, sort)


def _numbers(states: Sequence[bytes], place: BytePlace) -> list[float] | None:
    row = [number for state in states if (number := number_at(state, place)) is not None]
    if len(row) < len(states) or max(row) - min(row) < _LEAST_TURN * max(map(abs, row)):
        return None
    return row


def _is_dense(state: bytes) -> bool:
    if len(state) < _DENSE_BYTES:
        return False
    shares = [count / len(state) for count in Counter(state).values()]
    return -sum(share * math.log2(share) for share in shares) >= _DENSE


# Both


def _pairs(lines: Sequence[Sequence[Look]], looks: Sequence[Look]) -> list[tuple[Look, Look]]:
    """Neighbours in lines of saves, but for those between which the very knob was moved."""
    return [
        (one, two)
        for line in lines
        for one, two in pairwise(line)
        if one == two or one not in looks or two not in looks
    ]


def _undecided(answers: int, names: Sequence[str], *, short: bool, what: str) -> TeachingError:
    told = ", ".join(names[:5]) + (" …" if len(names) > 5 else "")
    if answers > 1:
        return TeachingError(f"more than one {what} explains the readings (of {told})", remedy=_MORE)
    if short:
        return TeachingError(
            f"the readings do not yet prove where the knob is kept or on which scale ({told})", remedy=_MORE
        )
    return TeachingError(
        f"no {what} that moved follows the readings ({told})",
        remedy="Were all typed with every digit, and in the order of the saves? Else this knob cannot be taught.",
    )
