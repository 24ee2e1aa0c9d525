"""Where in the song something lies, by the session's regions and markers; and which regions are songs of their own."""

from __future__ import annotations

import re

from parsers.session import Marker, Session

__all__ = ["parts_of", "place_of"]

_LEAST_S = 45.0
"""A region shorter than this is a section or a cue, no song."""
_SECTION = re.compile(
    r"(?:intro|outro|verse|vers|strophe|strofa|estrofa|couplet|chorus|refrain|refr[aã]o|estribillo|ritornello|hook|"
    r"pre|bridge|puente|pont|ponte|solo|break|drop|build|breakdown|interlude|middle|coda|ending|end|start|count|tag|"
    r"part|teil|parte|section|loop|render|export|bounce|mix|full|song|all|[a-h]|take)"
    r"(?:[\s_.\-]*\d+[a-h]?|[\s_.\-]+(?:chorus|up|down|in|off|eight|[a-h]|x|song|mix))*",
    re.IGNORECASE,
)
"""What a region is called that is a section of one song, not a song."""
_NUMBERS = re.compile(r"[\d\s.:_\-#]*")


def parts_of(session: Session) -> tuple[str, ...]:
    """Names of the songs that one project holds (an album, a live set), in their order; empty for one song.

    Those that the file itself keeps apart; else at least two named regions of 45 s or more that do not overlap, and
    most of whose names are no sections'.
    """
    if session.parts:
        return session.parts
    regions = [mark for mark in _regions(session) if mark.name.strip() and _length(mark) >= _LEAST_S]
    apart = [
        mark for mark, above in zip(regions, [None, *regions], strict=False) if above is None or _follows(above, mark)
    ]
    names = [mark.name.strip() for mark in apart if not _is_section(mark.name.strip())]
    if len(names) < 2 or len(set(names)) < len(names) or len(names) * 2 <= len(regions):
        return ()
    return tuple(names)


def place_of(session: Session, start_s: float, end_s: float) -> str:
    """The name of the shortest region that holds the middle of a stretch, else of the last marker before it; or ""."""
    middle = (start_s + end_s) / 2
    holding = [mark for mark in _regions(session) if mark.time_s <= middle <= (mark.end_s or 0.0) and mark.name.strip()]
    if holding:
        return min(holding, key=_length).name.strip()
    passed = [mark for mark in session.markers if mark.end_s is None and mark.time_s <= middle and mark.name.strip()]
    return max(passed, key=lambda mark: mark.time_s).name.strip() if passed else ""


def _regions(session: Session) -> list[Marker]:
    regions = [mark for mark in session.markers if mark.end_s is not None and mark.end_s > mark.time_s]
    return sorted(regions, key=lambda mark: (mark.time_s, mark.end_s))


def _length(mark: Marker) -> float:
    return (mark.end_s or mark.time_s) - mark.time_s


def _follows(above: Marker, mark: Marker) -> bool:
    return mark.time_s >= (above.end_s or 0.0) - 1.0


def _is_section(name: str) -> bool:
    return bool(_SECTION.fullmatch(name) or _NUMBERS.fullmatch(name))
