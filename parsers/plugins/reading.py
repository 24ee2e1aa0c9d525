"""Fields of an opened state as values of terms, and what of a state counts when two are compared."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from parsers.errors import UnwritableSessionError
from parsers.plugins.containers.contents import Contents
from parsers.plugins.containers.opening import open_state
from parsers.plugins.errors import BrokenStateError
from parsers.plugins.masks import LONGEST_LABEL
from parsers.plugins.naming import place_term
from parsers.plugins.scales import rounded
from parsers.session import Scalar, Value

__all__ = ["FieldReader", "ReadOnly", "Reads", "is_text_to_show", "raw"]


class Reads(Protocol):
    """Turns opened fields into values of terms. Raises BrokenStateError on what no healthy state holds."""

    def __call__(self, contents: Contents) -> dict[str, Value]:
        """The values of these contents."""


@lru_cache(maxsize=16_384, typed=True)
def raw(value: Scalar) -> Value:
    """A value whose unit and scale are the plug-in's own affair."""
    return Value(value, "raw" if isinstance(value, float) else "", "raw")


def is_text_to_show(value: Scalar) -> bool:
    """Whether the value can stand in a list of parameters; longer text is content."""
    return not isinstance(value, str) or len(value) <= LONGEST_LABEL


class ReadOnly(ABC):
    """What a decoder inherits that reads a layout which nobody has proved safe to write."""

    def encode(self, state: bytes, parameters: Mapping[str, Value]) -> bytes:
        """The same state, where no value is to change. Raises UnwritableSessionError where one is."""
        now = self.decode(state)
        changed = next((term for term, value in parameters.items() if now.get(term) != value), None)
        if changed is not None:
            raise UnwritableSessionError(f"{changed} of this plug-in cannot be written")
        return state

    def fresh(self, parameters: Mapping[str, Value]) -> bytes:
        """Raises UnwritableSessionError: no state can be made from nothing."""
        raise UnwritableSessionError(f"no state can be made for {', '.join(parameters) or 'this plug-in'}")

    @abstractmethod
    def decode(self, state: bytes) -> dict[str, Value]:
        """Term → value; the layout's own."""

    def automation(self, index: int, ident: str) -> tuple[str, Callable[[float], float]] | None:  # noqa: ARG002 - one signature for all decoders; the name proves nothing here
        """A place in the host's list, whose points are the stored numbers."""
        return (place_term(index), rounded) if index >= 0 else None


@dataclass(frozen=True, slots=True)
class FieldReader(ReadOnly):
    """A plug-in known by its id whose container is known too.

    name    for messages
    kind    the container that it must be
    root    what its contents must call themselves, "" for anything
    """

    name: str
    kind: str
    root: str
    reads: Reads
    numbered_automation: bool = True

    def decode(self, state: bytes) -> dict[str, Value]:
        """Term → value. Raises BrokenStateError when the state is another container's or damaged."""
        contents = open_state(state)
        if contents is None or contents.kind != self.kind or (self.root and contents.root != self.root):
            raise BrokenStateError(f"the state of {self.name} has another layout")
        return self.reads(contents)

    def automation(self, index: int, ident: str) -> tuple[str, Callable[[float], float]] | None:
        """A place in the host's list where the state is that list; else None: the host's name says all."""
        return ReadOnly.automation(self, index, ident) if self.numbered_automation else None
