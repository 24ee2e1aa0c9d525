"""Fades and levels of clips: the lines of an item in which several arguments make one field (RPP_FORMAT §7)."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

from parsers.formats.reaper.lexis import arguments, level_text, number, number_text, quoted, shown
from parsers.formats.reaper.lines import HELD

__all__ = [
    "FADE_DEFAULTS",
    "ITEM_DEFAULTS",
    "TAKE_DEFAULTS",
    "Fade",
    "Level",
    "fade_words",
    "level_words",
    "read_fade",
    "read_level",
]


class Fade(NamedTuple):
    """A fade as it sounds: an automatic cross-fade's length and shape override those set by hand."""

    length_s: float
    shape: str
    automatic: bool
    leftover: str | None
    trouble: str


FADE_DEFAULTS = ["1", "0", "0", "1", "0", "0", "0"]
"""shape, length, automatic length, automatic shape, automatic in use, curvature, unknown."""
_SHAPES = {
    0: "linear",
    1: "fast_start",
    2: "fast_end",
    3: "fast_start_steep",
    4: "fast_end_steep",
    5: "slow",
    6: "slow_steep",
}
"""How a fade rises from silence, in the words of automation curves: 1 is REAPER's own default and near equal power, 2
its mirror image, 5 an S (reaper-oss/sws: names in Misc/Adam.cpp, curves in Breeder/BR_Util.cpp). A fraction (``1.1``),
whose meaning is not known, and the curvature stay with the line."""
_SHAPE_CODES = {shape: str(code) for code, shape in _SHAPES.items()}


@lru_cache(maxsize=8192)
def read_fade(key: str, remainder: str) -> Fade:
    """Read ``FADEIN`` or ``FADEOUT`` (3 to 7 arguments, by version)."""
    words = arguments(remainder)
    full = words + FADE_DEFAULTS[len(words) :]
    try:
        by_hand, automatic = number(full[1]), number(full[2])
        shapes = [_shape(full[0]), _shape(full[3])]
    except ValueError:
        trouble = f"{key} says {shown(remainder)[:40]!r}; no fade is taken"
        return Fade(0.0, _shape(FADE_DEFAULTS[0]), False, shown(f"{key} {remainder}"), trouble)  # noqa: FBT003 - a field
    is_automatic = automatic > 0
    shape_at, length_at = (3, 2) if is_automatic else (0, 1)
    shape = shapes[is_automatic]
    held = {length_at, shape_at} if _equal(full[shape_at], _shape_text(shape)) else {length_at}
    left = [HELD if place in held else quoted(word) for place, word in enumerate(full)]
    plain = (
        all(
            place in held or place >= len(FADE_DEFAULTS) or _equal(word, FADE_DEFAULTS[place])
            for place, word in enumerate(full)
        )
        and len(full) <= len(FADE_DEFAULTS)
        and not is_automatic
    )
    leftover = None if plain else shown(" ".join((key, *left)))
    length = automatic if is_automatic else by_hand
    return Fade(max(length, 0.0), shape, is_automatic, leftover, "")


def fade_words(words: list[str], *, length_s: float, shape: str, automatic: bool) -> list[str]:
    """The arguments with another fade; only what differs is changed."""
    now = read_fade("", " ".join(map(quoted, words)))
    if (now.length_s, now.shape, now.automatic) == (length_s, shape, automatic) and not now.trouble:
        return words
    full = words + FADE_DEFAULTS[len(words) :]
    if now.trouble:
        full = FADE_DEFAULTS.copy()
    if automatic:
        full[2:4] = [number_text(length_s), _shape_word(full[3], shape)]
    else:
        full[:3] = [_shape_word(full[0], shape), number_text(length_s), "0"]
    return full


def _shape(text: str) -> str:
    value = number(text)
    return _SHAPES.get(math.floor(value), f"shape {value:g}")


def _shape_text(shape: str) -> str:
    return _SHAPE_CODES.get(shape, shape.removeprefix("shape "))


def _shape_word(now: str, shape: str) -> str:
    """The argument as it is, if it says this shape, with whatever fraction; else the shape's own."""
    return now if _shape(now) == shape else _shape_text(shape)


def _equal(text: str, other: str) -> bool:
    try:
        return float(text) == float(other)
    except ValueError:
        return text == other


class Level(NamedTuple):
    """Level and pan of a clip: the item's gain times the active take's, whose sign is the polarity."""

    gain_db: float
    pan: float
    polarity_inverted: bool
    leftover: str | None
    trouble: str


ITEM_DEFAULTS = ["1", "0", "1", "-1"]
"""Gain of the item; pan, gain and pan law of its first take."""
TAKE_DEFAULTS = ["0", "1", "-1"]
"""Pan, gain and pan law of a later take."""


@lru_cache(maxsize=8192)
def read_level(item: str, take: str | None) -> Level:
    """Read ``VOLPAN`` and, when a later take is the active one, its ``TAKEVOLPAN`` (None: the first is)."""
    key, words, defaults, held = (
        ("VOLPAN", arguments(item), ITEM_DEFAULTS, 2)
        if take is None
        else ("TAKEVOLPAN", arguments(take), TAKE_DEFAULTS, 1)
    )
    full = words + defaults[len(words) :]
    try:
        gain_db, pan, inverted = _level_of(arguments(item), full[held - 1], full[held])
    except ValueError:
        trouble = f"{key} says {shown(item if take is None else take)[:40]!r}; 0 dB is taken"
        return Level(0.0, 0.0, False, shown(" ".join((key, *map(quoted, words)))), trouble)  # noqa: FBT003 - a field
    left = [HELD] * held
    left.append(HELD if abs(number(full[held])) == 1 else full[held])
    left += [word if not _equal(word, defaults[-1]) or len(full) > len(defaults) else "" for word in full[held + 1 :]]
    while left and left[-1] in {"", HELD}:
        left.pop()
    leftover = " ".join((key, *(quoted(word or defaults[-1]) for word in left))) if left else None
    return Level(gain_db, pan, inverted, None if leftover is None else shown(leftover), "")


def _level_of(item: list[str], pan: str, gain: str) -> tuple[float, float, bool]:
    item_gain = number(item[0]) if item else 1.0
    take_gain = number(gain)
    position = number(pan)
    amplitude = abs(item_gain * take_gain)
    if not (-1 <= position <= 1 and amplitude <= 1e6):
        raise ValueError(pan)
    gain_db = round(20 * math.log10(amplitude), 4) + 0.0 if amplitude else -math.inf
    return gain_db, position, take_gain < 0 or math.copysign(1.0, take_gain) < 0


def level_words(
    item: list[str], take: list[str] | None, *, gain_db: float, pan: float, polarity_inverted: bool
) -> tuple[list[str], list[str] | None]:
    """The arguments of both lines with another level: the item's gain moves, the take's keeps its size."""
    now = read_level(" ".join(map(quoted, item)), None if take is None else " ".join(map(quoted, take)))
    if (now.gain_db, now.pan, now.polarity_inverted) == (gain_db, pan, polarity_inverted) and not now.trouble:
        return item, take
    item = item + ITEM_DEFAULTS[len(item) :]
    words = item if take is None else take + TAKE_DEFAULTS[len(take) :]
    pan_at, gain_at = (1, 2) if take is None else (0, 1)
    if now.trouble:
        item[0], words[pan_at], words[gain_at] = "1", "0", "1"
        now = Level(0.0, 0.0, polarity_inverted=False, leftover=None, trouble="")
    if now.pan != pan:
        words[pan_at] = number_text(pan)
    if now.polarity_inverted != polarity_inverted:
        words[gain_at] = words[gain_at].removeprefix("-") if now.polarity_inverted else f"-{words[gain_at]}"
    if now.gain_db != gain_db:
        size = abs(number(words[gain_at]))
        if size == 0 and gain_db > -math.inf:
            words[gain_at] = "-1" if polarity_inverted else "1"
            size = 1.0
        item[0] = level_text(gain_db) if size in {0.0, 1.0} else number_text(number(level_text(gain_db)) / size)
    return item, (None if take is None else words)
