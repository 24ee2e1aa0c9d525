"""The lines of one block of a file, and what is noticed while they are read."""

from __future__ import annotations

import re

from parsers.errors import BrokenSessionError
from parsers.formats.reaper.lexis import shown

__all__ = ["Lines", "block_name"]

_LOOSE_CLOSER = re.compile(r"^([ \t]*>)[ \t]+$", re.MULTILINE)
_MOST_WARNINGS = 50
_DEEPEST = 64
"""FX containers in containers; people nest three."""


def block_name(line: str) -> str:
    """The name of the block that a line opens: ``TRACK`` for ``<TRACK {…}``."""
    return line[1:].partition(" ")[0]


class Lines:
    """A block of a file as lines without their indent, closers being exactly ``>``, and what is wrong with them.

    Every reader takes the index of its element's first line and returns that of the line after its last. A block that
    is never closed ends with the lines; `cut` then holds the index of the line that opened it.

    data   the block's bytes
    first  number of its first line in the file
    """

    def __init__(self, data: bytes, *, first: int = 1) -> None:
        text = data.decode("latin-1")
        if "\r" in text:
            text = text.replace("\r\n", "\n")
        if "> \n" in text or ">\t" in text:
            text = _LOOSE_CLOSER.sub(r"\1", text)
        self.lines = [line.lstrip(" \t") for line in text.split("\n")]
        if not self.lines[-1]:
            del self.lines[-1]
        elif self.lines[-1].rstrip(" \t\r") == ">":
            self.lines[-1] = ">"
        self.first = first
        self.warnings: list[str] = []
        self.cut: int | None = None
        self.depth = 0

    def warn(self, index: int, trouble: str) -> None:
        """Note a trouble of the element that starts at this line."""
        if len(self.warnings) < _MOST_WARNINGS:
            self.warnings.append(f"line {self.first + index}: {trouble}")
        elif len(self.warnings) == _MOST_WARNINGS:
            self.warnings.append(f"line {self.first + index}: and more like this")

    def broken(self, index: int, found: str) -> BrokenSessionError:
        """The error for a line whose meaning is not safe to take."""
        return BrokenSessionError(found, line=self.first + index)

    def past(self, index: int) -> int:
        """The index after the block that opens at `index`, whatever it holds; its closer is the line before."""
        lines = self.lines
        depth = 0
        for place in range(index, len(lines)):
            line = lines[place]
            mark = line[:1]
            if mark == "<":
                depth += 1
            elif mark == ">" and line == ">":
                depth -= 1
                if depth == 0:
                    return place + 1
        return self.unclosed(index)

    def past_leaf(self, index: int) -> int:
        """As `past`, for a block that holds no blocks, such as base64."""
        try:
            return self.lines.index(">", index) + 1
        except ValueError:
            return self.unclosed(index)

    def unclosed(self, index: int) -> int:
        """Note that the block opened at `index` is never closed; returns the index after the last line."""
        if self.cut is None:
            self.cut = index
        return len(self.lines)

    def body(self, start: int, end: int) -> list[str]:
        """The lines of a block between its first line and its closer, given `past`'s result."""
        return self.lines[start + 1 : end if self.cut is not None and end == len(self.lines) else end - 1]

    def text(self, start: int, end: int) -> str:
        """Lines as they stand, joined: how ``extra`` holds a whole block."""
        return shown("\n".join(self.lines[start:end]))

    def enter(self, index: int) -> None:
        """Go one container deeper. Raises BrokenSessionError beyond 64."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.broken(index, f"FX containers are nested more than {_DEEPEST} deep")

    def leave(self) -> None:
        """Come out of a container."""
        self.depth -= 1
