"""A window of acceptability drawn on its control's range: ``-24.0 dB ····~~~═════════~~──── +24.0 dB``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.vocabulary import describe

if TYPE_CHECKING:
    from profiler.windows import Window

__all__ = ["LEGEND", "LEGEND_ASCII", "window_bar"]

LEGEND = "═ fine  ~ the edge lies somewhere here  ─ not"
LEGEND_ASCII = "= fine  ~ the edge lies somewhere here  - not"


def window_bar(window: Window, *, columns: int, ascii: bool = False) -> str:
    """The window over the range that is asked about, on the control's natural scale."""
    scale, term = window.control.scale, describe(window.control.term)
    ends = term.say(scale.low), term.say(scale.high)
    wide = max(columns - len(ends[0]) - len(ends[1]) - 2, 8)
    low, high = term.position(scale.low), term.position(scale.high)

    def place(value: float) -> int:
        share = (term.position(min(max(value, scale.low), scale.high)) - low) / (high - low)
        return min(max(round(share * (wide - 1)), 0), wide - 1)

    line = ["-" if ascii else "─"] * wide
    first = 0 if window.low.open else place(window.low.median)
    last = wide - 1 if window.high.open else place(window.high.median)
    line[first : last + 1] = ["=" if ascii else "═"] * max(last + 1 - first, 0)
    for edge in (window.low, window.high):
        if not edge.open:
            start, end = place(edge.lo90), place(edge.hi90)
            line[start : end + 1] = "~" * (end + 1 - start)
    return f"{ends[0]} {''.join(line)} {ends[1]}"
