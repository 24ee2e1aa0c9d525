"""A REAPER file as rows and nodes that can be edited: what is not touched comes out byte for byte.

Text is latin-1, one character a byte, as everywhere in this package.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TypeAlias, TypeVar

from parsers.formats.reaper.lexis import quoted, shown, spans, stored

__all__ = [
    "Element",
    "Node",
    "Row",
    "as_elements",
    "as_text",
    "from_lines",
    "key_of",
    "lines_of",
    "parse",
    "render",
    "row",
    "steps",
    "with_words",
]

_INDENT = "  "


@dataclass(slots=True)
class Row:
    """A line: its text without indent and line end. None = what fits the place where it is written."""

    text: str
    indent: str | None = None
    end: str | None = None


@dataclass(slots=True)
class Node:
    """A block: its opening line, what it holds, its closer (None when the file never closes it)."""

    head: Row
    rows: list[Element] = field(default_factory=list)
    closer: Row | None = field(default_factory=lambda: Row(">"))

    @property
    def name(self) -> str:
        """``TRACK`` for ``<TRACK {…}``."""
        return self.head.text[1:].partition(" ")[0]


Element: TypeAlias = Row | Node
_T = TypeVar("_T")


def parse(data: bytes) -> list[Element]:
    """The file's rows and nodes; `render` gives the file back."""
    top: list[Element] = []
    stack: list[list[Element]] = [top]
    nodes: list[Node] = []
    text = data.decode("latin-1")
    place = 0
    while place < len(text):
        after = text.find("\n", place) + 1 or len(text)
        line = text[place:after].removesuffix("\n")
        line = line.removesuffix("\r") if text[after - 1] == "\n" else line
        finish = text[place + len(line) : after]
        place = after
        bare = line.lstrip(" \t")
        made = Row(bare, line[: len(line) - len(bare)], finish)
        if bare[:1] == "<":
            node = Node(made, closer=None)
            stack[-1].append(node)
            nodes.append(node)
            stack.append(node.rows)
        elif nodes and bare.rstrip(" \t") == ">":
            nodes.pop().closer = made
            stack.pop()
        else:
            stack[-1].append(made)
    return top


def render(elements: Sequence[Element], *, end: str = "\n") -> bytes:
    """The bytes of rows and nodes; rows without an indent or line end get that of their place and `end`."""
    pieces: list[str] = []
    stack: list[tuple[Iterator[Element], str, Row | None]] = [(iter(elements), "", None)]
    while stack:
        rows, indent, closer = stack[-1]
        element = next(rows, None)
        if element is None:
            stack.pop()
            if closer is not None:
                _emit(pieces, closer, indent[: -len(_INDENT)], end)
        elif isinstance(element, Row):
            _emit(pieces, element, indent, end)
        else:
            _emit(pieces, element.head, indent, end)
            own = indent if element.head.indent is None else element.head.indent
            stack.append((iter(element.rows), own + _INDENT, element.closer))
    return "".join(pieces).encode("latin-1")


def _emit(pieces: list[str], line: Row, indent: str, end: str) -> None:
    if pieces and not pieces[-1]:  # the line before is the file's last and has no end
        pieces.append(end)
    pieces.append(
        (indent if line.indent is None else line.indent) + line.text + (end if line.end is None else line.end)
    )


def key_of(element: Element) -> str:
    """The first word of a row, the name of a node."""
    return element.text.partition(" ")[0] if isinstance(element, Row) else element.name


def row(key: str, words: Iterable[str]) -> Row:
    """A new row of a key and arguments."""
    return Row(" ".join((key, *map(quoted, words))))


def with_words(text: str, words: Sequence[str]) -> str:
    """The line with other arguments; those that stay keep their spelling."""
    key, blank, remainder = text.partition(" ")
    found = spans(remainder)
    pieces, place = [key, blank], 0
    for (start, end, now), word in zip(found, words, strict=False):
        pieces += [remainder[place:start], remainder[start:end] if now == word else quoted(word)]
        place = end
    if len(words) < len(found):
        return "".join(pieces).rstrip(" ")
    pieces.append(remainder[place:])
    more = " ".join(map(quoted, words[len(found) :]))
    line = "".join(pieces)
    return f"{line.rstrip(' ')} {more}" if more else line


def lines_of(element: Element) -> list[str]:
    """The lines of an element as the reader takes them."""
    if isinstance(element, Row):
        return [element.text]
    lines: list[str] = []
    stack: list[Iterator[Element]] = [iter([element])]
    closers: list[Row | None] = [None]
    while stack:
        inner = next(stack[-1], None)
        if inner is None:
            stack.pop()
            closer = closers.pop()
            if closer is not None:
                lines.append(">")
        elif isinstance(inner, Row):
            lines.append(inner.text)
        else:
            lines.append(inner.head.text)
            stack.append(iter(inner.rows))
            closers.append(inner.closer)
    return lines


def as_text(element: Element) -> str:
    """The element as ``extra`` holds it."""
    return shown("\n".join(lines_of(element)))


def as_elements(text: str) -> list[Element]:
    """Rows and nodes of an ``extra`` entry; their indent is left open."""
    return from_lines(stored(text))


def from_lines(text: str) -> list[Element]:
    """Rows and nodes of latin-1 lines; their indent is left open."""
    elements = parse(text.encode("latin-1"))
    stack = list(elements)
    while stack:
        element = stack.pop()
        for line in (element,) if isinstance(element, Row) else (element.head, element.closer):
            if line is not None:
                line.indent = line.end = None
        if isinstance(element, Node):
            element.closer = element.closer or Row(">")
            stack += element.rows
    return elements


def steps(before: Sequence[_T], after: Sequence[_T]) -> Iterator[tuple[int | None, int | None]]:
    """How one sequence becomes the other, in the order of `after`.

    Yields  (place before, place after): both for what stays, one None for what goes or comes
    """
    if list(before) == list(after):
        yield from zip(range(len(before)), range(len(after)), strict=True)
        return
    for _, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        shared = end - start if before[start:end] == after[new_start:new_end] else 0
        yield from zip(range(start, start + shared), range(new_start, new_start + shared), strict=True)
        for gone in range(start + shared, end):
            yield gone, None
        for come in range(new_start + shared, new_end):
            yield None, come
