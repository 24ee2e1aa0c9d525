"""Lines that the model keeps as text and that are heard all the same: which term each of them is told as.

The words are REAPER's (project's research, RPP_FORMAT §4, §6, §7). A line that is left out says what the table gives
for it, so that a version of the application that begins to write it moves nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from profiler.history.moves.numbers import Numbers

__all__ = ["ends_of"]


class _Line(NamedTuple):
    term: str
    default: str = ""


_TERMS: Mapping[str, _Line] = {
    "CHANMODE": _Line("clip.channels", "0"),
    "SM": _Line("clip.stretched"),
    "PROGRAMENV": _Line("insert.modulation"),
    "PARALLEL": _Line("insert.parallel", "0"),
    "CONTAINER/CONTAINER_CFG": _Line("insert.pins", "2 2 2 0"),
    "CONTAINER/<IN_PINS": _Line("insert.pins"),
    "CONTAINER/<OUT_PINS": _Line("insert.pins"),
    "CLAP/<IN_PINS": _Line("insert.pins"),
    "CLAP/<OUT_PINS": _Line("insert.pins"),
    "JS_PINMAP": _Line("insert.pins"),
    "PLAYOFFS": _Line("track.delay", "0 1"),
}
_CHANNELS = {"0": "normal", "1": "swapped", "2": "mono", "3": "left", "4": "right"}


def ends_of(word: str, before: Sequence[str], after: Sequence[str]) -> tuple[str, str | None, str | None] | None:
    """Term and both ends of a change of lines that begin with this word; None where no term tells them.

    before, after  the lines that differ
    Several lines, and whole blocks, have no ends to show: None stands where there is none, and "" where there are some.
    """
    line = _TERMS.get(word)
    if line is None:
        return None
    if not line.default:
        return line.term, None if not before else "", None if not after else ""
    was, now = _said(before, line.default), _said(after, line.default)
    if Numbers.of(was) == Numbers.of(now):
        return None
    if line.term == "clip.channels":
        was, now = _CHANNELS.get(was, was), _CHANNELS.get(now, now)
    return line.term, was, now


def _said(lines: Sequence[str], default: str) -> str:
    return lines[0].partition(" ")[2] if lines else default
