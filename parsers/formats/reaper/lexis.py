"""Words of a REAPER line: quoting, numbers and levels, read and written.

A line is a key and arguments, separated by blanks. An argument is bare, or wrapped in the first of ``"``, ``'`` and
the backtick that it does not hold; there are no escapes (RPP_FORMAT §1 of the project's research). Lines are handled
as latin-1 text, one character a byte, so that nothing is lost; `shown` turns a piece of such a line into real text.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal
from functools import lru_cache

from parsers.errors import UnwritableSessionError

__all__ = [
    "arguments",
    "first_argument",
    "level",
    "level_text",
    "number",
    "number_text",
    "quoted",
    "shown",
    "spans",
    "stored",
]

_MARKS = "\"'`"
_OPENING = frozenset(_MARKS)
_MOST = 1e12
"""No position, count or level of a healthy session is beyond it."""
_MOST_ARGUMENTS = 4096

_UNQUOTABLE = re.compile(r"[\r\n\0]+")
_ARGUMENT = re.compile(
    r"""
    "([^"]*)"(?=[ \t]|$) | '([^']*)'(?=[ \t]|$) | `([^`]*)`(?=[ \t]|$)   # closed by the next same mark
    | "(.*)"(?=[ \t]|$) | '(.*)'(?=[ \t]|$) | `(.*)`(?=[ \t]|$)          # damaged: closed by the last same mark
    | ["'`](.*)                                                          # damaged: never closed
    | ([^ \t]+)
    """,
    re.VERBOSE | re.DOTALL,
)


def shown(text: str) -> str:
    """The characters that a piece of a latin-1 line stands for: UTF-8, else the old Windows code page."""
    if text.isascii():
        return text
    data = text.encode("latin-1")
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return text


def stored(text: str) -> str:
    """Inverse of `shown`, always UTF-8; what UTF-8 cannot hold (lone surrogates) becomes a question mark."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("latin-1")


def spans(line: str) -> list[tuple[int, int, str]]:
    """Start, end and value of each argument in a line or its remainder; quotes belong to the span, not the value.

    At most 4,096: a longer line is damage, and its tail belongs to the last one.
    """
    found = []
    for match in _ARGUMENT.finditer(line):
        found.append((match.start(), match.end(), match[match.lastindex or 0]))
        if len(found) == _MOST_ARGUMENTS:
            break
    return found


def arguments(rest: str) -> list[str]:
    """The values of the arguments of a line, its key taken off."""
    if '"' in rest or "'" in rest or "`" in rest:
        return [value for _, _, value in spans(rest)]
    if "\t" in rest:
        rest = rest.replace("\t", " ")
    words = rest.split(" ", _MOST_ARGUMENTS)
    return [word for word in words if word] if "" in words else words


def first_argument(rest: str) -> str:
    """The value of the first argument as real text, "" where there is none."""
    mark = rest[:1]
    if mark == rest[-1:] == '"' and rest.count('"') == 2:
        rest = rest[1:-1]
    elif mark in _OPENING or " " in rest or "\t" in rest:
        match = _ARGUMENT.search(rest)
        rest = "" if match is None else match[match.lastindex or 0]
    return rest if rest.isascii() else shown(rest)


def quoted(value: str) -> str:
    """The value as REAPER writes an argument. Line ends and NUL, which no argument can hold, become blanks.

    A value that holds all three marks loses its backticks, as in REAPER itself.
    """
    value = _UNQUOTABLE.sub(" ", value)
    if value and value[0] not in _MARKS and " " not in value and "\t" not in value:
        return value
    for mark in _MARKS:
        if mark not in value:
            return f"{mark}{value}{mark}"
    return "`" + value.replace("`", "'") + "`"


def number(text: str) -> float:
    """The number that an argument is. Raises ValueError for anything that is no healthy number: nan, inf, 1e309 …"""
    value = float(text)
    if -_MOST < value < _MOST:
        return value
    raise ValueError(text)


def number_text(value: float) -> str:
    """The shortest decimal text with at most 14 decimals that reads as this number, else one with all its digits.

    Raises  UnwritableSessionError for NaN and infinities.
    """
    if not math.isfinite(value):
        raise UnwritableSessionError(f"the number {value} cannot be written")
    if value == int(value):
        return str(int(value))
    short = f"{value:.14f}".rstrip("0").rstrip(".")
    if float(short) == value:
        return short
    return format(Decimal(repr(value)), "f")


@lru_cache(maxsize=8192)
def level(text: str) -> float:
    """The level in dB of a stored linear amplitude, to 0.0001 dB; 0 is -inf.

    Raises ValueError for what is no healthy amplitude: negative, beyond 120 dB, no number.
    """
    amplitude = float(text)
    if amplitude == 0:
        return -math.inf
    if not 0 < amplitude <= 1e6:
        raise ValueError(text)
    return round(20 * math.log10(amplitude), 4) + 0.0


def level_text(level_db: float) -> str:
    """The amplitude that `level` reads as this level, to 0.0001 dB.

    Raises  UnwritableSessionError for NaN and beyond 120 dB.
    """
    if level_db == -math.inf:
        return "0"
    if not level_db <= 120:
        raise UnwritableSessionError(f"a level of {level_db} dB cannot be written")
    amplitude = 10 ** (level_db / 20)
    short = number_text(round(amplitude, 14))
    return short if level(short) == round(level_db, 4) else number_text(amplitude)
