"""What the tables of LV2 plug-ins are made of: which URIs they are for, and what is built from a plug-in's ports."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

from parsers.formats.knobs import Knob, Stored
from parsers.session import Value

__all__ = ["Known", "Table", "band", "nothing"]

Table: TypeAlias = Mapping[str, Knob]
"""Symbol of a port → what its number means."""


class Known(NamedTuple):
    """A family of plug-ins whose ports are known.

    uri      what their URIs are, whole
    knobs    ports as they are set → their meaning
    implied  ports as they are set → what no port holds but the plug-in is: shapes, slopes
    """

    uri: re.Pattern[str]
    knobs: Callable[[Stored], Table]
    implied: Callable[[Stored], dict[str, Value]]


def nothing(_: Stored) -> dict[str, Value]:
    """Of plug-ins whose ports say all."""
    return {}


def band(number: int, last: str) -> str:
    """The term of a band of an equaliser, counted from 1."""
    return f"eq.{number}.{last}"
