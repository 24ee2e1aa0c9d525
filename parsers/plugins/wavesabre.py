"""WaveSabre (Logicoma): float32 for each parameter at the host's scale 0 … 1, then i32 the size of it all.

Evidence. The plug-ins' published source says both the layout and every scale; it fits 1,700 instances of 13 projects
(the last number equals the length in all of them), and its defaults come out: peaks at 1,000, 3,000 and 7,000 Hz, Q 1,
cuts at 20 and 20,000 Hz. Scales: Hz = 20 + 19,980 v²; Q = 0.33 + 1.34 v below 0.5, else 1 + 22 (v - 0.5); level = range
· (2 v - 1) dB. Leveller: high-pass band 1, peaks 2 to 4, low-pass band 5, second order each. Smasher's levels are taken
as 2^(dB / 6), so its dB are 0.3 % short of true ones. An older build writes fewer parameters.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass

from parsers.plugins.bands import band
from parsers.plugins.errors import BrokenStateError
from parsers.plugins.naming import term_of
from parsers.plugins.reading import ReadOnly, raw
from parsers.plugins.scales import decibels, rounded
from parsers.session import Value

__all__ = [
    "adultery", "cathedral", "chamber", "crusher", "echo", "falcon", "leveller", "scissor", "slaughter", "smasher",
    "twister",
]  # fmt: skip

_SECOND_ORDER = 12.0
_INDEX = "SampleIndex"
"""A place in a list of samples, no share of a range."""


def _hertz(v: float) -> float:
    return 20.0 + 19_980.0 * v * v


def _q(v: float) -> float:
    return v / 0.5 * 0.67 + 0.33 if v < 0.5 else (v - 0.5) / 0.5 * 11.0 + 1.0


def _level(v: float, reach: float) -> float:
    return (2.0 * v - 1.0) * reach


def _milliseconds(v: float) -> float:
    return v * v * 5000.0 + 1.0


@dataclass(frozen=True, slots=True)
class _Device(ReadOnly):
    """names in the order of the state; `told` makes standard terms of some, the rest keep their names, raw."""

    label: str
    names: tuple[str, ...]
    told: Callable[[dict[str, float]], dict[str, Value]]
    uses: frozenset[str] = frozenset()

    def decode(self, state: bytes) -> dict[str, Value]:
        """Term → value. Raises BrokenStateError on another length or a number outside 0 … 1."""
        count = len(state) // 4 - 1
        if (
            len(state) % 4
            or not 1 <= count <= len(self.names)
            or struct.unpack_from("<i", state, 4 * count)[0] != len(state)
        ):
            raise BrokenStateError(f"the state of WaveSabre's {self.label} has {len(state)} bytes")
        numbers = struct.unpack_from(f"<{count}f", state)
        if not all(
            -0.001 <= number <= 1.001 for name, number in zip(self.names, numbers, strict=False) if name != _INDEX
        ):
            raise BrokenStateError(f"the state of WaveSabre's {self.label} leaves 0 … 1")
        held = dict(zip(self.names, numbers, strict=False))
        told = self.told(held) if self.uses <= held.keys() else {}
        used = self.uses if told else frozenset()
        return told | {term_of(name): raw(rounded(v)) for name, v in held.items() if name not in used}

    def automation(self, index: int, ident: str) -> tuple[str, Callable[[float], float]] | None:  # noqa: ARG002 - one signature for all decoders; the place says it
        """Term and scale of a place in the host's list, which is the order of the state."""
        if not 0 <= index < len(self.names):
            return None
        name = self.names[index]
        term = self._told_by(name) if name in self.uses else term_of(name)
        if term is None:
            return None
        return term, lambda stored: self._as_told(name, term, stored)

    def _told_by(self, name: str) -> str | None:
        """The term that follows this parameter: the one that differs when it does."""
        middle = dict.fromkeys(self.names, 0.5)
        ends = self.told(middle | {name: 0.25}), self.told(middle | {name: 1.0})
        return next((term for term, value in ends[0].items() if value != ends[1][term]), None)

    def _as_told(self, name: str, term: str, stored: float) -> float:
        """A curve's point in the term's unit; what is told as a word stays a number there."""
        if name not in self.uses:
            return rounded(stored)
        value = self.told(dict.fromkeys(self.names, 0.5) | {name: stored})[term].value
        return rounded(stored) if isinstance(value, str) else float(value)


def _leveller(v: dict[str, float]) -> dict[str, Value]:
    values = band(1, "high pass", _hertz(v["LowCutFreq"]), q=_q(v["LowCutQ"]), slope=_SECOND_ORDER)
    for number in (1, 2, 3):
        values |= band(
            number + 1,
            "bell",
            _hertz(v[f"Peak{number}Freq"]),
            gain_db=_level(v[f"Peak{number}Gain"], 24.0),
            q=_q(v[f"Peak{number}Q"]),
        )
    values |= band(5, "low pass", _hertz(v["HighCutFreq"]), q=_q(v["HighCutQ"]), slope=_SECOND_ORDER)
    if "Master" in v:
        values["eq.output"] = Value(decibels(v["Master"]), "dB", "published")
    return values


def _smasher(v: dict[str, float]) -> dict[str, Value]:
    return {
        "compressor.detector": Value("side-chain" if v["Sidechain"] >= 0.5 else "main", "", "published"),
        "compressor.threshold": Value(rounded(_level(v["Threshold"] / 2.0, 36.0)), "dB", "published"),
        "compressor.ratio": Value(rounded(v["Ratio"] ** 2 * 18.0 + 2.0), "ratio", "published"),
        "compressor.attack": Value(rounded(_milliseconds(v["Attack"]) / 5.0), "ms", "published"),
        "compressor.release": Value(rounded(_milliseconds(v["Release"])), "ms", "published"),
        "compressor.makeup": Value(rounded(_level(v["OutputGain"], 12.0)), "dB", "published"),
    }


def _echo(v: dict[str, float]) -> dict[str, Value]:
    return {
        "delay.lowcut": Value(rounded(_hertz(v["LowCutFreq"])), "Hz", "published"),
        "delay.highcut": Value(rounded(_hertz(v["HighCutFreq"])), "Hz", "published"),
        "delay.feedback": Value(decibels(v["Feedback"]), "dB", "published"),
    }


def _nothing(_: dict[str, float]) -> dict[str, Value]:
    return {}


def _device(
    label: str,
    names: str,
    told: Callable[[dict[str, float]], dict[str, Value]] = _nothing,
    uses: str = "",
) -> _Device:
    return _Device(label, tuple(names.split()), told, frozenset(uses.split()))


_LEVELLER = """
    LowCutFreq LowCutQ Peak1Freq Peak1Gain Peak1Q Peak2Freq Peak2Gain Peak2Q Peak3Freq Peak3Gain Peak3Q HighCutFreq
    HighCutQ Master
"""
_SMASHER = "Sidechain InputGain Threshold Ratio Attack Release OutputGain"

leveller = _device("Leveller", _LEVELLER, _leveller, _LEVELLER)
smasher = _device("Smasher", _SMASHER, _smasher, _SMASHER.replace("InputGain", ""))
echo = _device(
    "Echo",
    "LeftDelayCoarse LeftDelayFine RightDelayCoarse RightDelayFine LowCutFreq HighCutFreq Feedback Cross DryWet",
    _echo,
    "LowCutFreq HighCutFreq Feedback",
)
scissor = _device("Scissor", "Drive Threshold Foldover DryWet Type Oversampling")
chamber = _device("Chamber", "Mode Feedback LowCutFreq HighCutFreq DryWet PreDelay")
crusher = _device("Crusher", "Vertical Horizontal DryWet")
cathedral = _device("Cathedral", "Freeze RoomSize Damp Width LowCutFreq HighCutFreq DryWet PreDelay")
twister = _device("Twister", "Type Amount Feedback Spread VibratoFreq VibratoAmount LowCutFreq HighCutFreq DryWet")
falcon = _device(
    "Falcon",
    """
    Osc1Waveform Osc1RatioCoarse Osc1RatioFine Osc1Feedback Osc1FeedForward Osc1Attack Osc1Decay Osc1Sustain Osc1Release
    Osc2Waveform Osc2RatioCoarse Osc2RatioFine Osc2Feedback Osc2Attack Osc2Decay Osc2Sustain Osc2Release MasterLevel
    VoicesUnisono VoicesDetune VoicesPan VibratoFreq VibratoAmount Rise PitchAttack PitchDecay PitchSustain PitchRelease
    PitchEnvAmt1 PitchEnvAmt2 VoiceMode SlideTime
    """,
)
slaughter = _device(
    "Slaughter",
    """
    Osc1Waveform Osc1PulseWidth Osc1Volume Osc1DetuneCoarse Osc1DetuneFine Osc2Waveform Osc2PulseWidth Osc2Volume
    Osc2DetuneCoarse Osc2DetuneFine Osc3Waveform Osc3PulseWidth Osc3Volume Osc3DetuneCoarse Osc3DetuneFine NoiseVolume
    FilterType FilterFreq FilterResonance FilterModAmt AmpAttack AmpDecay AmpSustain AmpRelease ModAttack ModDecay
    ModSustain ModRelease MasterLevel VoicesUnisono VoicesDetune VoicesPan VibratoFreq VibratoAmount Rise PitchAttack
    PitchDecay PitchSustain PitchRelease PitchEnvAmt VoiceMode SlideTime
    """,
)
adultery = _device(
    "Adultery",
    """
    SampleIndex AmpAttack AmpDecay AmpSustain AmpRelease SampleStart LoopMode LoopBoundaryMode LoopStart LoopLength
    Reverse InterpolationMode CoarseTune FineTune FilterType FilterFreq FilterResonance FilterModAmt ModAttack ModDecay
    ModSustain ModRelease VoicesUnisono VoicesDetune VoicesPan Master VoiceMode SlideTime
    """,
)
