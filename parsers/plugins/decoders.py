"""Which plug-in's state is read by which module; a module is imported when its first state is read.

Keyed by format and unique id, never by name: names are the user's option and differ between versions. To add a
plug-in, add a module that offers `Decoder`'s functions, and a line to the table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from parsers.session import Plugin, Value

__all__ = ["Decoder", "decodable", "decoder_for"]


class Decoder(Protocol):
    """What a module of this package offers for one plug-in. A state is the bytes inside the host's wrapper."""

    def decode(self, state: bytes) -> dict[str, Value]:
        """Term → value. Raises BrokenStateError, and nothing else, on any bytes that are no healthy state."""

    def encode(self, state: bytes, parameters: Mapping[str, Value]) -> bytes:
        """The state with these values set; bytes of unchanged values are kept. Raises UnwritableSessionError."""

    def fresh(self, parameters: Mapping[str, Value]) -> bytes:
        """The state of a new instance with these values set. Raises UnwritableSessionError."""

    def automation(self, index: int, ident: str) -> tuple[str, Callable[[float], float]] | None:
        """Term of the parameter envelope with this index and name, and what turns its points into the term's unit."""


_MODULES = {
    ("VST2", "1919247729"): "reaeq",
    ("VST2", "1919247213"): "reacomp",
    ("VST2", "1919248244"): "reagate",
    ("VST2", "1919247468"): "readelay",
    ("VST2", "1919708532"): "realimit",
}


def decoder_for(plugin: Plugin) -> Decoder | None:
    """The decoder of this plug-in, or None where its layout is not known."""
    name = _MODULES.get((plugin.format, plugin.uid))
    return None if name is None else _imported(name)


def decodable() -> tuple[tuple[str, str], ...]:
    """(format, unique id) of every plug-in that has a decoder."""
    return tuple(_MODULES)


@cache
def _imported(name: str) -> Decoder:
    return cast("Decoder", import_module(f"parsers.plugins.{name}"))
