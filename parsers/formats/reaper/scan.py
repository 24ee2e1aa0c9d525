"""The lines of one block of a file, and what is noticed while they are read."""

from __future__ import annotations

import re
from collections.abc import Callable

from parsers.errors import BrokenSessionError, SessionTooLargeError
from parsers.formats.reaper.lexis import shown
from parsers.formats.reaper.state import State

__all__ = ["ITEM", "STRUCTURE", "Lines", "block_name"]

ITEM = "    <ITEM"
"""How REAPER writes the opening line of an item."""
_LOOSE_CLOSER = re.compile(r">[ \t]+(?:\n|\Z)")
_LOOSE_CLOSER_LINE = re.compile(r"^([ \t]*>)[ \t]+$", re.MULTILINE)
STRUCTURE = frozenset({"TRACK", "ITEM", "FXCHAIN", "FXCHAIN_REC", "MASTERFXLIST"})
"""Blocks that stand in a track or the project and nowhere else."""
_INNER_INDENT = re.compile(r"\n[ \t]+")
_STATE = re.compile(r"<(?:VST|AU|DX) ")
_MOST_WARNINGS = 50
_LEAST_LINE = 8
_LEAST = {"insert": 192, "receive": 32}
"""Bytes that each takes at the very least in a real file (lines: 14 on average): a bound of the time per byte."""
_DEEPEST = 64
"""FX containers in containers; people nest three."""


def block_name(line: str) -> str:
    """The name of the block that a line opens: ``TRACK`` for ``<TRACK {…}``."""
    return line[1:].partition(" ")[0]


def _split(text: str) -> list[str]:
    """The lines of a text; the body of each plug-in block that holds base64 is one entry."""
    lines: list[str] = []
    place = 0
    for match in _STATE.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        indent = text[start : match.start()]
        head_end = text.find("\n", match.end())
        if start < place or head_end < 0 or indent.strip(" \t"):
            continue
        mark = text.find(">", head_end)
        closer = mark - len(indent) - 1
        is_whole = head_end < closer and text[closer:mark] == f"\n{indent}" and text[mark + 1 : mark + 2] in {"\n", ""}
        if is_whole and text.find("<", head_end, closer) < 0:
            lines += _lines_of(text[place:head_end])
            body = head_end + 1
            while text[body] in " \t":
                body += 1
            lines.append(text[body:closer])
            place = closer + 1
    lines += _lines_of(text[place:])
    return lines


def _lines_of(text: str) -> list[str]:
    """The lines of a text, closers freed of what blanks follow them."""
    if _LOOSE_CLOSER.search(text):
        text = _LOOSE_CLOSER_LINE.sub(r"\1", text)
    return text.split("\n")


def _with_plain_ends(text: str) -> str:
    """The text with LF for CRLF; a CR that stands alone stays."""
    returns = text.count("\r")
    if returns and returns == text.count("\r\n"):
        return text.replace("\r", "")  # several times faster than to look for both
    return text.replace("\r\n", "\n") if returns else text


class Lines:
    """A block of a file as lines without their indent, closers being exactly ``>``, and what is wrong with them.

    Every reader takes the index of its element's first line and returns that of the line after its last. A block that
    is never closed ends with the lines; `cut` then holds the index of the line that opened it.

    Two things are done late, because most of a big file is base64 and items: the base64 of a plug-in's state is one
    entry with all its lines; and in a track the lines from the first item on keep their indent until `strip` is called.

    data        the bytes of the file
    start, end  of the block in it
    is_track    the block is a track's, and its indent is trusted
    share       gives for a plug-in's state the equal one that was met before
    """

    def __init__(
        self,
        data: bytes,
        start: int = 0,
        end: int | None = None,
        *,
        is_track: bool = False,
        share: Callable[[State], State] = lambda state: state,
    ) -> None:
        text = _with_plain_ends(str(memoryview(data)[start:end], "latin-1"))
        self.is_ascii = text.isascii()
        lines = _split(text)
        if not lines[-1].strip(" \t"):
            del lines[-1]
        try:
            self.raw_from = lines.index(ITEM) if is_track else len(lines)
        except ValueError:
            self.raw_from = len(lines)
        lines[: self.raw_from] = [line.lstrip(" \t") for line in lines[: self.raw_from]]
        if len(lines) > 50_000 and len(text) < _LEAST_LINE * len(lines):
            raise SessionTooLargeError(f"{len(lines):,} lines are more than a session of this size can hold")
        self._most = {what: 1_000 + len(text) // least for what, least in _LEAST.items()}
        self.lines = lines
        self.warnings: list[tuple[int, str]] = []
        """Line in the block, from 0, and what is wrong there."""
        self.share = share
        self.cut: int | None = None
        self.depth = 0
        self._data = data
        self._start = start

    def strip(self, index: int) -> None:
        """Take the indent off the element that starts at `index`, where `raw_from` stands; moves that behind it."""
        lines = self.lines
        depth = 0
        for place in range(index, len(lines)):
            line = lines[place] = lines[place].lstrip(" \t")
            if line[:1] == "<":
                depth += 1
            elif line == ">":
                depth -= 1
            if depth <= 0:
                self.raw_from = place + 1
                return
        self.raw_from = len(lines)

    def warn(self, index: int, trouble: str) -> None:
        """Note a trouble of the element that starts at this line."""
        if len(self.warnings) <= _MOST_WARNINGS:
            told = trouble if len(self.warnings) < _MOST_WARNINGS else "and more like this"
            self.warnings.append((self._line_of(index), told))

    def broken(self, index: int, found: str) -> BrokenSessionError:
        """The error for a line whose meaning is not safe to take."""
        first = self._data.count(b"\n", 0, self._start) + 1
        return BrokenSessionError(found, line=first + self._line_of(index))

    def _line_of(self, index: int) -> int:
        """The line of the block, from 0, at which an entry starts."""
        return sum(line.count("\n") for line in self.lines[:index]) + index

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
        return self._swallowed(index)

    def past_leaf(self, index: int) -> int:
        """As `past`, for a block that holds no blocks, such as base64."""
        try:
            return self.lines.index(">", index) + 1
        except ValueError:
            return self._swallowed(index)

    def _swallowed(self, index: int) -> int:
        """The end of a block that is never closed; raises BrokenSessionError when foreign blocks open in it."""
        for place in range(index + 1, len(self.lines)):
            self.refuse(place, STRUCTURE)
        return self.unclosed(index)

    def refuse(self, index: int, names: frozenset[str]) -> None:
        """Raise BrokenSessionError when one of these blocks opens here: the one before it was never closed."""
        line = self.lines[index]
        if line[:1] == "<" and block_name(line) in names:
            raise self.broken(index, f"<{block_name(line)} opens inside a block that is not closed")

    def unclosed(self, index: int) -> int:
        """Note that the block opened at `index` is never closed; returns the index after the last line."""
        if self.cut is None:
            self.cut = index
        return len(self.lines)

    def body(self, start: int, end: int) -> list[str]:
        """The lines of a block between its first line and its closer, given `past`'s result."""
        return self.lines[start + 1 : end if self.cut is not None and end == len(self.lines) else end - 1]

    def text(self, start: int, end: int) -> str:
        """Lines without their indent, joined: how ``extra`` holds a whole block."""
        text = "\n".join(self.lines[start:end])
        return shown(_INNER_INDENT.sub("\n", text) if "\n " in text or "\n\t" in text else text)

    def keep(self, extra: list[str], start: int, end: int) -> None:
        """Add lines as one entry to `extra`; not those of a block that the file ends in."""
        if self.cut is None:
            extra.append(self.text(start, end))

    def spend(self, what: str) -> None:
        """Count an insert or a receive. Raises SessionTooLargeError for more than the file can honestly hold."""
        self._most[what] -= 1
        if self._most[what] < 0:
            raise SessionTooLargeError(f"there are more {what}s than a session of this size can hold")

    def enter(self, index: int) -> None:
        """Go one container deeper. Raises BrokenSessionError beyond 64."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.broken(index, f"FX containers are nested more than {_DEEPEST} deep")

    def leave(self) -> None:
        """Come out of a container."""
        self.depth -= 1
