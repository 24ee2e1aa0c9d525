"""Plug-ins that nobody knows: states with one hidden knob among others and among bytes that change by themselves.

What a benchmark of teaching is tested on: the knob's place and scale are known here and nowhere else.
"""

from __future__ import annotations

import json
import math
import struct
from dataclasses import dataclass
from random import Random
from typing import Literal, TypeAlias

from parsers.plugins.teaching.places import SORTS, Sort
from parsers.plugins.wrapper import DUMP_MARKER

__all__ = ["CONTAINERS", "SCALES", "Container", "KnobScale", "UnknownPlugin", "make"]

Container: TypeAlias = Literal["xml", "json", "dump", "bytes"]
KnobScale: TypeAlias = Literal["linear", "decibel", "log"]

CONTAINERS: tuple[Container, ...] = ("xml", "json", "dump", "bytes")
SCALES: tuple[KnobScale, ...] = ("linear", "decibel", "log")

_HEADER = b"SYNT\x01\x00\x00\x00"
_LINEAR = ((-24.0, 24.0, "dB", 1), (-60.0, 0.0, "dB", 1), (0.0, 100.0, "%", 0), (0.0, 12.0, "st", 2))
_LOG = ((20.0, 20_000.0, "Hz"), (0.1, 300.0, "ms"), (10.0, 3000.0, "ms"), (1.0, 20.0, ":1"))
_LEVELS = ((0.05, 2.0), (0.001, 1.0), (0.25, 4.0))


@dataclass(frozen=True, slots=True)
class UnknownPlugin:
    """One such plug-in.

    hidden      place of the knob among `knobs` numbers
    garbage     places that are made anew at every save
    sort        of the numbers where the state is bytes
    low, high   what the knob shows at its ends
    """

    container: Container
    scale: KnobScale
    knobs: int
    hidden: int
    garbage: tuple[int, ...]
    sort: Sort
    low: float
    high: float
    unit: str
    decimals: int

    def stored(self, position: float) -> float:
        """The number in the state with the knob at 0 … 1 of its way."""
        return self.low + (self.high - self.low) * position if self.scale == "decibel" else position

    def exact(self, position: float) -> float:
        """What the knob means there, unrounded, in the model's unit."""
        if self.scale == "linear":
            value = self.low + (self.high - self.low) * position
            return value / 100 if self.unit == "%" else value
        if self.scale == "log":
            return self.low * math.exp(position * math.log(self.high / self.low))
        return 20 * math.log10(self.stored(position))

    def shown(self, position: float) -> str:
        """What the window shows there: rounded, with its unit."""
        value = self.exact(position)
        if self.scale != "log":
            return f"{value * (100 if self.unit == '%' else 1):.{self.decimals}f} {self.unit}"
        if self.unit == "Hz" and value >= 1000:
            return f"{value / 1000:.2f} kHz"
        if self.unit == ":1":
            return f"{value:.1f}:1"
        return f"{value:.{max(0, 2 - math.floor(math.log10(value)))}f} {self.unit}"

    def state(self, position: float, others: tuple[float, ...], rng: Random) -> bytes:
        """The bytes that it saves.

        others  0 … 1 for each knob; the hidden one's is passed over
        rng     what the garbage is made of
        """
        numbers = list(others)
        numbers[self.hidden] = self.stored(position)
        for place in self.garbage:
            numbers[place] = rng.random()
        if self.container == "xml":
            knobs = "".join(f'<PARAM id="p{place}" value="{number:.9g}"/>' for place, number in enumerate(numbers))
            text = f"<STATE>{knobs}</STATE>".encode()
            return b"VC2!" + struct.pack("<I", len(text)) + text + b"\0"
        if self.container == "json":
            return json.dumps({f"p{place}": number for place, number in enumerate(numbers)}).encode()
        if self.container == "dump":
            return DUMP_MARKER + struct.pack(f"<{len(numbers)}f", *numbers)
        order, letter = self.sort[0], self.sort[1]
        return _HEADER + struct.pack(f"{order}{len(numbers)}{letter}", *numbers) + b"\0\0END!"


def make(rng: Random, container: Container, scale: KnobScale) -> UnknownPlugin:
    """A plug-in of this kind, everything else by chance."""
    knobs = rng.randint(5, 24)
    hidden, *rest = rng.sample(range(knobs), knobs)
    low, high, unit, decimals = 0.0, 1.0, "dB", 1
    if scale == "linear":
        low, high, unit, decimals = rng.choice(_LINEAR)
    elif scale == "log":
        low, high, unit = rng.choice(_LOG)
    else:
        low, high = rng.choice(_LEVELS)
    garbage = tuple(rest[: rng.randint(1, 3)])
    return UnknownPlugin(container, scale, knobs, hidden, garbage, rng.choice(SORTS), low, high, unit, decimals)
