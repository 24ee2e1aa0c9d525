"""Parameter dumps: states that are nothing but one float32 for each parameter, at the host's own index.

A plug-in with such a state is one table of `Parameter`s; `DumpLayout` reads and writes by it. Newer builds of a
plug-in append parameters, so that two lengths in one archive are normal: a parameter that an older state lacks reads
as its neutral value, and no such upgrade looks like a move.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from parsers.errors import UnwritableSessionError
from parsers.plugins.errors import BrokenStateError
from parsers.plugins.scales import amplitude, decibels, rounded
from parsers.plugins.wrapper import DUMP_MARKER
from parsers.session import Confidence, Scalar, Value

__all__ = ["HERTZ", "LEVEL", "RATIO", "RAW", "SWITCH", "DumpLayout", "Parameter", "Scale", "milliseconds"]

_MOST_EXTRA = 16
"""Parameters beyond the table that a newer build may have; more is another plug-in."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How a stored number becomes a value and back.

    lowest, highest  stored numbers outside are damage
    write            None where only the reading is safe
    """

    unit: str
    lowest: float
    highest: float
    read: Callable[[float], Scalar]
    write: Callable[[Scalar], float] | None


@dataclass(frozen=True, slots=True)
class Parameter:
    """One entry of a dump; `fresh` is its stored number in a new instance, `absent` in a state too old to have it."""

    term: str
    scale: Scale
    confidence: Confidence
    fresh: float = 0.0
    absent: float = 0.0


def _hertz(stored: float) -> float:
    return rounded(20_000 * stored)


def _ratio(stored: float) -> float:
    return rounded(1 + 99 * stored)


LEVEL = Scale("dB", 0.0, 16.0, decibels, lambda level: amplitude(float(level)))
"""Linear amplitude up to +24 dB."""
HERTZ = Scale("Hz", 0.0, 1.0, _hertz, lambda hertz: float(hertz) / 20_000)
RATIO = Scale("ratio", 0.0, 1.0, _ratio, lambda ratio: (float(ratio) - 1) / 99)
SWITCH = Scale("", 0.0, 1.0, lambda stored: stored >= 0.5, float)
RAW = Scale("raw", -1e6, 1e6, rounded, None)
"""A number whose unit is not known."""


def milliseconds(full_range: float) -> Scale:
    """A time of `full_range` ms at a stored 1.0."""
    return Scale("ms", 0.0, 1.0, lambda stored: rounded(full_range * stored), lambda ms: float(ms) / full_range)


@dataclass(frozen=True, slots=True)
class DumpLayout:
    """A plug-in's parameters in the order of its dump.

    shortest  count of parameters in the oldest build
    """

    name: str
    parameters: tuple[Parameter, ...]
    shortest: int

    def decode(self, state: bytes) -> dict[str, Value]:
        """The state as terms; parameters beyond the table as ``plugin.parameter N``, N counted from 0.

        Raises  BrokenStateError on a missing marker, a wrong length or a number outside its range.
        """
        numbers = self._numbers(state)
        values = {}
        for place, parameter in enumerate(self.parameters):
            stored = numbers[place] if place < len(numbers) else parameter.absent
            scale = parameter.scale
            if not scale.lowest <= stored <= scale.highest * 1.000001:
                raise BrokenStateError(f"{self.name} holds {stored:g} as {parameter.term}", offset=8 + 4 * place)
            values[parameter.term] = Value(scale.read(stored), scale.unit, parameter.confidence)
        for place in range(len(self.parameters), len(numbers)):
            if not RAW.lowest <= numbers[place] <= RAW.highest:
                raise BrokenStateError(f"{self.name} holds {numbers[place]:g}", offset=8 + 4 * place)
            values[f"plugin.parameter {place}"] = Value(rounded(numbers[place]), "raw", "raw")
        return values

    def encode(self, state: bytes, parameters: Mapping[str, Value]) -> bytes:
        """The state with these values; every byte whose value stays the same is kept.

        parameters  terms to set; those left out stay
        Raises      BrokenStateError as `decode`; UnwritableSessionError for a changed value that has no safe scale,
                    lies outside its range, or does not exist in a state this old.
        """
        now = self.decode(state)
        places = {parameter.term: place for place, parameter in enumerate(self.parameters)}
        out = bytearray(state)
        for term, wanted in parameters.items():
            if term in now and wanted.value == now[term].value:
                continue
            place = places.get(term)
            if place is None or 8 + 4 * place >= len(state):
                raise UnwritableSessionError(f"this {self.name} has no {term}")
            struct.pack_into("<f", out, 8 + 4 * place, self._stored(self.parameters[place], wanted.value))
        return bytes(out)

    def fresh(self, parameters: Mapping[str, Value]) -> bytes:
        """The state of a new instance of the newest known build, with these values."""
        numbers = (parameter.fresh for parameter in self.parameters)
        return self.encode(DUMP_MARKER + struct.pack(f"<{len(self.parameters)}f", *numbers), parameters)

    def automation(self, index: int, ident: str) -> tuple[str, Callable[[float], float]] | None:  # noqa: ARG002 - one signature for all decoders; a dump's index says all
        """Term of the parameter envelope with this index, and its points' scale; None beyond the table.

        Points of a choice that has names stay the stored numbers.
        """
        if not 0 <= index < len(self.parameters):
            return None
        parameter = self.parameters[index]
        if isinstance(parameter.scale.read(parameter.fresh), str):
            return parameter.term, rounded
        return parameter.term, lambda stored: float(parameter.scale.read(stored))

    def _numbers(self, state: bytes) -> tuple[float, ...]:
        count, rest = divmod(len(state) - len(DUMP_MARKER), 4)
        if not state.startswith(DUMP_MARKER) or rest:
            raise BrokenStateError(f"the state of {self.name} is no list of parameters")
        if not self.shortest <= count <= len(self.parameters) + _MOST_EXTRA:
            raise BrokenStateError(f"the state of {self.name} has {count} parameters")
        return struct.unpack_from(f"<{count}f", state, len(DUMP_MARKER))

    def _stored(self, parameter: Parameter, value: Scalar) -> float:
        scale = parameter.scale
        if scale.write is None:
            raise UnwritableSessionError(f"{parameter.term} of {self.name} cannot be written: its scale is not known")
        if isinstance(value, str) is not isinstance(scale.read(parameter.fresh), str):
            raise UnwritableSessionError(f"{parameter.term} of {self.name} cannot be {value!r}")
        stored = scale.write(value)
        if math.isnan(stored) or not scale.lowest <= stored <= scale.highest * 1.000001:
            raise UnwritableSessionError(f"{parameter.term} of {self.name} cannot be {value}")
        return min(stored, scale.highest)
