"""From two saves to moves and noise."""

from __future__ import annotations

from collections.abc import Mapping

from parsers.session import Session, Track
from profiler.history.matching import Matched
from profiler.history.moves.found import Comparison, Found
from profiler.history.moves.project import compare_project
from profiler.history.moves.structure import compare_structure
from profiler.history.moves.tracks import compare_track
from profiler.history.records import Role
from profiler.history.roles import roles_of

__all__ = ["compare"]


def compare(
    before: Session,
    after: Session,
    *,
    matched: Matched | None = None,
    roles: Mapping[str, Role] | None = None,
) -> Comparison:
    """What the engineer changed between two saves, and what changed without a decision.

    matched  of these two saves, where the caller has it already
    roles    track id → role; told from the two saves when not given
    Returns  moves in mixer order without ids, the project's first; every change of the patch is claimed
    """
    matched = matched or Matched(before, after)
    known = {**roles_of(before), **roles_of(after)} if roles is None else roles
    numbers = {track.id: place for tracks in (before.tracks, after.tracks) for place, track in enumerate(tracks, 1)}
    found = Found(matched, known, _silent(matched), numbers)
    compare_project(found)
    compare_structure(found)
    for i, j in matched.tracks.pairs:
        if before.tracks[i] != after.tracks[j]:
            compare_track(found, ("tracks", i), before.tracks[i], after.tracks[j])
    if before.master != after.master:
        compare_track(found, ("master",), before.master, after.master)
    return found.result()


def _silent(matched: Matched) -> frozenset[str]:
    """Tracks that could be heard in neither save."""
    muted_before = _muted(matched.before)
    muted_after = _muted(matched.after)
    tracks = matched.before.tracks, matched.after.tracks
    silent = {
        tracks[1][j].id
        for i, j in matched.tracks.pairs
        if tracks[0][i].id in muted_before and tracks[1][j].id in muted_after
    }
    if matched.before.master.muted and matched.after.master.muted:
        silent.add(matched.after.master.id)
    return frozenset(silent)


def _muted(session: Session) -> set[str]:
    """Ids of tracks that are muted, or lie in a folder that is and feed nothing past it."""
    by_id: dict[str, Track] = {track.id: track for track in session.tracks}
    muted = set()
    for track in session.tracks:
        above: Track | None = track
        for _ in range(len(by_id) + 1):
            if above is None or above.muted:
                break
            passes_by = above.output != above.folder or bool(above.sends)
            above = None if passes_by else by_id.get(above.folder)
        if above is not None and above.muted:
            muted.add(track.id)
    return muted
