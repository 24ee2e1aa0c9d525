"""Fixed lanes: which lane of a track each clip lies in, and which lanes are heard (REAPER 6.78 and later).

No file of the corpus uses them (FREEMODE is always 0). The layout is that of three open readers, and of a public file
of 14 tracks that REAPER 7.80 wrote to show it: ``FREEMODE 2`` turns lanes on (``1`` is free positioning, which writes
``YPOS`` too; a track that was turned back keeps its other lines). ``ITEMLANES n`` counts them. ``LANESOLO w0 w1 …`` are
32-bit words, bit N of them set when lane N from 0 is heard; absent while every lane is. A clip says no lane but ``YPOS
top height 2`` in shares of the track's height, lanes being equally high. ``LANENAME`` names them, ``LANEREC`` and
``FIXEDLANES`` are about recording and view, ``LINKEDLANE`` says which stretches of others a lane was put together from:
the clips that came of it lie in that lane themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from parsers.errors import UnwritableSessionError
from parsers.formats.reaper.lexis import arguments, number, number_text, quoted
from parsers.formats.reaper.lines import HELD
from parsers.session import Clip, Track

__all__ = ["FIXED", "clips_as_written", "in_lanes", "lines_as_written"]

FIXED = "FREEMODE 2"
"""The line of a track with fixed lanes."""
_PLACE = "YPOS"
_PLAYING = "LANESOLO"
_PLAYING_HELD = f"{_PLAYING} {HELD}"
_WORDS = 8
"""REAPER has at most 256 lanes."""
_BEFORE = ("FREEMODE", "FIXEDLANES")
"""Lines behind which the playing lanes stand."""


def in_lanes(
    clips: Iterable[Clip], extra: Sequence[str]
) -> tuple[tuple[Clip, ...], tuple[int, ...] | None, tuple[str, ...]]:
    """The clips of a track whose lines ``extra`` turn lanes on, each with its lane; the lanes that play; what is left.

    A line that the two fields say whole keeps its place as ``~``; one that says more stays as it is.
    """
    laid = tuple(_laid(clip) for clip in clips)
    line = next((entry for entry in extra if entry.startswith(_PLAYING)), "")
    playing = _playing(line, laid, extra)
    is_held = playing is not None and arguments(line)[1:] == _words(playing)
    left = tuple(_PLAYING_HELD if is_held and entry == line else entry for entry in extra)
    return laid, playing, left


def _playing(line: str, clips: Sequence[Clip], extra: Sequence[str]) -> tuple[int, ...] | None:
    """The lanes that a line says are heard; None where it says nothing."""
    words = arguments(line)[1:]
    if not words or not all(word.isascii() and word.isdigit() and len(word) < 11 for word in words):
        return None
    count = _count(extra) or max((clip.lane for clip in clips), default=1)
    return tuple(lane for lane in range(1, count + 1) if _is_set(words, lane - 1))


def _count(extra: Iterable[str]) -> int:
    """How many lanes there are, 0 where no line says it."""
    for entry in extra:
        key, *words = arguments(entry)
        if key == "ITEMLANES" and words and words[0].isascii() and words[0].isdigit():
            return min(int(words[0][:4]), 32 * _WORDS)
        if key == "LANENAME":
            return len(words)
    return 0


def _is_set(words: Sequence[str], lane: int) -> bool:
    return lane // 32 < len(words) and bool(int(words[lane // 32]) >> lane % 32 & 1)


def _words(playing: Iterable[int]) -> list[str]:
    masks = [0] * _WORDS
    for lane in playing:
        masks[(lane - 1) // 32] |= 1 << (lane - 1) % 32
    return [str(mask) for mask in masks]


def _laid(clip: Clip) -> Clip:
    """The clip with its lane; a clip that says no place lies in the first."""
    for place, entry in enumerate(clip.extra):
        key, *words = arguments(entry)
        if key == _PLACE:
            lane = _lane(words)
            exact = len(words) > 1 and words[0] == _top(lane, words[1])
            left = " ".join((_PLACE, HELD, *map(quoted, words[1:]))) if exact else entry
            return replace(clip, lane=lane, extra=(*clip.extra[:place], left, *clip.extra[place + 1 :]))
    return replace(clip, lane=1)


def _lane(words: Sequence[str]) -> int:
    try:
        top, height = number(words[0]), number(words[1])
    except (ValueError, IndexError):
        return 1
    return min(max(round(top / height), 0), 32 * _WORDS - 1) + 1 if height > 0 else 1


def _top(lane: int, height: str) -> str:
    try:
        return number_text((lane - 1) * number(height))
    except ValueError:
        return ""


def lines_as_written(track: Track) -> tuple[str, ...]:
    """The track's ``extra`` with the line of its playing lanes in full."""
    playing = track.lanes_playing
    if FIXED not in track.extra:
        if playing is not None or any(clip.lane for clip in track.clips):
            raise UnwritableSessionError(f"clips of {track.name!r} lie in lanes that the track does not have")
        return track.extra
    place = next((at for at, entry in enumerate(track.extra) if entry.startswith(_PLAYING)), None)
    line = _PLAYING_HELD if place is None else track.extra[place]
    if line != _PLAYING_HELD and _playing(line, track.clips, track.extra) == playing:
        return track.extra  # the line says more than which lanes play
    entries = [entry for at, entry in enumerate(track.extra) if at != place]
    if playing is not None:
        behind = max((at for at, entry in enumerate(entries, 1) if entry.startswith(_BEFORE)), default=0)
        entries.insert(behind if place is None else place, " ".join((_PLAYING, *_words(playing))))
    return tuple(entries)


def clips_as_written(clips: Sequence[Clip], extra: Sequence[str]) -> tuple[Clip, ...]:
    """The clips with the lines of their places in full; `extra` is their track's."""
    if not any(clip.lane for clip in clips):
        return tuple(clips)
    count = max(_count(extra), *(clip.lane for clip in clips))
    return tuple(_placed(clip, count) for clip in clips)


def _placed(clip: Clip, count: int) -> Clip:
    for place, entry in enumerate(clip.extra):
        key, *words = arguments(entry)
        if key == _PLACE:
            if words[:1] != [HELD] and _lane(words) == clip.lane:
                return clip
            made = " ".join((_PLACE, _top(clip.lane, words[1]) if len(words) > 1 else "0", *words[1:]))
            return replace(clip, extra=(*clip.extra[:place], made, *clip.extra[place + 1 :]))
    if clip.lane == 1:
        return clip
    height = number_text(round(1 / count, 14))
    return replace(clip, extra=(*clip.extra, f"{_PLACE} {_top(clip.lane, height)} {height} 2"))
