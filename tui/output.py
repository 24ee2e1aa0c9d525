"""Where everything that the program says leaves it: safe text and styles to people, strict JSON to programs."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TextIO

from parsers.errors import MixtasteError, SessionError
from parsers.text import safe
from tui.lines import Line, Style, Styled, wrap
from tui.strict_json import dumps

__all__ = ["Manner", "Output", "can_colour", "can_draw", "error_object"]

_ANSI = {
    Style.TEXT: "",
    Style.TITLE: "\x1b[1m",
    Style.STRONG: "\x1b[1m",
    Style.DIM: "\x1b[2m",
    Style.RISE: "\x1b[33m",
    Style.FALL: "\x1b[36m",
    Style.WARN: "\x1b[1;31m",
    Style.KEY: "\x1b[1;36m",
}
_RESET = "\x1b[0m"
_NARROWEST, _WIDEST, _ENDLESS = 40, 110, 100_000


@dataclass(frozen=True, slots=True)
class Manner:
    """How the person wants to be answered.

    json     objects for programs instead of text
    plain    nothing by colour or drawing alone
    quiet    no progress and no remarks; verbose: more of them
    debug    tracebacks
    """

    json: bool = False
    plain: bool = False
    quiet: bool = False
    verbose: bool = False
    debug: bool = False


class Output:
    """The program's two streams.

    stdout  results, stderr  remarks, progress and errors
    """

    def __init__(self, manner: Manner, *, stdout: TextIO | None = None, stderr: TextIO | None = None) -> None:
        self.manner = manner
        self._out = stdout if stdout is not None else sys.stdout
        self._err = stderr if stderr is not None else sys.stderr

    @property
    def columns(self) -> int:
        """Columns to fill: the terminal's, 80 where there is none; plain lines are as long as what they say."""
        if self.manner.plain:
            return _ENDLESS
        if not self._out.isatty():
            return 80
        return min(max(shutil.get_terminal_size().columns, _NARROWEST), _WIDEST)

    def line(self, *spans: str | Styled) -> None:
        """Print one line of a result for people."""
        self.lines([spans])

    def lines(self, lines: Iterable[Line]) -> None:
        """Print lines of a result for people."""
        colour = self._colours(self._out)
        for line in lines:
            self._out.write(_render(line, colour=colour) + "\n")

    def json_line(self, value: Mapping[str, object]) -> None:
        """Print one object of a result for programs, on one line."""
        self._out.write(dumps(value) + "\n")

    def json_lines(self, values: Iterable[Mapping[str, object]]) -> None:
        """Print JSON Lines."""
        for value in values:
            self.json_line(value)

    def remark(self, *spans: str | Styled) -> None:
        """Say something beside the result, unless asked to be quiet."""
        if not self.manner.quiet:
            self._err.write(_render(spans, colour=self._colours(self._err)) + "\n")

    def rewrite(self, text: str, *, last: bool = False) -> None:
        """Show passing progress: in place on a terminal, nowhere else; ``last`` wipes it."""
        if self.manner.quiet or self.manner.json or not self._err.isatty():
            return
        columns = shutil.get_terminal_size().columns - 1
        self._err.write("\r" + " " * columns + "\r" + ("" if last else safe(text, limit=columns)))
        self._err.flush()

    def error(self, error: MixtasteError, exit_code: int) -> None:
        """Say on standard error what is wrong, where, and what to do; with JSON as one line."""
        if self.manner.json:
            self._err.write(dumps(error_object(error, exit_code)) + "\n")
            return
        colour = self._colours(self._err)
        where = ", ".join(filter(None, [_path_of(error), error.place if isinstance(error, SessionError) else ""]))
        head = f"{where}: {error.found}" if where else error.found
        self._err.write(_render([Styled("mixtaste: ", Style.WARN), head], colour=colour) + "\n")
        if error.remedy:
            for line in wrap(error.remedy.split(), columns=80, first="  "):
                self._err.write(line + "\n")

    def flush(self) -> None:
        """Hand on what is still held back, so that a closed pipe is noticed here."""
        self._out.flush()
        self._err.flush()

    def _colours(self, stream: TextIO) -> bool:
        return stream.isatty() and not self.manner.plain and can_colour()


def error_object(error: MixtasteError, exit_code: int) -> dict[str, object]:
    """The JSON of an error, schema ``mixtaste/error/1``."""
    return {
        "schema": "mixtaste/error/1",
        "path": _path_of(error),
        "line": error.line if isinstance(error, SessionError) else None,
        "offset": error.offset if isinstance(error, SessionError) else None,
        "found": error.found,
        "remedy": error.remedy,
        "exit": exit_code,
    }


def _path_of(error: MixtasteError) -> str:
    """The file or store that an error is about, "" where it is about neither."""
    return str(getattr(error, "path", "") or getattr(error, "location", ""))


def can_colour() -> bool:
    """Whether colours are wanted: https://no-color.org, and no dumb terminal."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def can_draw(stream: TextIO | None = None) -> bool:
    """Whether the stream's encoding has block and braille characters."""
    encoding = (stream if stream is not None else sys.stdout).encoding or "ascii"
    try:
        "⣿█─".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _render(line: Line, *, colour: bool) -> str:
    parts = []
    for span in line:
        text = safe(span if isinstance(span, str) else span.text)
        styled = colour and not isinstance(span, str) and text.strip()
        parts.append(f"{_ANSI[span.style]}{text}{_RESET}" if styled and not isinstance(span, str) else text)
    return "".join(parts).rstrip()
