"""A frequency response before and after, drawn with characters on a logarithmic frequency axis.

Before is dotted, after is solid: the two are told apart without colour. Braille gives two by four dots a character;
where the encoding has none, ASCII marks give one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

__all__ = ["LEGEND", "LEGEND_ASCII", "curve", "frequencies"]

LEGEND = "before ⠂⠂⠂  after ⠒⠒⠒"
LEGEND_ASCII = "before ...  after ***  both #"

_LOW_HZ, _HIGH_HZ = 20.0, 20_000.0
_MARKS_HZ = (
    (50, "50"),
    (100, "100"),
    (200, "200"),
    (500, "500"),
    (1000, "1k"),
    (2000, "2k"),
    (5000, "5k"),
    (10_000, "10k"),
)
_RANGES_DB = (6.0, 12.0, 18.0, 24.0, 36.0)
_SKIRT_DB = -18.0
"""A curve that leaves the audible range lower than this does so on a filter's skirt, which may leave the picture."""
_LABEL = 6
"""Columns of the decibel labels at the left."""
_BRAILLE = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""Bit of the dot in row 0 … 3 and column 0 … 1 of a braille character (Unicode, block U+2800)."""


def frequencies(columns: int, *, ascii: bool = False) -> tuple[float, ...]:
    """The frequencies (Hz) at which `curve` wants its levels: one a dot, logarithmic from 20 Hz to 20 kHz."""
    dots = _dots(columns, ascii=ascii)
    return tuple(_LOW_HZ * (_HIGH_HZ / _LOW_HZ) ** (dot / (dots - 1)) for dot in range(dots))


def curve(
    before: Sequence[float], after: Sequence[float], *, columns: int, rows: int, ascii: bool = False
) -> list[str]:
    """Draw two responses (dB at `frequencies`), with labels and a frequency axis below: ``rows + 1`` lines.

    The range is the smallest usual one that holds every boost, dip and shelf; a filter's skirt runs out of it.
    """
    across, down = (1, 1) if ascii else (2, 4)
    reach = _reach(before, after)
    wide, high = columns - _LABEL, rows
    rows_before = _rows_of(before, reach, high * down)
    rows_after = _rows_of(after, reach, high * down)
    cells = [[0] * wide for _ in range(high)]
    for dot in range(wide * across):
        for row in _joined(rows_after, dot, high * down):
            cells[row // down][dot // across] |= _BRAILLE[row % down][dot % across] if not ascii else 2
        row = rows_before[dot]
        if (ascii or dot % 4 == 0) and 0 <= row < high * down:
            cells[row // down][dot // across] |= _BRAILLE[row % down][dot % across] if not ascii else 1
    middle = (high - 1) / 2
    lines = []
    for row, line in enumerate(cells):
        label = (
            f"{reach:+.0f}"
            if row == 0
            else f"{-reach:+.0f}"
            if row == high - 1
            else "0 dB"
            if row == int(middle)
            else ""
        )
        rest = ("-" if ascii else "┈") if row == int(middle) else " "
        lines.append(f"{label:>{_LABEL - 1}} " + "".join(_glyph(cell, rest, ascii=ascii) for cell in line))
    lines.append(_axis(wide))
    return lines


def _glyph(cell: int, rest: str, *, ascii: bool) -> str:
    if not cell:
        return rest
    return {1: ".", 2: "*", 3: "#"}[cell] if ascii else chr(0x2800 + cell)


def _dots(columns: int, *, ascii: bool) -> int:
    return max((columns - _LABEL) * (1 if ascii else 2), 2)


def _reach(before: Sequence[float], after: Sequence[float]) -> float:
    """The range in dB, up and down, by boosts, by dips inside and by where the curves end, skirts left aside."""
    highest = 0.0
    for levels in (before, after):
        dips = [
            here
            for left, here, right in zip(levels, levels[1:], levels[2:], strict=False)
            if here <= left and here <= right
        ]
        ends = [level for level in (levels[0], levels[-1]) if level > _SKIRT_DB]
        highest = max([highest, *levels, *(-level for level in (*dips, *ends))])
    return next((reach for reach in _RANGES_DB if highest <= reach), _RANGES_DB[-1])


def _rows_of(levels: Sequence[float], reach: float, rows: int) -> list[int]:
    """Dot row of each level, 0 at the top; ``rows`` or more below the picture."""
    return [max(round((0.5 - max(level, -1000.0) / (2 * reach)) * (rows - 1)), 0) for level in levels]


def _joined(rows: Sequence[int], dot: int, down: int) -> range:
    """Rows to fill at a dot so that the line has no gaps: from its left neighbour to itself, inside the picture."""
    here = rows[dot]
    left = rows[dot - 1] if dot else here
    if left == here:
        return range(here, min(here + 1, down))
    return range(left + 1, min(here + 1, down)) if left < here else range(here, min(left, down))


def _axis(wide: int) -> str:
    line = [" "] * (wide + _LABEL)
    for hertz, label in _MARKS_HZ:
        place = _LABEL + round(math.log(hertz / _LOW_HZ) / math.log(_HIGH_HZ / _LOW_HZ) * (wide - 1)) - len(label) // 2
        line[place : place + len(label)] = label
    line[-2:] = "Hz"
    return "".join(line)[: wide + _LABEL].rstrip()
