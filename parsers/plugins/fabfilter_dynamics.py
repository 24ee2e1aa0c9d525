"""FabFilter's dynamics: lists of numbers in real units (`containers.fabfilter`), in the order of the host's list.

The names are the parameters' own, in the order in which hosts list them, published by people who control these plug-ins
from REAPER (a list of all places of Pro-C 2, tables of Pro-DS, Pro-G, Pro-L 2 and Pro-MB). Evidence, by product:

Pro-MB   151 numbers, 6 bands of 22: state (2 unused), low and high edge in log2 Hz (4.9069 is 30 Hz, 14.873 is 30 kHz),
         range, knee and level in dB, look-ahead in ms, attack and release in per cent (20 by default). 143 to 150 are
         the analyser's; what 142 is, is not known.
Pro-C 2  46 numbers, of which 42 to 45 are the screen's: threshold, knee (18 by default) and range (60) in dB, edges of
         the side-chain in log2 Hz (100, 1,000 and 5,000 Hz by default).
Pro-G    34 numbers: threshold in dB; 12 to 15 and 33 are not known.
Pro-DS   20 numbers: threshold and range (6 by default) in dB, look-ahead (12) in ms, the detector's band at
         2,000 · 10^v Hz (a stored 0.5441 is the published default of 7,000 Hz).
Pro-L 2  31 numbers: gain and output level in dB, look-ahead (0.18) in ms, attack 10,000 v^4 ms (a stored 0.40722 is the
         published default of 275 ms), links 200 v per cent (0.375 is 75 %); 20 to 30 are the meter's. Its VST2 keeps
         the host's list of 0 … 1: gain 30 v dB, output 30 v - 30 dB, look-ahead 5 v ms (0.036 is 0.18), style 7 v.

2 to 4 distinct states of each, of two owners; every published default was met at its place. What has no unit above is a
share or a choice of the maker's own: raw. An automated knob whose curve is in other numbers than the state keeps its
place as the curve's target.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from parsers.plugins.containers.contents import Contents
from parsers.plugins.containers.opening import open_state
from parsers.plugins.errors import BrokenStateError
from parsers.plugins.fabfilter import globals_of, hertz, names_of, numbers_of
from parsers.plugins.naming import place_term, term_of
from parsers.plugins.reading import FieldReader, ReadOnly, raw
from parsers.plugins.scales import rounded
from parsers.session import Value

__all__ = ["pro_c_2", "pro_ds", "pro_g", "pro_g_au", "pro_l_2", "pro_l_2_list", "pro_mb"]

_Reads = Callable[[float], float]
_LARGEST = 40_000.0


def _as_it_is(stored: float) -> float:
    return stored


@dataclass(frozen=True, slots=True)
class _Knob:
    """A number with a unit: its term, the range that a healthy state keeps it in, and what makes the unit of it."""

    term: str
    unit: str
    lowest: float
    highest: float
    read: _Reads = _as_it_is

    def value(self, stored: float) -> Value:
        """Raises BrokenStateError outside the range."""
        number = self.read(stored) if abs(stored) < _LARGEST else stored
        if not self.lowest <= number <= self.highest:
            raise BrokenStateError(f"a FabFilter state holds {stored:g} as {self.term}")
        shown = round(number, 4) + 0.0 if self.unit == "dB" else rounded(number)
        return Value(shown, self.unit, "raw" if self.term.startswith("plugin.") else "published")


@dataclass(frozen=True, slots=True)
class _Product(ReadOnly):
    """A product all of whose places have names.

    kind      the container;  count, of numbers in it
    knobs     those with units;  choices, name → words, and what a stored number is a place among them by
    silent    places of the screen
    is_share  the state keeps the very numbers of the host's curves: then knobs read both
    """

    label: str
    kind: str
    count: int
    names: tuple[str, ...]
    knobs: Mapping[str, _Knob]
    silent: frozenset[int] = frozenset()
    choices: Mapping[str, tuple[tuple[str, ...], float]] = field(default_factory=dict)
    is_share: bool = False

    def decode(self, state: bytes) -> dict[str, Value]:
        """Term → value. Raises BrokenStateError when the state is another container's or damaged."""
        contents = open_state(state)
        if contents is None or contents.kind != self.kind or len(contents.fields) < self.count:
            raise BrokenStateError(f"the state of {self.label} has another layout")
        values: dict[str, Value] = {}
        for place, number in enumerate(numbers_of(contents, self.count)):
            name = self._name(place)
            if name in self.knobs:
                values[self.knobs[name].term] = self.knobs[name].value(number)
            elif name in self.choices:
                words, scale = self.choices[name]
                at = round(number * scale) if abs(number) < _LARGEST else -1
                if not 0 <= at < len(words):
                    raise BrokenStateError(f"the state of {self.label} holds {number:g} as {name}")
                values[self._term(place)] = Value(words[at], "", "raw")
            elif place not in self.silent:
                values[self._term(place)] = raw(rounded(number))
        return values

    def automation(self, index: int, ident: str) -> tuple[str, Callable[[float], float]] | None:  # noqa: ARG002 - one signature for all decoders; the place says it
        """The knob of a place in the host's list, where its curve is in the numbers of the state; else the place."""
        if index < 0:
            return None
        knob = self.knobs.get(self._name(index))
        if knob is None:
            return self._term(index), rounded
        return (knob.term, knob.read) if self.is_share else (place_term(index), rounded)

    def _name(self, place: int) -> str:
        return self.names[place] if place < len(self.names) else ""

    def _term(self, place: int) -> str:
        name = self._name(place)
        return term_of(name) if name else place_term(place)


def _level(term: str, read: _Reads = _as_it_is) -> _Knob:
    return _Knob(term, "dB", -120.1, 120.1, read)


def _hertz(name: str) -> _Knob:
    return _Knob(term_of(name), "Hz", 4.0, _LARGEST, hertz)


_MB_BAND = names_of("""
    State, Low Crossover, Low Slope, High Crossover, High Slope, Dynamics Mode, Threshold, Range, Ratio, Attack,
    Release, Knee, Lookahead, Level, Pan, Side Chain Filtering, Side Chain Low Frequency, Side Chain High Frequency,
    Side Chain Input, Stereo Link, Stereo Link Mode, Solo/Mute State
    """)
_MB_GLOBALS = names_of("""
    Audition Side Chain, Mix, Input Level, Input Pan, Output Level, Output Pan, Bypass, Processing Mode, Oversampling,
    Lookahead Enabled
    """)
_MB_UNITS: Mapping[str, tuple[str, _Reads]] = {
    "Low Crossover": ("Hz", hertz), "High Crossover": ("Hz", hertz), "Side Chain Low Frequency": ("Hz", hertz),
    "Side Chain High Frequency": ("Hz", hertz), "Range": ("dB", _as_it_is), "Knee": ("dB", _as_it_is),
    "Level": ("dB", _as_it_is), "Attack": ("%", _as_it_is), "Release": ("%", _as_it_is), "Lookahead": ("ms", _as_it_is),
}  # fmt: skip
_MB_BANDS, _MB_UNUSED = 6, 2


def _read_pro_mb(contents: Contents) -> dict[str, Value]:
    numbers = numbers_of(contents, 151)
    size = len(_MB_BAND)
    values: dict[str, Value] = {}
    for number in range(1, _MB_BANDS + 1):
        fields = numbers[size * (number - 1) : size * number]
        if round(fields[0]) == _MB_UNUSED:
            continue
        for name, stored in zip(_MB_BAND, fields, strict=True):
            unit, read = _MB_UNITS.get(name, ("raw", rounded))
            term = term_of(f"band {number} {name}")
            values[term] = _Knob(term, unit, -150.0, _LARGEST, read).value(stored)
    return values | globals_of(numbers, size * _MB_BANDS, _MB_GLOBALS, frozenset(range(143, 151)))


_C_2 = names_of("""
    Style, Threshold, Ratio, Knee, Range, Attack, Release, Auto Release, Lookahead, Hold, Wet Gain, Wet Pan, Dry Gain,
    Dry Pan, Auto Gain, Side Chain Expert Mode, Side Chain Input, Side Chain Level, Stereo Link, Stereo Link Mode,
    Side Chain Low Enabled, Side Chain Low Frequency, Side Chain Low Slope, Side Chain Mid Auto, Side Chain Mid Enabled,
    Side Chain Mid Frequency, Side Chain Mid Gain, Side Chain Mid Q, Side Chain Mid Shape, Side Chain High Enabled,
    Side Chain High Frequency, Side Chain High Slope, Audition Side Chain, Audition Triggering, Mix, Input Level,
    Input Pan, Output Level, Output Pan, Bypass, Oversampling, Lookahead Enabled
    """)
_G = names_of("""
    Threshold, Threshold (Upward), Ratio, Ratio (Upward), Range, Style, Attack, Release, Hold, Knee, Lookahead,
    Lookahead Enabled, , , , , Side Chain Input Signal, Low Pass Frequency, High Pass Frequency, Audition Side Chain,
    Wet Level, Wet Pan, Dry Level, Dry Pan, Midi State, Oversampling, Expert Mode, Channel Mode, Input Level, Input Pan,
    Output Level, Output Pan, Bypass
    """)
_DS = names_of("""
    Mode, Threshold, Range, Band Processing, Stereo Link, Stereo Link Mode, Lookahead, Lookahead Enabled,
    Audition Triggering, Side Chain Input Signal, High-Pass Frequency, Low-Pass Frequency, Audition Side Chain,
    Midi State, Oversampling, Input Level, Input Pan, Output Level, Output Pan, Bypass
    """)
_L_2 = names_of("""
    Gain, Style, Lookahead, Attack, Release, Channel Link Transients, Channel Link Release, Channel Link Center,
    Channel Link LFE, Oversampling, True Peak Limiting, Dithering, Noise Shaping, Filter DC Offset,
    Side Chain Triggering, Unity Gain, Audition Limiting, Bypass, Output Level, Lock Output
    """)
_L_2_STYLES = names_of("Transparent, Punchy, Dynamic, Allround, Aggressive, Modern, Bus, Safe")
_L_2_METER = frozenset(range(20, 31))
_L_2_KNOBS = {
    name: _Knob(term_of(name), "%", -0.1, 200.1, lambda v: 200.0 * v)
    for name in ("Channel Link Transients", "Channel Link Release")
} | {"Attack": _Knob("plugin.Attack", "ms", 0.0, 10_001.0, lambda v: 10_000.0 * v**4)}

pro_mb = FieldReader("Pro-MB", "fabfilter", "151", _read_pro_mb)
pro_c_2 = _Product(
    "Pro-C 2",
    "fabfilter",
    46,
    _C_2,
    {
        "Threshold": _level("compressor.threshold"),
        "Knee": _Knob("compressor.knee", "dB", 0.0, 72.1),
        "Range": _level("plugin.Range"),
        "Side Chain Low Frequency": _hertz("Side Chain Low Frequency"),
        "Side Chain Mid Frequency": _hertz("Side Chain Mid Frequency"),
        "Side Chain High Frequency": _hertz("Side Chain High Frequency"),
    },
    frozenset(range(42, 46)),
)
pro_g = _Product("Pro-G", "fabfilter", 34, _G, {"Threshold": _level("gate.threshold")})
pro_g_au = _Product("Pro-G", "list", 34, _G, {"Threshold": _level("gate.threshold")})
pro_ds = _Product(
    "Pro-DS",
    "fabfilter",
    20,
    _DS,
    {
        "Threshold": _level("deesser.threshold"),
        "Range": _level("plugin.Range"),
        "Lookahead": _Knob("plugin.Lookahead", "ms", 0.0, 100.0),
        "High-Pass Frequency": _Knob("plugin.High-Pass Frequency", "Hz", 1900.0, 21_000.0, lambda v: 2000.0 * 10.0**v),
        "Low-Pass Frequency": _Knob("plugin.Low-Pass Frequency", "Hz", 1900.0, 21_000.0, lambda v: 2000.0 * 10.0**v),
    },
)
pro_l_2 = _Product(
    "Pro-L 2",
    "fabfilter",
    31,
    _L_2,
    _L_2_KNOBS
    | {
        "Gain": _level("plugin.Gain"),
        "Output Level": _level("limiter.ceiling"),
        "Lookahead": _Knob("plugin.Lookahead", "ms", 0.0, 100.0),
    },
    _L_2_METER,
    {"Style": (_L_2_STYLES, 1.0)},
)
pro_l_2_list = _Product(
    "Pro-L 2",
    "list",
    31,
    _L_2,
    _L_2_KNOBS
    | {
        "Gain": _level("plugin.Gain", lambda v: 30.0 * v),
        "Output Level": _level("limiter.ceiling", lambda v: 30.0 * v - 30.0),
        "Lookahead": _Knob("plugin.Lookahead", "ms", 0.0, 100.0, lambda v: 5.0 * v),
    },
    _L_2_METER,
    {"Style": (_L_2_STYLES, 7.0)},
    is_share=True,
)
