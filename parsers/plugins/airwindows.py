"""Airwindows (Chris Johnson): every plug-in keeps its numbers in the order of its parameters, and nothing else.

    VST2  n × float32, all 0 … 1;  AU  the Audio Unit's list of (place, float32), in real units

Evidence. The plug-ins' published source says the layout, and what each parameter is called: `airwindows.txt` lists 492
of them by the id that the VST2 and the Audio Unit share (``cha7``), names as the Audio Unit writes them out, with the
unit where it has one that says something. 8 of them are in the corpus, all Audio Units, 8 distinct states, and fit
(Channel7 holds 22.2 as its drive in per cent). The VST2's own scale is 0 … 1 for everything, and what its panel makes
of it differs from plug-in to plug-in: raw.
"""

from __future__ import annotations

import math
import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from parsers.plugins.containers.opening import open_state
from parsers.plugins.errors import BrokenStateError
from parsers.plugins.naming import place_term, term_of
from parsers.plugins.reading import ReadOnly, raw
from parsers.plugins.scales import rounded
from parsers.session import Value

__all__ = ["airwindows"]

_MAKER = "Dthr"
_UNIT = re.compile(r"(.+) \[(dB|%)\]")


@dataclass(frozen=True, slots=True)
class _Airwindows(ReadOnly):
    """One plug-in: (name, unit of the Audio Unit) in their order.

    shares  the state is a VST2's, numbers from 0 to 1
    """

    parameters: tuple[tuple[str, str], ...]
    shares: bool

    def decode(self, state: bytes) -> dict[str, Value]:
        """Term → value. Raises BrokenStateError on another layout."""
        numbers = self._shares(state) if self.shares else self._listed(state)
        values: dict[str, Value] = {}
        for place, number in enumerate(numbers):
            _, unit = self.parameters[place]
            value = rounded(number)
            values[self._term(place)] = raw(value) if self.shares or not unit else Value(value, unit, "raw")
        return values

    def automation(self, index: int, ident: str) -> tuple[str, Callable[[float], float]] | None:  # noqa: ARG002 - one signature for all decoders; the place says it
        """The parameter at a place of the host's list, in the numbers of the state."""
        return (self._term(index), rounded) if index >= 0 else None

    def _term(self, place: int) -> str:
        return term_of(self.parameters[place][0]) if place < len(self.parameters) else place_term(place)

    def _shares(self, state: bytes) -> tuple[float, ...]:
        count = len(self.parameters)
        if len(state) != 4 * count:
            raise BrokenStateError(f"the state of this plug-in of Airwindows has {len(state)} bytes")
        numbers = struct.unpack(f"<{count}f", state)
        if not all(-0.001 <= number <= 1.001 for number in numbers):
            raise BrokenStateError("the state of a plug-in of Airwindows leaves 0 … 1")
        return numbers

    def _listed(self, state: bytes) -> list[float]:
        contents = open_state(state)
        places = {f"parameter {place}" for place in range(len(self.parameters))}
        if contents is None or contents.kind != "list" or not contents.fields.keys() <= places:
            raise BrokenStateError("the state of a plug-in of Airwindows has another layout")
        numbers = [float(contents.fields.get(f"parameter {place}", 0.0)) for place in range(len(contents.fields))]
        if not all(map(math.isfinite, numbers)):
            raise BrokenStateError("a plug-in of Airwindows holds what is no number")
        return numbers


def airwindows(format_name: str, uid: str) -> ReadOnly | None:
    """The decoder of a plug-in of Airwindows, None of any other. A VST2's id is the four letters as a number."""
    if format_name == "AU":
        _, _, rest = uid.partition("/")
        code, _, maker = rest.partition("/")
        return _known(code, shares=False) if maker == _MAKER else None
    if not uid.isdecimal() or int(uid) >= 1 << 32:
        return None
    return _known(int(uid).to_bytes(4, "big").decode("latin-1"), shares=True)


def _known(code: str, *, shares: bool) -> _Airwindows | None:
    names = _table().get(code)
    if names is None:
        return None
    found = [(match[1], match[2]) if (match := _UNIT.fullmatch(name)) else (name, "") for name in names.split(" | ")]
    return _Airwindows(tuple(found), shares)


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    text = resources.files("parsers.plugins").joinpath("airwindows.txt").read_text("utf-8")
    return dict(line.split(": ", 1) for line in text.splitlines())
