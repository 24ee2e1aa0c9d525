"""What a container holds once it is open: fields with paths, bounded in number, size and depth.

A state is a stranger's: everything that is read from one draws on a `Budget`, and whoever overdraws it gets
BrokenStateError, so that the state stays opaque. A path is ``section/name``, in the plug-in's own words, parts joined
by a slash; a part that occurs twice under one parent gets ``#2``, ``#3`` …
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from parsers.plugins.errors import BrokenStateError
from parsers.plugins.scales import rounded
from parsers.session import Scalar

__all__ = ["Budget", "Contents", "scalar", "text_of", "words"]

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
_LONGEST_NUMBER = 40
_LONGEST_WHOLE = 15


@dataclass(slots=True)
class Budget:
    """What reading one state may still use.

    inflated  bytes that compressed streams may become
    text      bytes of markup and text that may be parsed, nested documents included
    fields    fields that may be found
    nesting   containers in containers
    """

    inflated: int = 16 << 20
    text: int = 16 << 20
    fields: int = 50_000
    nesting: int = 8
    deepest: int = field(default=64, init=False)
    """Levels within one document."""

    def spend(self, *, inflated: int = 0, text: int = 0, fields: int = 0) -> None:
        """Take from the budget. Raises BrokenStateError when it is used up."""
        self.inflated -= inflated
        self.text -= text
        self.fields -= fields
        if self.inflated < 0 or self.text < 0 or self.fields < 0:
            raise BrokenStateError("the state is larger than any plug-in's settings")

    def enter(self) -> None:
        """One container further in. Raises BrokenStateError when it is too deep."""
        self.nesting -= 1
        if self.nesting < 0:
            raise BrokenStateError("the state is wrapped in too many containers")


@dataclass(frozen=True, slots=True)
class Contents:
    """An opened state.

    kind      which container holds the fields: ``xml``, ``tree``, ``waves`` …
    root      what the contents call themselves: name of the root element, sub-plug-in …; "" where they do not say
    fields    path → value; numbers that are written as text to six significant digits
    numbered  the paths are places in a list, because the container gives no names; numbers with all their digits
    """

    kind: str
    root: str
    fields: Mapping[str, Scalar]
    numbered: bool = False


def scalar(text: str) -> Scalar:
    """The text as a number where it is one: whole ones as they are, others to six significant digits.

    A whole number of more than 15 digits stays text: it is an id or a set of bits, and a float would lose its end.
    """
    return text if len(text) > _LONGEST_NUMBER else _scalar(text)


@lru_cache(maxsize=16_384)
def _scalar(text: str) -> Scalar:
    if not _NUMBER.fullmatch(text):
        return text
    if text.lstrip("+-").isdecimal():
        return float(text) + 0.0 if len(text) <= _LONGEST_WHOLE else text
    number = float(text)
    return rounded(number) if abs(number) < 1e300 else text


def words(text: str) -> frozenset[str]:
    """The words of a list that is written as text."""
    return frozenset(text.split())


def text_of(data: bytes) -> str:
    """Text that should be UTF-8; other bytes become marks."""
    return data.decode("utf-8", "replace")
