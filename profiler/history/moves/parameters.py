"""Moves of a plug-in's settings: its parameters where they can be read, else "settings changed"."""

from __future__ import annotations

from collections.abc import Mapping

from parsers.session import Insert, Scalar, Value
from parsers.vocabulary import band_of, describe, spoken
from profiler.history.moves.equal import is_same
from profiler.history.moves.found import Found, band_object
from profiler.history.patch import Path
from profiler.history.records import MoveObject
from profiler.history.state_noise import rewritten

__all__ = ["compare_parameters"]

_AUTOMATED = "automated: the value that its curve had at the playhead"
_HASH_SHOWN = 8
_MOST_TURNED = 100
"""More of a plug-in's own parameters than this changed at once are one loaded preset. Our choice: of some 1,160 changed
states of real saves 26 lie above, all of instruments and controllers; the largest change of an effect was one of 81."""
_UNSEEN_JND = 0.05
"""What plug-ins drop between two saves that nobody touched is up to 0.02 (TDR Nova, -2.02299 to -2.0 dB)."""
_PLACE = "plugin.parameter "
"""Begins the terms of nameless lists: a newer build of the plug-in appends to them."""


def compare_parameters(
    found: Found, path: Path, subject: MoveObject, before: Insert, after: Insert, *, audible: bool
) -> None:
    """Compare the settings of one insert, whose plug-in is the same in both saves.

    A parameter with a curve in either save makes no move: its value is the playhead's. A band of an equaliser that
    comes or goes is told by its switch, frequency and gain. A state that changed though every value that can be read
    is equal is noise; one that cannot be read at all is ``insert.state``, and so is one of which more changed than
    hands turn between two saves: a preset was loaded.
    """
    driven = {envelope.target for envelope in (*before.envelopes, *after.envelopes)}
    if _loaded(before, after):
        found.claims.add((*path, "parameters"))
        told = False
    else:
        told = _compare_values(found, path, subject, before, after, driven, audible=audible)
    _compare_state(found, path, subject, before, after, told=told, driven=bool(driven), audible=audible)


def _loaded(before: Insert, after: Insert) -> bool:
    """Whether so many of the plug-in's own parameters changed that a preset was loaded."""
    was, now = before.parameters, after.parameters
    changed = sum(value != was[term] for term, value in now.items() if term in was and term.startswith("plugin."))
    return changed > _MOST_TURNED


def _compare_values(
    found: Found,
    path: Path,
    subject: MoveObject,
    before: Insert,
    after: Insert,
    driven: set[str],
    *,
    audible: bool,
) -> bool:
    """Whether any readable value differs."""
    was, now = before.parameters, after.parameters
    changed = [term for term in {**was, **now} if was.get(term) != now.get(term)]
    bands = {band: [term for term in changed if band_of(term) == band] for band in {band_of(term) for term in changed}}
    told = False
    for band, terms in sorted(bands.items(), key=lambda item: item[0] or 0):
        if band is not None and _comes_or_goes(band, was, now):
            _band_appears(found, path, subject, was, now, band, terms, audible=audible)
            told = True
            continue
        for term in terms:
            told |= _compare_value(found, path, subject, before, after, term, automated=term in driven, audible=audible)
    return told


def _compare_value(
    found: Found,
    path: Path,
    subject: MoveObject,
    before: Insert,
    after: Insert,
    term: str,
    *,
    automated: bool,
    audible: bool,
) -> bool:
    old, new = before.parameters.get(term), after.parameters.get(term)
    subject = band_object(subject, term)
    claims = [(*path, "parameters", term)]
    said = _said(term, after.parameters if new else before.parameters)
    if automated:
        found.noise(subject, said, _text(old), _text(new), _AUTOMATED, claims)
        return False
    if old is None or new is None:
        found.noise(subject, said, _text(old), _text(new), _why_single(term, before, after), claims)
        return False
    if is_same(old.value, new.value, new.unit):
        found.noise(subject, said, _text(old), _text(new), "the same value, rounded or read otherwise", claims)
        return False
    if _unseen(said, old.value, new.value):
        found.noise(
            subject, said, _text(old), _text(new), "less than a panel shows, and nothing that can be heard", claims
        )
        return False
    heard = audible and _band_works(term, before.parameters, after.parameters)
    found.move(subject, said, (old.value, new.value), claims, unit=new.unit, audible=heard)
    return True


def _unseen(term: str, before: Scalar, after: Scalar) -> bool:
    """Whether two values read alike and sound alike: plug-ins drop digits when a session is loaded again."""
    entry = describe(term)
    size = entry.size_jnd(before, after)
    return size is not None and size < _UNSEEN_JND and entry.say(before) == entry.say(after)


def _why_single(term: str, before: Insert, after: Insert) -> str:
    shape = term.rpartition(".")[0] + ".shape"
    if band_of(term) is not None and before.parameters.get(shape) != after.parameters.get(shape):
        return "follows from the band's new shape"
    return "a parameter that only one of the two versions of the plug-in's state has"


def _said(term: str, parameters: Mapping[str, Value]) -> str:
    """The term as it is told: pass bands speak as ``hpf.*`` and ``lpf.*``, but for the shape itself."""
    prefix, _, last = term.rpartition(".")
    if band_of(term) is None or last == "shape":
        return term
    shape = parameters.get(f"{prefix}.shape")
    return spoken(term, shape.value if shape else None)


def _text(value: Value | None) -> str:
    return "" if value is None else f"{value.value} {value.unit}".rstrip()


# Bands


def _band_term(band: int, last: str) -> str:
    return f"eq.{band}.{last}"


def _comes_or_goes(band: int, before: Mapping[str, Value], after: Mapping[str, Value]) -> bool:
    shape = _band_term(band, "frequency")
    return (shape in before) != (shape in after)


def _band_works(term: str, before: Mapping[str, Value], after: Mapping[str, Value]) -> bool:
    """Whether the band that the term belongs to is on in either save."""
    if band_of(term) is None:
        return True
    switch = term.rpartition(".")[0] + ".enabled"
    states = [values[switch].value for values in (before, after) if switch in values]
    return not states or any(state is True for state in states)


def _band_appears(
    found: Found,
    path: Path,
    subject: MoveObject,
    before: Mapping[str, Value],
    after: Mapping[str, Value],
    band: int,
    terms: list[str],
    *,
    audible: bool,
) -> None:
    """A band added or removed: its switch stands for all of it, with frequency and gain as moves of their own."""
    comes = _band_term(band, "frequency") in after
    values = after if comes else before
    subject = band_object(subject, _band_term(band, "enabled"))
    rest = [(*path, "parameters", term) for term in terms]
    switch = values.get(_band_term(band, "enabled"))
    on = switch is None or switch.value is True
    heard = audible and on

    def tell(last: str, absent: Scalar | None) -> None:
        value = values.get(_band_term(band, last))
        if value is not None and value.value != absent:
            ends = (absent, value.value) if comes else (value.value, absent)
            said = _said(_band_term(band, last), values)
            found.move(subject, said, ends, rest, unit=value.unit, audible=heard)

    ends = (None, on) if comes else (on, None)
    found.move(subject, _said(_band_term(band, "enabled"), values), ends, rest, audible=heard)
    tell("frequency", None)
    tell("gain", 0.0)


# States


def _compare_state(
    found: Found,
    path: Path,
    subject: MoveObject,
    before: Insert,
    after: Insert,
    *,
    told: bool,
    driven: bool,
    audible: bool,
) -> None:
    if before.coverage != after.coverage:
        reason = "how much of the plug-in's state could be read"
        found.noise(subject, "coverage", before.coverage, after.coverage, reason, [(*path, "coverage")])
    claims = [(*path, "state_hash"), (*path, "chunk")]
    ends = before.state_hash[:_HASH_SHOWN], after.state_hash[:_HASH_SHOWN]
    if before.state_hash == after.state_hash:
        if before.chunk != after.chunk:
            found.noise(subject, "state", "", "", "the same settings, written anew with what is not heard", claims)
        return
    if told:
        found.claims.update(claims)
        return
    why = rewritten(after)
    if why is None and driven:
        why = "automated: the state holds the curves' values at the playhead"
    if why is None and not _unread(before, after):
        why = "every value that can be read is equal"
    if why is not None:
        found.noise(subject, "state", *ends, why, claims)
    else:
        found.move(subject, "insert.state", ends, claims, unit=describe("insert.state").unit, audible=audible)


def _unread(before: Insert, after: Insert) -> bool:
    """Whether a change of the state lies in what cannot be read: all of it, its structure, or text too long to show.

    Values that differ, but were not told, are noise: re-rounded, or the playhead's.
    """
    if "opaque" in (before.coverage, after.coverage) or _loaded(before, after):
        return True
    if "named" not in (before.coverage, after.coverage):
        return False
    was, now = before.parameters, after.parameters
    return was == now or any(not term.startswith(_PLACE) for term in was.keys() ^ now.keys())
