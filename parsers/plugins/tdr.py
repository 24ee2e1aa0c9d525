"""Tokyo Dawn Labs: TDR Nova, Kotelnikov and SlickEQ, which write their settings in units, as JUCE XML.

The root's attributes are what the panel shows (``bandFreq_2="368"``), a child ``logical`` repeats them as numbers with
all digits; numbers are read there, texts (types, switches) from the root. Not read: ``undo``, presets, A and B, the
spectrum and what is selected on screen. A plug-in that is loaded again starts from the attributes: the digits beyond
them are gone at the next save (367.987 became 368 between two saves, and four numbers of Kotelnikov GE at once).

Evidence. Names and units stand in the state: dB, Hz, ms and ratios as on the panel; 16 distinct states of Nova from two
owners, 2 of Kotelnikov GE, 2 of SlickEQ, and eight hand-checked moves (band 3 from 2,800.0 Hz, 1.1 dB to 4,618.7 Hz,
2.94 dB). Nova's four bands are its own, the high-pass counts as band 5 and the low-pass as band 6; in SlickEQ low, mid
and high are 1 to 3 and the high-pass is 4. What has no standard term keeps its own name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from parsers.plugins.bands import band
from parsers.plugins.containers.contents import Contents
from parsers.plugins.errors import BrokenStateError
from parsers.plugins.masks import is_setting
from parsers.plugins.naming import term_of
from parsers.plugins.reading import is_text_to_show, raw
from parsers.session import Scalar, Value

__all__ = ["kotelnikov", "nova", "slick_eq"]

_NOVA_SHAPES = {"Low S": "low shelf", "Bell": "bell", "High S": "high shelf"}
_SLOPE = re.compile(r"(\d+) ?dB/oct")
_SCREEN = re.compile(r"analyzerMode|Selected|fdrVisible|grDisp|^info$|^param$")
_OWN = frozenset({"logical", "presets", "A", "B", "undo", "info", "param", "ui"})


class _Panel:
    """The settings of a state: texts as shown, numbers with all their digits."""

    def __init__(self, contents: Contents, what: str) -> None:
        self.what = what
        self.values = {
            path: value
            for path, value in contents.fields.items()
            if path.partition("/")[0] not in _OWN and not _SCREEN.search(path) and is_setting(path, value)
        }
        self.fields: Mapping[str, Scalar] = contents.fields
        self.used: set[str] = set()

    def number(self, name: str, lowest: float, highest: float) -> float:
        """The number, within its range. Raises BrokenStateError otherwise."""
        self.used.add(name)
        value = self.fields.get(f"logical/{name}", self.fields.get(name))
        if isinstance(value, str | bool) or value is None or not lowest <= value <= highest:
            raise BrokenStateError(f"{self.what} holds {value!r} as {name}"[:200])
        return value

    def text(self, name: str) -> str:
        """What the panel shows."""
        self.used.add(name)
        return str(self.fields.get(name, ""))

    def on(self, name: str) -> bool:
        """A switch."""
        return self.text(name) == "On"

    def rest(self) -> dict[str, Value]:
        """Everything that was not asked for, under its own name."""
        left = {}
        for path, value in self.values.items():
            if path in self.used or not is_text_to_show(value):
                continue
            exact = self.fields.get(f"logical/{path}", value) if isinstance(value, float) else value
            left[term_of(path)] = raw(exact)
        return left


def nova(contents: Contents) -> dict[str, Value]:
    """Bands 1 to 4, high-pass 5, low-pass 6, output; dynamics and wide band under their own names."""
    panel = _Panel(contents, "TDR Nova")
    values: dict[str, Value] = {}
    for number in range(1, 5):
        shape = _NOVA_SHAPES.get(panel.text(f"bandType_{number}"))
        if shape is None:
            raise BrokenStateError(f"band {number} of TDR Nova has no known shape")
        values |= band(
            number,
            shape,
            panel.number(f"bandFreq_{number}", 5, 45_000),
            gain_db=panel.number(f"bandGain_{number}", -60, 60),
            q=panel.number(f"bandQ_{number}", 0.01, 100),
            enabled=panel.on(f"bandActive_{number}"),
            confidence="measured",
        )
    for number, name, shape in ((5, "hp", "high pass"), (6, "lp", "low pass")):
        slope = _SLOPE.match(panel.text(f"{name}Type_master"))
        values |= band(
            number,
            shape,
            panel.number(f"{name}Freq_master", 5, 45_000),
            slope=float(slope[1]) if slope else None,
            enabled=panel.on(f"{name}Active_master"),
            confidence="measured",
        )
    values["eq.output"] = Value(round(panel.number("gain_master", -60, 60), 4) + 0.0, "dB", "published")
    return values | panel.rest()


def kotelnikov(contents: Contents) -> dict[str, Value]:
    """Threshold, ratio, attack, make-up and the key's high-pass in standard terms, the rest under its own names."""
    panel = _Panel(contents, "TDR Kotelnikov")
    values: dict[str, Value] = {}
    for term, name, unit, lowest, highest in (
        ("compressor.threshold", "thresholdParam", "dB", -100, 24),
        ("compressor.ratio", "ratioParam", "ratio", 1, 1000),
        ("compressor.attack", "attackParam", "ms", 0, 1000),
        ("compressor.makeup", "makeUpParam", "dB", -60, 60),
        ("compressor.detector_hpf", "keyHPFrequencyParam", "Hz", 0, 30_000),
    ):
        values[term] = Value(panel.number(name, lowest, highest), unit, "published")
    return values | panel.rest()


def slick_eq(contents: Contents) -> dict[str, Value]:
    """Bands low, mid and high as 1 to 3, the high-pass as 4, output; the rest under its own names."""
    panel = _Panel(contents, "TDR SlickEQ")
    values: dict[str, Value] = {}
    for number, name, shelf in ((1, "low", "low shelf"), (2, "mid", "bell"), (3, "high", "high shelf")):
        shape = "bell" if name == "mid" or panel.text(f"{name}BandShapeParam") == "Bell" else shelf
        values |= band(
            number,
            shape,
            panel.number(f"{name}BandFreqParam", 5, 45_000),
            gain_db=panel.number(f"{name}BandGainParam", -60, 60),
            enabled=not panel.on(f"{name}BandBypassParam"),
        )
    on = panel.text("hpFreqParam") != "Off"
    values |= band(4, "high pass", panel.number("hpFreqParam", 5, 45_000), enabled=on)
    values["eq.output"] = Value(round(panel.number("outGainParam", -60, 60), 4) + 0.0, "dB", "published")
    return values | panel.rest()
