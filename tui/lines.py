"""Lines of text for people: spans with a style, cells, tables and wrapping, all by the columns that a terminal uses.

A `Line` is a sequence of spans; a span is plain text or text with a `Style`. Text is made safe when a line is built
into something that shows (`plain`, `Output`, widgets), so a line may hold text as files gave it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import Literal, NamedTuple, TypeAlias

from parsers.text import safe

__all__ = ["Align", "Line", "Span", "Style", "Styled", "cut", "pad", "plain", "table", "width", "wrap"]


class Style(Enum):
    """How a span looks; never the only sign of what it says."""

    TEXT = "text"
    TITLE = "title"
    STRONG = "strong"
    DIM = "dim"
    RISE = "rise"
    FALL = "fall"
    WARN = "warn"
    KEY = "key"


class Styled(NamedTuple):
    """Text with a style."""

    text: str
    style: Style


Span: TypeAlias = str | Styled
Line: TypeAlias = Sequence[Span]
Align: TypeAlias = Literal["left", "right"]


_NARROWEST = 8


def width(text: str) -> int:
    """Columns that safe text takes in a terminal: wide East Asian characters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def cut(text: str, columns: int) -> str:
    """Make the text safe and at most so many columns wide; what is cut is marked by an ellipsis."""
    text = safe(text)
    if width(text) <= columns:
        return text
    kept, used = [], 0
    for char in text:
        used += _columns(char)
        if used > columns - 1:
            break
        kept.append(char)
    return "".join(kept) + "…" if columns > 0 else ""


def pad(text: str, columns: int, align: Align = "left") -> str:
    """Make the text safe and exactly so many columns wide."""
    text = cut(text, columns)
    space = " " * (columns - width(text))
    return space + text if align == "right" else text + space


def plain(line: Line) -> str:
    """The line's safe text alone, without trailing blanks."""
    return "".join(safe(span if isinstance(span, str) else span.text) for span in line).rstrip()


def table(
    rows: Sequence[Sequence[Span]],
    *,
    heads: Sequence[str],
    aligns: Sequence[Align] | None = None,
    giving: int = 0,
    columns: int = 80,
    gap: int = 2,
) -> Iterator[Line]:
    """Yield the head and the rows, aligned.

    rows     one span a cell
    heads    the columns' names; none printed when all are empty
    giving   the column that gives way where the terminal is narrow
    columns  of the terminal
    """
    sides: Sequence[Align] = aligns if aligns is not None else ["left"] * len(heads)
    texts = [[safe(cell if isinstance(cell, str) else cell.text) for cell in row] for row in rows]
    widths = [max([width(head), *(width(row[place]) for row in texts)]) for place, head in enumerate(heads)]
    over = sum(widths) + gap * (len(widths) - 1) - columns
    widths[giving] = max(widths[giving] - max(over, 0), min(widths[giving], _NARROWEST))
    if any(heads):
        yield _row([Styled(head, Style.DIM) for head in heads], widths, sides, gap)
    for row in rows:
        yield _row(row, widths, sides, gap)


def _row(cells: Sequence[Span], widths: Sequence[int], sides: Sequence[Align], gap: int) -> Line:
    line: list[Span] = []
    for place, (cell, columns, side) in enumerate(zip(cells, widths, sides, strict=True)):
        if place:
            line.append(" " * gap)
        text = pad(cell if isinstance(cell, str) else cell.text, columns, side)
        line.append(text if isinstance(cell, str) else Styled(text, cell.style))
    return line


def wrap(
    pieces: Iterable[str], *, columns: int, first: str = "", rest: str | None = None, joint: str = " "
) -> Iterator[str]:
    """Yield lines of whole pieces, each line within the columns as long as a single piece allows.

    pieces  words or phrases that are kept together; made safe here
    first   what the first line begins with, rest what the others begin with (default: as many blanks)
    joint   what stands between two pieces
    """
    rest = " " * width(first) if rest is None else rest
    line, begun = first, False
    for piece in map(safe, pieces):
        if begun and width(line) + width(joint) + width(piece) + width(joint.rstrip()) > columns:
            yield (line + joint).rstrip()
            line, begun = rest, False
        elif not begun and line.strip() and width(line) + width(piece) > columns >= width(rest) + width(piece):
            yield line.rstrip()
            line = rest
        line += (joint if begun else "") + piece
        begun = True
    if begun or first.strip():
        yield line.rstrip()
