"""Moves of the track list: tracks added, removed and dragged to another place."""

from __future__ import annotations

from collections.abc import Iterable

from parsers.session import Track
from profiler.history.moves.found import Found
from profiler.history.patch import ORDER

__all__ = ["compare_structure"]


def compare_structure(found: Found) -> None:
    """Compare which tracks there are, and in which order.

    A track added or removed whole is one move: what it holds makes none of its own. An added track that is a copy of
    another one, or a removed one whose copy stays, carries a noise that says of which.
    """
    pairing = found.matched.tracks
    before, after = found.before.tracks, found.after.tracks
    for i in pairing.removed:
        subject = found.track(before[i])
        found.move(subject, "track.removed", (before[i].name, None), [("tracks", i)], audible=not before[i].muted)
        _say_copy(found, before[i], after, "a copy of a track that stays")
    for j in pairing.added:
        subject = found.track(after[j])
        found.move(subject, "track.added", (None, after[j].name), [("tracks", -1 - j)], audible=not after[j].muted)
        kept = (after[place] for _, place in pairing.pairs)
        _say_copy(found, after[j], kept, "its settings are a copy's, not decisions of this save")
    for i, j in pairing.moved():
        found.move(
            found.track(after[j]), "track.moved", (float(i + 1), float(j + 1)), [("tracks", ORDER)], audible=False
        )


def _say_copy(found: Found, track: Track, others: Iterable[Track], reason: str) -> None:
    shape = _shape(track)
    if not shape:
        return
    for other in others:
        if other.id != track.id and _shape(other) == shape:
            found.noise(found.track(track), "copy", other.name, track.name, reason, [])
            return


def _shape(track: Track) -> tuple[tuple[str, str], ...]:
    """What a copy shares with its original: the plug-ins in order, with their states."""
    return tuple((insert.plugin.uid or insert.plugin.name, insert.state_hash) for insert in track.inserts)
