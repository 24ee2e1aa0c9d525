"""Live's own devices in standard terms: tables of their knobs by path inside the device's element.

What a table leaves out is ``plugin.PATH`` as stored. Names and ranges: counted in real sets of Live 8 to 12
(OTHER_FORMATS §2.3 of the project's research); a filter's and a step knob's meaning by number: as other programs that
read the same files have it, measured there against Live itself (hence ``published``). Levels of -70 dB are Live's -inf.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from parsers.formats.knobs import Knob, Stored, choice, decibels_as_stored, ratio, seconds, switch
from parsers.plugins.scales import decibels, rounded
from parsers.session import Value

__all__ = ["DEVICE_NAMES", "INSTRUMENTS", "derived", "knobs_of"]

_SIXTEENTHS = (1, 2, 3, 4, 5, 6, 8, 16)
"""Steps of the synced times of the older delays."""


DEVICE_NAMES = {
    "AudioEffectGroupDevice": "Audio Effect Rack",
    "AutoFilter": "Auto Filter",
    "AutoFilter2": "Auto Filter",
    "AutoPan": "Auto Pan",
    "AutoPan2": "Auto Pan-Tremolo",
    "BeatRepeat": "Beat Repeat",
    "ChannelEq": "Channel EQ",
    "Chorus2": "Chorus-Ensemble",
    "Compressor2": "Compressor",
    "CrossDelay": "Simple Delay",
    "DrumBuss": "Drum Buss",
    "DrumGroupDevice": "Drum Rack",
    "Eq8": "EQ Eight",
    "FilterDelay": "Filter Delay",
    "FilterEQ3": "EQ Three",
    "FrequencyShifter": "Frequency Shifter",
    "GlueCompressor": "Glue Compressor",
    "GrainDelay": "Grain Delay",
    "InstrumentGroupDevice": "Instrument Rack",
    "InstrumentMeld": "Meld",
    "InstrumentVector": "Wavetable",
    "LoungeLizard": "Electric",
    "MidiArpeggiator": "Arpeggiator",
    "MidiChord": "Chord",
    "MidiEffectGroupDevice": "MIDI Effect Rack",
    "MidiNoteLength": "Note Length",
    "MidiPitcher": "Pitch",
    "MidiRandom": "Random",
    "MidiScale": "Scale",
    "MidiVelocity": "Velocity",
    "MultiSampler": "Sampler",
    "MultibandDynamics": "Multiband Dynamics",
    "MxDeviceAudioEffect": "Max Audio Effect",
    "MxDeviceInstrument": "Max Instrument",
    "MxDeviceMidiEffect": "Max MIDI Effect",
    "OriginalSimpler": "Simpler",
    "PhaserNew": "Phaser-Flanger",
    "PingPongDelay": "Ping Pong Delay",
    "ProxyAudioEffectDevice": "External Audio Effect",
    "ProxyInstrumentDevice": "External Instrument",
    "StereoGain": "Utility",
    "StringStudio": "Tension",
    "Tube": "Dynamic Tube",
    "UltraAnalog": "Analog",
}
"""Element → the device's name in the program, where the two differ."""

INSTRUMENTS = frozenset(
    {
        "Collision", "Drift", "DrumCell", "DrumGroupDevice", "InstrumentGroupDevice", "InstrumentImpulse",
        "InstrumentMeld", "InstrumentVector", "LoungeLizard", "MultiSampler", "MxDeviceInstrument", "Operator",
        "OriginalSimpler", "ProxyInstrumentDevice", "StringStudio", "UltraAnalog",
    }
)  # fmt: skip


def knobs_of(device: str, stored: Stored) -> Mapping[str, Knob]:
    """Path → meaning, for the knobs of one device as it is set: what some mean depends on others."""
    table = _FIXED.get(device)
    if table is not None:
        return table
    build = _BUILT.get(device)
    if build is not None:
        return build(stored)
    return _WET if "DryWet" in stored and 0 <= stored["DryWet"] <= 1 else {}


def _hertz_of_note(value: float) -> float:
    """Auto Filter's corner is a MIDI note: 20 … 135 are the 26 Hz … 19.9 kHz that the device shows."""
    return rounded(440 * 2 ** ((min(max(value, -100.0), 200.0) - 69) / 12))


def _step(values: tuple[float, ...]) -> Callable[[float], float]:
    def read(value: float) -> float:
        return values[min(max(int(value), 0), len(values) - 1)]

    return read


_WET = {"DryWet": Knob("insert.wet", "share")}

_COMPRESSOR = {
    "Threshold": Knob("compressor.threshold", "dB", decibels),
    "Ratio": Knob("compressor.ratio", "ratio", ratio),
    "Attack": Knob("compressor.attack", "ms"),
    "Release": Knob("compressor.release", "ms"),
    "Gain": Knob("compressor.makeup", "dB", decibels_as_stored),
    "Knee": Knob("compressor.knee", "dB", decibels_as_stored),
    "DryWet": Knob("compressor.mix", "share"),
    "GainCompensation": Knob("compressor.auto_makeup", "", switch),
    "AutoReleaseControlOnOff": Knob("compressor.auto_release", "", switch),
    "Model": Knob("plugin.Model", "", choice("peak", "RMS", "expand"), "published"),
}

_GLUE_RELEASES = (100.0, 200.0, 400.0, 600.0, 800.0, 1200.0)


def _glue(stored: Stored) -> Mapping[str, Knob]:
    automatic = stored.get("Release", 0.0) >= len(_GLUE_RELEASES)
    release = (
        Knob("compressor.auto_release", "", lambda _: True, "published")
        if automatic
        else Knob("compressor.release", "ms", _step(_GLUE_RELEASES), "published")
    )
    return {
        "Threshold": Knob("compressor.threshold", "dB", decibels_as_stored),
        "Ratio": Knob("compressor.ratio", "ratio", _step((2.0, 4.0, 10.0)), "published"),
        "Attack": Knob("compressor.attack", "ms", _step((0.01, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)), "published"),
        "Release": release,
        "Makeup": Knob("compressor.makeup", "dB", decibels_as_stored),
        "DryWet": Knob("compressor.mix", "share"),
        "Range": Knob("plugin.Range", "dB", decibels_as_stored),
    }


_GATE = {
    "Threshold": Knob("gate.threshold", "dB", decibels),
    "Attack": Knob("gate.attack", "ms"),
    "Hold": Knob("gate.hold", "ms"),
    "Release": Knob("gate.release", "ms"),
    "Return": Knob("gate.hysteresis", "dB", decibels_as_stored, "published"),
    "Gain": Knob("plugin.Floor", "dB", decibels_as_stored),
}

_LIMITER = {
    "Ceiling": Knob("limiter.ceiling", "dB", decibels_as_stored),
    "Release": Knob("limiter.release", "ms"),
    "Gain": Knob("plugin.Gain", "dB", decibels_as_stored),
}

_SHAPERS = ("analog clip", "soft sine", "medium curve", "hard curve", "sinoid fold", "digital clip", "waveshaper")
_SATURATOR = {
    "PreDrive": Knob("saturation.drive", "dB", decibels_as_stored),
    "DryWet": Knob("saturation.mix", "share"),
    "PostDrive": Knob("plugin.Output", "dB", decibels_as_stored),
    "Type": Knob("plugin.Type", "", choice(*_SHAPERS), "published"),
}

_OVERDRIVE = {"DryWet": Knob("saturation.mix", "share", lambda value: rounded(value / 100))}

_REVERB = {
    "DecayTime": Knob("reverb.time", "ms"),
    "PreDelay": Knob("reverb.predelay", "ms"),
    "MixDirect": Knob("insert.wet", "share"),
    "DryWet": Knob("insert.wet", "share"),
    "MixReflect": Knob("plugin.MixReflect", "dB", decibels),
    "MixDiffuse": Knob("plugin.MixDiffuse", "dB", decibels),
}

_EQ_SHAPES = (
    ("high pass", 48.0),
    ("high pass", 12.0),
    ("low shelf", 0.0),
    ("bell", 0.0),
    ("notch", 0.0),
    ("high shelf", 0.0),
    ("low pass", 12.0),
    ("low pass", 48.0),
)
_EQ_BANDS = 8


def _eq_shape(mode: float) -> tuple[str, float]:
    """Shape and slope in dB per octave (0 = none) of a band of EQ Eight."""
    return _EQ_SHAPES[int(mode)] if 0 <= mode < len(_EQ_SHAPES) else (f"mode {mode:g}", 0.0)


def _eq_eight(stored: Stored) -> Mapping[str, Knob]:
    """The bands of the left (mid, stereo) side; the gains are those that sound: gain × scale.

    Slopes come with the shape: `derived`.
    """
    scale = stored.get("Scale", 1.0)
    knobs = {"GlobalGain": Knob("eq.output", "dB", decibels_as_stored)}
    for place in range(_EQ_BANDS):
        band, at = f"eq.{place + 1}", f"Bands.{place}.ParameterA"
        shape, _ = _eq_shape(stored.get(f"{at}.Mode", 3.0))
        knobs[f"{at}.Mode"] = Knob(f"{band}.shape", "", lambda mode: _eq_shape(mode)[0], "published")
        knobs[f"{at}.Freq"] = Knob(f"{band}.frequency", "Hz")
        knobs[f"{at}.Q"] = Knob(f"{band}.q")
        knobs[f"{at}.IsOn"] = Knob(f"{band}.enabled", "", switch)
        if shape in {"bell", "low shelf", "high shelf"}:
            knobs[f"{at}.Gain"] = Knob(f"{band}.gain", "dB", lambda gain: decibels_as_stored(gain * scale))
    return knobs


def derived(device: str, stored: Stored) -> dict[str, Value]:
    """What the device's kind or another knob implies: slopes of EQ Eight's filters, shapes of EQ Three's shelves."""
    values = {}
    if device == "Eq8":
        for place in range(_EQ_BANDS):
            _, slope = _eq_shape(stored.get(f"Bands.{place}.ParameterA.Mode", 3.0))
            if slope:
                values[f"eq.{place + 1}.slope"] = Value(slope, "dB/oct", "published")
    elif device == "FilterEQ3":
        values["eq.1.shape"] = Value("low shelf", "", "published")
        values["eq.3.shape"] = Value("high shelf", "", "published")
    return values


def _eq_three(stored: Stored) -> Mapping[str, Knob]:  # noqa: ARG001 - one signature for all devices
    """Low and high are shelves at the two crossovers; the middle is what lies between them, without a corner."""
    knobs = {"FreqLo": Knob("eq.1.frequency", "Hz"), "FreqHi": Knob("eq.3.frequency", "Hz")}
    for band, (name, on) in enumerate((("GainLo", "LowOn"), ("GainMid", "MidOn"), ("GainHi", "HighOn")), 1):
        knobs[name] = Knob(f"eq.{band}.gain", "dB", decibels)
        knobs[on] = Knob(f"eq.{band}.enabled", "", switch)
    return knobs


_FILTERS = ("low pass", "high pass", "band pass", "notch", "morph")


def _auto_filter(stored: Stored) -> Mapping[str, Knob]:  # noqa: ARG001 - one signature for all devices
    return {
        "FilterType": Knob("eq.1.shape", "", choice(*_FILTERS), "published"),
        "Cutoff": Knob("eq.1.frequency", "Hz", _hertz_of_note),
        "Slope": Knob("eq.1.slope", "dB/oct", lambda steep: 24.0 if steep else 12.0, "published"),
        "DryWet": Knob("insert.wet", "share"),
    }


def _utility(stored: Stored) -> Mapping[str, Knob]:
    """Gain is dB until Live 9; since Live 10 it is an amplitude, beside the old one (``LegacyGain``)."""
    amplitude = "LegacyGain" in stored
    return {
        "Gain": Knob("trim.gain", "dB", decibels if amplitude else decibels_as_stored),
        "LegacyGain": Knob("plugin.LegacyGain", "dB", decibels_as_stored),
        "StereoWidth": Knob("width.amount", "share"),
        "StereoSeparation": Knob("width.amount", "share"),
        "BassMonoFrequency": Knob("plugin.BassMonoFrequency", "Hz"),
    }


@dataclass(frozen=True, slots=True)
class _Side:
    """The knobs of one side of a delay: sync switch, step, offset of the step in shares, free time and its unit."""

    sync: str
    step: str
    offset: str
    free: str
    seconds: bool


def _delay(stored: Stored, sides: tuple[_Side, ...]) -> dict[str, Knob]:
    """The first side speaks in standard terms, a second one as ``plugin.right.*``.

    A synced side has a note and no time, a free one a time and no note: the other knob is out of use.
    """
    knobs = {
        "Feedback": Knob("delay.feedback", "dB", decibels),
        "DryWet": Knob("insert.wet", "share"),
    }
    for side, prefix in zip(sides, ("delay.", "plugin.right."), strict=False):
        if stored.get(side.sync, 0.0):
            stretch = 1 + stored.get(side.offset, 0.0)
            knobs[side.step] = Knob(f"{prefix}time_note", "beats", _beats(stretch), "published")
        else:
            read = seconds if side.seconds else rounded
            knobs[side.free] = Knob(f"{prefix}time", "ms", read)
    return knobs


def _beats(stretch: float) -> Callable[[float], float]:
    def read(step: float) -> float:
        return rounded(_SIXTEENTHS[min(max(int(step), 0), 7)] / 4 * stretch)

    return read


_DELAY_SIDES = tuple(
    _Side(
        f"DelayLine_Sync{side}",
        f"DelayLine_SyncedSixteenth{side}",
        f"DelayLine_Offset{side}",
        f"DelayLine_Time{side}",
        seconds=True,
    )
    for side in "LR"
)
_SIMPLE_SIDES = tuple(
    _Side(f"SyncMode{side}", f"BeatDelayEnum{side[0]}", f"NoteOffset{side}", f"MsDelay{side}", seconds=False)
    for side in ("Left", "Right")
)
_PING_PONG_SIDES = (_Side("SyncMode", "BeatDelayEnum", "BeatDelayOffset", "MsDelayTime", seconds=False),)

_ECHO_NOTES, _ECHO_TRIPLETS, _ECHO_DOTTED, _ECHO_SIXTEENTHS = range(4)


def _echo(stored: Stored) -> Mapping[str, Knob]:
    """Synced times are a division (0 = whole, -1 = half …), straight, triplet or dotted, or a count of sixteenths."""
    knobs = {
        "Feedback": Knob("delay.feedback", "dB", decibels, "published"),
        "DryWet": Knob("insert.wet", "share", rounded, "published"),
    }
    if stored.get("Filter_On", 0.0):
        knobs["Filter_HighPassFrequency"] = Knob("delay.lowcut", "Hz", rounded, "published")
        knobs["Filter_LowPassFrequency"] = Knob("delay.highcut", "Hz", rounded, "published")
    for side, prefix in (("L", "delay."), ("R", "plugin.right.")):
        if not stored.get(f"Delay_Sync{side}", 0.0):
            knobs[f"Delay_Time{side}"] = Knob(f"{prefix}time", "ms", seconds, "published")
        elif stored.get(f"Delay_SyncMode{side}", 0.0) == _ECHO_SIXTEENTHS:
            sixteenths = Knob(f"{prefix}time_note", "beats", lambda count: rounded(count / 4), "published")
            knobs[f"Delay_SyncedSixteenth{side}"] = sixteenths
        else:
            factor = {_ECHO_TRIPLETS: 2 / 3, _ECHO_DOTTED: 1.5}.get(int(stored.get(f"Delay_SyncMode{side}", 0.0)), 1.0)
            knobs[f"Delay_SyncedDivision{side}"] = Knob(f"{prefix}time_note", "beats", _division(factor), "published")
    return knobs


def _division(factor: float) -> Callable[[float], float]:
    def read(power: float) -> float:
        return rounded(4 * 2 ** min(max(power, -20.0), 20.0) * factor)

    return read


_FIXED: Mapping[str, Mapping[str, Knob]] = {
    "Gate": _GATE,
    "Limiter": _LIMITER,
    "Saturator": _SATURATOR,
    "Overdrive": _OVERDRIVE,
    "Reverb": _REVERB,
    "MultibandDynamics": {},
}
_EXPAND = 2


def _compressor(stored: Stored) -> Mapping[str, Knob]:
    """As an expander (model 2) its threshold and ratio are those of one."""
    if stored.get("Model", 0.0) != _EXPAND:
        return _COMPRESSOR
    rest = {path: knob for path, knob in _COMPRESSOR.items() if path != "Ratio"}
    return rest | {
        "Threshold": Knob("expander.threshold", "dB", decibels),
        "ExpansionRatio": Knob("expander.ratio", "ratio", ratio),
    }


_BUILT: Mapping[str, Callable[[Stored], Mapping[str, Knob]]] = {
    "Compressor2": _compressor,
    "GlueCompressor": _glue,
    "Eq8": _eq_eight,
    "FilterEQ3": _eq_three,
    "AutoFilter": _auto_filter,
    "StereoGain": _utility,
    "Echo": _echo,
    "Delay": lambda stored: _delay(stored, _DELAY_SIDES),
    "CrossDelay": lambda stored: _delay(stored, _SIMPLE_SIDES),
    "PingPongDelay": lambda stored: _delay(stored, _PING_PONG_SIDES),
}
