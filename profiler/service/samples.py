"""From saves to what teaching compares: a plug-in's instances in all of them, and other saves that show noise."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from parsers.insides import names_proved, own_state
from parsers.plugins.teaching.errors import TeachingError
from parsers.plugins.teaching.finding import Look
from parsers.plugins.teaching.places import bare
from parsers.session import Insert, Plugin, Session
from parsers.taught import own_places
from profiler.service.census import every_insert

__all__ = ["Instance", "instances", "lines_of", "look_at"]


@dataclass(frozen=True, slots=True)
class Instance:
    """One instance of a plug-in that is in every save.

    track  id and name of its track
    looks  one a save
    """

    plugin: Plugin
    track: tuple[str, str]
    looks: tuple[Look, ...]

    @property
    def moved(self) -> bool:
        """Whether anything about it differs between the saves."""
        return any(look != self.looks[0] for look in self.looks)


def look_at(insert: Insert, format_name: str) -> Look:
    """The insert as teaching sees it: places under their own terms, without what an envelope drives."""
    own = own_places(names_proved(format_name, insert))
    driven = {own.get(one.target, one.target) for one in insert.envelopes}
    stored = {own.get(term, term): value for term, value in insert.parameters.items()}
    kept = {term: value for term, value in stored.items() if term not in driven}
    # Only what has no fields is looked at byte by byte.
    return Look(kept, b"" if stored or not insert.chunk else bare(own_state(format_name, insert)))


def instances(sessions: Sequence[Session], name: str, *, track: str = "") -> list[Instance]:
    """The instances of a plug-in, by name or id, that all of the sessions hold.

    track  id or name of their track, "" for any
    Raises  TeachingError where there are none
    """
    found = [
        {(owner, insert.id): insert for owner, insert in every_insert(session) if _is_called(insert, name)}
        for session in sessions
    ]
    shared = [key for key in found[0] if all(key in one for one in found)]
    names = {one.id: one.name or one.kind for session in sessions for one in session.every_track()}
    wanted = [key for key in shared if not track or track in (key[0], names[key[0]])]
    if not wanted:
        raise _missing(sessions, name, track if shared else "")
    return [
        Instance(
            found[0][key].plugin,
            (key[0], names[key[0]]),
            tuple(look_at(one[key], session.format) for one, session in zip(found, sessions, strict=True)),
        )
        for key in wanted
    ]


def lines_of(sessions: Iterable[Session], plugin: Plugin) -> list[list[Look]]:
    """The looks of each instance of a plug-in over sessions in their order."""
    lines: dict[tuple[str, str], list[Look]] = {}
    for session in sessions:
        for owner, insert in every_insert(session):
            if (insert.plugin.format, insert.plugin.uid) == (plugin.format, plugin.uid):
                lines.setdefault((owner, insert.id), []).append(look_at(insert, session.format))
    return list(lines.values())


def _is_called(insert: Insert, name: str) -> bool:
    return name.casefold() in (insert.plugin.name.casefold(), insert.plugin.uid.casefold())


def _names(sessions: Iterable[Session]) -> Iterator[str]:
    for session in sessions:
        for _, insert in every_insert(session):
            yield insert.plugin.name


def _missing(sessions: Sequence[Session], name: str, track: str) -> TeachingError:
    if track:
        return TeachingError(f"{name} is not on a track {track}", remedy="Name its track as the session does.")
    held = sorted(set(_names(sessions)))
    near = difflib.get_close_matches(name, held, n=3, cutoff=0.3)
    return TeachingError(
        f"there is no {name} that all of these saves hold", remedy=f"Near ones: {', '.join(near)}." if near else ""
    )
