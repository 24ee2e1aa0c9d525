"""Candidates that some program made: read strictly, with every name found in the session.

    [{"id": …, "changes": [{"object": …, "term": …, "from": …, "to": …, "unit": …}], "note": …}]

``object`` is a track's name or GUID, or an object with ``track`` and, as far as they apply, ``insert`` (id, plug-in
name or position), ``band`` and ``send`` (its destination).
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from parsers.session import Scalar, Session, Track
from parsers.text import safe
from parsers.vocabulary import band_of, describe, terms
from profiler.suggestions.errors import CandidateError

__all__ = ["Candidate", "Change", "candidates_of"]

_MOST_CANDIDATES = 1_000
_MOST_CHANGES = 200
_MOST_TEXT = 2_000
_FACTORS = {("kHz", "Hz"): 1000.0, ("s", "ms"): 1000.0, ("%", "share"): 0.01, ("%", "pan"): 0.01, (":1", "ratio"): 1.0}
_SILENCE = {"-inf": -math.inf, "-∞": -math.inf}
_KNOWN = frozenset(term.name for term in terms())


@dataclass(frozen=True, slots=True)
class Change:
    """One control set to another value.

    track    id in the session;  name  the track's name there
    insert   id, plug-in name or position as given, or None
    send_to  id of the destination, or None
    before   as the candidate says, or None;  after  the value proposed, both in ``unit`` of the term
    """

    track: str
    name: str
    term: str
    before: Scalar | None
    after: Scalar
    unit: str
    insert: str | int | None = None
    band: int | None = None
    send_to: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Changes that belong together. ``raw`` is what the program wrote of them, to be handed back unchanged."""

    id: str
    changes: tuple[Change, ...]
    note: str = ""
    raw: tuple[Mapping[str, object], ...] = ()


def candidates_of(data: object, session: Session) -> tuple[Candidate, ...]:
    """Read a JSON array of candidates for a session.

    Raises CandidateError, naming the candidate, what is wrong, and near names of tracks or terms.
    """
    if not isinstance(data, Sequence) or isinstance(data, str | bytes):
        raise CandidateError("candidates are a JSON array", remedy='Write [{"id": …, "changes": […]}, …].')
    if len(data) > _MOST_CANDIDATES:
        raise CandidateError(f"{len(data)} candidates are more than {_MOST_CANDIDATES}")
    found = [_candidate(row, number, session) for number, row in enumerate(data, 1)]
    seen: set[str] = set()
    for candidate in found:
        if candidate.id in seen:
            raise CandidateError(f"two candidates are called {_show(candidate.id)}")
        seen.add(candidate.id)
    return tuple(found)


def _candidate(row: object, number: int, session: Session) -> Candidate:
    if not isinstance(row, Mapping):
        raise CandidateError(f"candidate {number} is no object")
    name = row.get("id", str(number))
    if not isinstance(name, str | int) or isinstance(name, bool) or not str(name):
        raise CandidateError(f"candidate {number} has no usable id", remedy="An id is a text or a number.")
    where = f"candidate {_show(str(name))}"
    changes = row.get("changes")
    if not isinstance(changes, Sequence) or isinstance(changes, str | bytes) or not changes:
        raise CandidateError(f"{where} has no changes")
    if len(changes) > _MOST_CHANGES:
        raise CandidateError(f"{where} has {len(changes)} changes, more than {_MOST_CHANGES}")
    note = row.get("note") or ""
    if not isinstance(note, str):
        raise CandidateError(f"{where}: its note is no text")
    read = tuple(_change(change, where, session) for change in changes)
    return Candidate(str(name)[:_MOST_TEXT], read, note[:_MOST_TEXT], tuple(dict(change) for change in changes))


def _change(row: object, where: str, session: Session) -> Change:
    if not isinstance(row, Mapping):
        raise CandidateError(f"{where} holds a change that is no object")
    given = row.get("object")
    parts: Mapping[str, object] = given if isinstance(given, Mapping) else {"track": given}
    track = _track(parts.get("track"), where, session)
    term = _term(row.get("term"), where)
    if "to" not in row:
        raise CandidateError(f"{where}: a change of {term} does not say to what ('to' is missing)")
    unit = row.get("unit")
    factor = _factor(unit, term, where)
    after = _value(row["to"], factor, f"{where}: 'to' of {term}")
    before = None if row.get("from") is None else _value(row["from"], factor, f"{where}: 'from' of {term}")
    band = parts.get("band")
    if band is not None and (not isinstance(band, int) or isinstance(band, bool)):
        raise CandidateError(f"{where}: a band is a number counted from 1")
    return Change(
        track=track.id,
        name=track.name,
        term=term,
        before=before,
        after=after,
        unit=describe(term).unit,
        insert=_insert(parts.get("insert"), where),
        band=band if band is not None else band_of(term),
        send_to=_send(parts.get("send"), term, track, where, session),
    )


def _track(given: object, where: str, session: Session) -> Track:
    named = _field(given, ("id", "name"))
    if not named:
        raise CandidateError(
            f"{where} holds a change that names no track", remedy="'object' is a track's name or GUID."
        )
    every = [*session.tracks, session.master]
    for wanted in named:
        by_id = [track for track in every if track.id == wanted]
        exact = by_id or [track for track in every if track.name == wanted]
        found = exact or [track for track in every if track.name.casefold() == wanted.casefold()]
        if not found and wanted.casefold() == "master":
            found = [session.master]
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(_show(track.id) for track in found[:5])
            raise CandidateError(
                f"{where}: {len(found)} tracks are called {_show(wanted)}", remedy=f"Name one by its GUID: {ids}."
            )
    near = _near(named[-1], [track.name for track in every if track.name])
    raise CandidateError(f"{where}: the session has no track {_show(named[-1])}", remedy=near)


def _term(given: object, where: str) -> str:
    if not isinstance(given, str) or not given:
        raise CandidateError(f"{where} holds a change without a term")
    band = band_of(given)
    pattern = given if band is None else given.replace(f".{band}.", ".N.", 1)
    if pattern in _KNOWN or given.startswith("plugin."):
        return given
    raise CandidateError(f"{where}: {_show(given)} is no term", remedy=_near(given, sorted(_KNOWN)))


def _send(given: object, term: str, track: Track, where: str, session: Session) -> str | None:
    named = _field(given, ("to_id", "to"))
    if not named:
        if term.startswith("send."):
            if len(track.sends) == 1:
                return track.sends[0].to
            raise CandidateError(
                f"{where}: which send of {_show(track.name)} is meant is not said",
                remedy='\'object\' names its destination: {"track": …, "send": …}.',
            )
        return None
    return _track(named[0], f"{where}, destination of a send", session).id


def _insert(given: object, where: str) -> str | int | None:
    if given is None or (isinstance(given, str | int) and not isinstance(given, bool)):
        return given
    if isinstance(given, Mapping):
        for key in ("id", "plugin", "position"):
            value = given.get(key)
            if isinstance(value, str | int) and not isinstance(value, bool) and value != "":
                return value
    raise CandidateError(f"{where}: an insert is named by id, plug-in or position")


def _field(given: object, keys: Iterable[str]) -> list[str]:
    """The names in a text, or in the fields of an object, in order."""
    if isinstance(given, str):
        return [given] if given else []
    if isinstance(given, Mapping):
        found = []
        for key in keys:
            value = given.get(key)
            if isinstance(value, Mapping):
                value = value.get("id") or value.get("name")
            if isinstance(value, str) and value:
                found.append(value)
        return found
    return []


def _factor(unit: object, term: str, where: str) -> float:
    own = describe(term).unit
    if unit in (None, "", own):
        return 1.0
    factor = _FACTORS.get((str(unit), own))
    if factor is None:
        expected = f"is told in {own}" if own else "has no unit"
        raise CandidateError(f"{where}: {term} {expected}, not in {_show(str(unit))}")
    return factor


def _value(given: object, factor: float, where: str) -> Scalar:
    if isinstance(given, bool):
        return given
    if isinstance(given, str):
        return _SILENCE.get(given, given[:_MOST_TEXT])
    if isinstance(given, int | float):
        value = float(given) * factor
        if not math.isnan(value) and value != math.inf:
            return value
    raise CandidateError(f"{where} is no usable value")


def _near(name: str, names: Sequence[str]) -> str:
    found = difflib.get_close_matches(name, names, n=3, cutoff=0.4)
    if not found:
        lowered = {one.casefold(): one for one in names}
        found = [lowered[key] for key in difflib.get_close_matches(name.casefold(), list(lowered), n=3, cutoff=0.4)]
    return f"Near ones: {', '.join(_show(one) for one in found)}." if found else ""


def _show(text: str) -> str:
    return f"'{safe(text, limit=60)}'"
