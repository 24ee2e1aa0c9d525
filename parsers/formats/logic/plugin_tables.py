"""The plug-ins of the application: what their type ids mean, and which float is which parameter. Data.

Source: LOGIC_PARAMS of the project's research. ``measured`` is verified on real files (presets that state their value,
step arithmetic, pictures, sequences of saves), ``published`` is reported by others from the application's own Controls
view, ``raw`` is a guess and keeps a name of its own. Float 0 is never a parameter. Later versions append floats: lower
ones keep their meaning, so one table serves every count; a parameter beyond the count is absent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from parsers.formats.logic.scales import (
    DB,
    DB_OR_OFF,
    HZ,
    LEVEL_PERCENT,
    MS,
    ONE,
    PLAIN,
    RATIO,
    SHARE,
    SLOPE,
    SWITCH,
    Parameter,
    Scale,
    choice,
)
from parsers.session import Confidence

__all__ = ["CODED_NAMES", "LISTENING", "NATIVE_PLUGINS", "SHAPES", "Native", "native"]


@dataclass(frozen=True, slots=True)
class Native:
    """One plug-in of the application.

    parameters  float → parameter; none: its state is compared whole
    idle        floats that move by themselves: meters, what is seen on screen, memory that was never set
    """

    name: str
    parameters: Mapping[int, Parameter] = field(default_factory=dict)
    idle: frozenset[int] = frozenset()


def _named(prefix: str, confidence: Confidence, *entries: tuple[int, str, Scale]) -> dict[int, Parameter]:
    return {place: Parameter(f"{prefix}{name}", scale, confidence) for place, name, scale in entries}


def _plain(*entries: tuple[int, str, Scale]) -> dict[int, Parameter]:
    return _named("plugin.", "published", *entries)


def _guessed(*entries: tuple[int, str, Scale]) -> dict[int, Parameter]:
    return _named("plugin.", "raw", *entries)


# Equalisers: band k of eight is at 1 + 4 k … 4 + 4 k: on, frequency, gain (of cuts: slope), Q.

SHAPES = ("high pass", "low shelf", "bell", "bell", "bell", "bell", "high shelf", "low pass")


def _eight_bands() -> dict[int, Parameter]:
    found: dict[int, Parameter] = {}
    for band, shape in enumerate(SHAPES, 1):
        first = 4 * band - 3
        fourth = ("slope", SLOPE) if shape.endswith("pass") else ("gain", DB)
        found[first] = Parameter(f"eq.{band}.enabled", SWITCH, "measured")
        found[first + 1] = Parameter(f"eq.{band}.frequency", HZ, "measured")
        found[first + 2] = Parameter(f"eq.{band}.{fourth[0]}", fourth[1], "measured")
        found[first + 3] = Parameter(f"eq.{band}.q", PLAIN, "measured")
    return found | {33: Parameter("eq.output", DB, "published")}


_EQ = _eight_bands()
_EQ_VIEW = frozenset(range(34, 64))

_COMPRESSOR = {
    1: Parameter("compressor.threshold", DB, "measured"),
    2: Parameter("compressor.ratio", RATIO, "measured"),
    3: Parameter("compressor.attack", MS),
    4: Parameter("compressor.release", MS),
    5: Parameter("compressor.makeup", DB),
    **_plain(
        (6, "knee", ONE),
        (7, "detector", choice("peak", "RMS")),
        (8, "auto gain", choice("off", "0 dB", "-12 dB")),
        (9, "distortion", choice("off", "soft", "hard", "clip")),
    ),
    12: Parameter("plugin.limiter threshold", DB, "measured"),
    13: Parameter("plugin.limiter", SWITCH, "measured"),
    14: Parameter("compressor.auto_release", SWITCH),
    **_guessed((10, "circuit", PLAIN)),
    **_plain((18, "side-chain frequency", HZ), (19, "side-chain Q", PLAIN)),
    25: Parameter("compressor.mix", SHARE),
    **_plain((27, "input gain", DB), (28, "output gain", DB)),
}

_GATE = {
    1: Parameter("gate.threshold", DB),
    2: Parameter("gate.hysteresis", DB),
    3: Parameter("plugin.reduction", DB_OR_OFF),
    4: Parameter("gate.attack", MS),
    5: Parameter("gate.hold", MS),
    6: Parameter("gate.release", MS),
    7: Parameter("gate.detector_lpf", HZ),
    8: Parameter("gate.detector_hpf", HZ),
    **_plain((9, "lookahead", MS), (10, "monitor", SWITCH), (13, "side-chain filter", SWITCH)),
}

_LIMITER = {
    **_plain((1, "gain", DB), (2, "lookahead", MS), (3, "soft knee", SWITCH)),
    4: Parameter("limiter.release", MS),
    5: Parameter("limiter.ceiling", DB),
    **_plain((7, "true peak", SWITCH), (8, "mode", PLAIN)),
}

_ADAPTIVE_LIMITER = {
    1: Parameter("plugin.input scale", DB, "published"),
    2: Parameter("plugin.gain", DB, "measured"),
    3: Parameter("limiter.ceiling", DB, "measured"),
    **_plain((5, "lookahead", MS), (6, "remove DC", SWITCH), (9, "true peak", SWITCH)),
}

_DEESSER = {
    **_plain((1, "reduction", DB)),
    2: Parameter("deesser.threshold", DB),
    **_plain((4, "detector frequency", HZ), (6, "filter solo", SWITCH)),
}

_ENVELOPER = _plain(
    (1, "attack time", MS),
    (2, "attack gain", SHARE),
    (3, "release time", MS),
    (4, "release gain", SHARE),
    (5, "threshold", DB),
    (6, "lookahead", MS),
    (7, "output", DB),
)

_MULTIPRESSOR_BAND = (
    ("crossover", HZ),
    ("response", MS),
    ("reduction", DB),
    ("expander threshold", DB),
    ("expander ratio", RATIO),
    ("threshold", DB),
    ("ratio", RATIO),
    ("make-up", DB),
    ("attack", MS),
    ("release", MS),
    ("on", SWITCH),
)


def _multipressor() -> dict[int, Parameter]:
    found = _plain((2, "lookahead", MS), (47, "output", DB), (50, "auto gain", SWITCH))
    for band, first in ((4, 3), (3, 14), (2, 25), (1, 36)):  # the lowest band has no crossover
        for step, (name, scale) in enumerate(_MULTIPRESSOR_BAND):
            if band > 1 or step:
                found[first + step] = Parameter(f"plugin.band {band} {name}", scale)
    for place, band in ((51, 4), (52, 3), (53, 2), (54, 1)):
        found[place] = Parameter(f"plugin.band {band} bypass", SWITCH)
    return found


# Delays. Times that follow the tempo are left out where they do, and the note is told instead: see `plugins`.

_TAPE_DELAY = {
    4: Parameter("delay.feedback", LEVEL_PERCENT),
    5: Parameter("delay.highcut", HZ, "measured"),
    6: Parameter("delay.lowcut", HZ, "measured"),
    **_plain(
        (9, "groove", SHARE),
        (10, "smoothing", MS),
        (11, "flutter rate", HZ),
        (12, "flutter intensity", SHARE),
        (13, "LFO rate", HZ),
        (14, "LFO intensity", SHARE),
        (15, "freeze", SWITCH),
        (22, "clip threshold", DB),
    ),
    20: Parameter("delay.dry", LEVEL_PERCENT),
    21: Parameter("delay.mix", LEVEL_PERCENT),
}

_ECHO = {
    18: Parameter("delay.feedback", LEVEL_PERCENT),
    **_plain((19, "colour", PLAIN)),
    20: Parameter("delay.dry", LEVEL_PERCENT),
    21: Parameter("delay.mix", LEVEL_PERCENT),
}

_STEREO_DELAY = {
    1: Parameter("delay.mix", LEVEL_PERCENT),
    5: Parameter("delay.feedback", LEVEL_PERCENT),
    **_plain(
        (2, "right mix", LEVEL_PERCENT),
        (6, "right feedback", LEVEL_PERCENT),
        (7, "left crossfeed", LEVEL_PERCENT),
        (8, "right crossfeed", LEVEL_PERCENT),
        (25, "right high cut", HZ),
        (26, "right low cut", HZ),
        (27, "stereo link", SWITCH),
    ),
    23: Parameter("delay.highcut", HZ),
    24: Parameter("delay.lowcut", HZ),
    **_guessed((13, "left deviation", PLAIN), (15, "right deviation", PLAIN)),
}

# Reverbs

_SPACE_DESIGNER = {
    20: Parameter("plugin.dry", DB_OR_OFF, "measured"),
    21: Parameter("reverb.mix", DB_OR_OFF, "measured"),
    **_plain(
        (25, "input crossfeed", PLAIN),
        (28, "reverse", SWITCH),
        (29, "volume at start", PLAIN),
        (31, "volume envelope 1", PLAIN),
        (32, "volume envelope 2", PLAIN),
        (33, "volume envelope 3", PLAIN),
        (34, "volume envelope 4", PLAIN),
        (36, "volume envelope 5", PLAIN),
        (37, "volume envelope 6", PLAIN),
        (38, "volume envelope 7", PLAIN),
        (39, "volume envelope 8", PLAIN),
        (40, "level at end", PLAIN),
        (43, "filter envelope 1", PLAIN),
        (44, "filter envelope 2", PLAIN),
        (45, "filter envelope 3", PLAIN),
        (46, "filter envelope 4", PLAIN),
        (49, "filter envelope 5", PLAIN),
        (50, "filter envelope 6", PLAIN),
        (51, "filter envelope 7", PLAIN),
        (52, "filter envelope 8", PLAIN),
        (54, "filter", SWITCH),
        (57, "filter resonance", PLAIN),
        (58, "low shelf gain", DB),
        (59, "low shelf frequency", HZ),
        (60, "crossover", HZ),
        (63, "volume compensation", SWITCH),
    ),
}

_CHROMAVERB_EQ = (("low cut", 38), ("low shelf", 42), ("low peak", 46), ("high peak", 50), ("high shelf", 54))


def _chromaverb() -> dict[int, Parameter]:
    found = {
        **_plain((1, "dry", LEVEL_PERCENT), (8, "attack", SHARE), (10, "density", SHARE), (11, "distance", SHARE)),
        2: Parameter("reverb.mix", LEVEL_PERCENT),
        9: Parameter("reverb.size", SHARE),
        **_plain(
            (13, "width", SHARE),
            (14, "mono maker", SWITCH),
            (15, "mono maker frequency", HZ),
            (16, "freeze", SWITCH),
            (19, "modulation depth", PLAIN),
            (20, "modulation speed", PLAIN),
            (22, "modulation smoothing", PLAIN),
            (37, "output EQ", SWITCH),
            (58, "output EQ high cut on", SWITCH),
            (59, "output EQ high cut frequency", HZ),
            (61, "output EQ high cut Q", PLAIN),
        ),
        **_guessed((12, "early/late", SHARE), (3, "room type", PLAIN), (17, "quality", PLAIN)),
    }
    for band in range(4):
        for step, (name, scale) in enumerate((("frequency", HZ), ("ratio", PLAIN), ("Q", PLAIN))):
            found[24 + 3 * band + step] = Parameter(f"plugin.damping {band + 1} {name}", scale)
    for name, first in _CHROMAVERB_EQ:
        found[first] = Parameter(f"plugin.output EQ {name} on", SWITCH)
        found[first + 1] = Parameter(f"plugin.output EQ {name} frequency", HZ)
        found[first + 3] = Parameter(f"plugin.output EQ {name} Q", PLAIN)
        if name != "low cut":
            found[first + 2] = Parameter(f"plugin.output EQ {name} gain", DB)
    return found


_SILVERVERB = {
    2: Parameter("reverb.predelay", MS),
    **_plain((3, "reflectivity", SHARE)),
    4: Parameter("plugin.room size", PLAIN),
    **_plain(
        (5, "high cut", HZ),
        (6, "low cut", HZ),
        (7, "density", PLAIN),
        (8, "modulation 1", PLAIN),
        (9, "modulation 2", PLAIN),
        (10, "modulation 3", PLAIN),
        (11, "dry", LEVEL_PERCENT),
        (13, "modulation", SWITCH),
    ),
    12: Parameter("reverb.mix", LEVEL_PERCENT),
}

# Saturation, width, utility

_EXCITER = _plain((1, "frequency", HZ), (2, "colour", PLAIN), (3, "harmonics", SHARE), (4, "dry", SWITCH))
_OVERDRIVE = {
    1: Parameter("saturation.drive", DB),
    **_plain((2, "tone", HZ), (3, "output", DB), (4, "level compensation", SWITCH)),
}
_BITCRUSHER = {
    1: Parameter("saturation.drive", DB),
    **_plain((2, "clip level", DB), (4, "resolution", PLAIN), (5, "downsampling", PLAIN)),
    **_guessed((3, "clip mode", PLAIN)),
    6: Parameter("saturation.mix", SHARE),
}
_GAIN = {
    **_plain((3, "balance", SHARE)),
    5: Parameter("plugin.gain", DB),
    **_guessed((1, "switch 1", PLAIN), (2, "switch 2", PLAIN), (4, "switch 4", PLAIN), (6, "switch 6", PLAIN)),
}
_STEREO_SPREAD = _plain(
    (1, "lower frequency", HZ),
    (2, "upper frequency", HZ),
    (3, "order", PLAIN),
    (4, "lower intensity", SHARE),
    (5, "upper intensity", SHARE),
)
_DIRECTION_MIXER = {
    **_guessed((1, "input", choice("LR", "MS"))),
    **_plain((2, "direction", PLAIN), (4, "split", PLAIN)),
    3: Parameter("width.amount", ONE),
}
_SINGLE_BAND_EQ = _plain((2, "frequency", HZ), (5, "Q", PLAIN))
_CONSOLE_EQ = _plain(
    (2, "mid gain", DB),
    (3, "mid frequency", PLAIN),
    (4, "low gain", DB),
    (5, "low frequency", HZ),
    (6, "low cut", HZ),
    (7, "high on", SWITCH),
    (8, "mid on", SWITCH),
    (9, "low on", SWITCH),
    (10, "low cut on", SWITCH),
    (13, "drive", PLAIN),
    (14, "EQ on", SWITCH),
    (15, "output", DB),
)
_GRAPHIC_BANDS = ("8k", "4k", "2k", "1k", "500", "250", "125", "63", "31")
_GRAPHIC_EQ = _plain(
    *((place, f"band {name}", PLAIN) for place, name in enumerate(_GRAPHIC_BANDS, 2)), (16, "output", DB)
)

NATIVE_PLUGINS: Mapping[int, Native] = {
    145: Native("Chorus"),
    146: Native("Flanger"),
    147: Native("Tape Delay", _TAPE_DELAY),
    148: Native("Stereo Delay", _STEREO_DELAY),
    150: Native("SilverVerb", _SILVERVERB),
    152: Native("Phaser"),
    154: Native("Compressor", _COMPRESSOR, frozenset({26})),
    155: Native("Fuzz-Wah"),
    156: Native("Expander"),
    157: Native("Enveloper", _ENVELOPER),
    158: Native("Klopfgeist"),
    159: Native("Pitch Shifter"),
    161: Native("Ensemble"),
    162: Native("AutoFilter"),
    163: Native("Bitcrusher", _BITCRUSHER),
    164: Native("Distortion"),
    165: Native("Overdrive", _OVERDRIVE),
    166: Native("EnVerb"),
    168: Native("Spectral Gate"),
    179: Native("Noise Gate", _GATE),
    181: Native("Modulation Delay"),
    182: Native("Direction Mixer", _DIRECTION_MIXER),
    183: Native("Gain", _GAIN),
    185: Native("Tremolo"),
    187: Native("SubBass"),
    189: Native("ES1"),
    191: Native("Clip Distortion"),
    193: Native("Adaptive Limiter", _ADAPTIVE_LIMITER, frozenset({7, 8})),
    194: Native("Multipressor", _multipressor(), frozenset({59, 60, 61})),
    196: Native("Phase Distortion"),
    197: Native("Exciter", _EXCITER),
    198: Native("Stereo Spread", _STEREO_SPREAD),
    199: Native("Limiter", _LIMITER, frozenset({6})),
    201: Native("ES M"),
    202: Native("ES P"),
    203: Native("ES E"),
    213: Native("E-Piano"),
    214: Native("ES2"),
    216: Native("Vintage B3"),
    219: Native("EFM1"),
    220: Native("EVOC PS"),
    221: Native("EVOC Filterbank"),
    222: Native("Sculpture"),
    223: Native("Vintage Clav"),
    228: Native("Distortion II"),
    229: Native("Scanner Vibrato"),
    230: Native("Rotor Cabinet"),
    231: Native("Space Designer", _SPACE_DESIGNER, frozenset({0, 1, 2, 3, 4, 5, 6, 75})),
    235: Native("Pitch Correction"),
    236: Native("Channel EQ", _EQ, _EQ_VIEW),
    238: Native("Ultrabeat"),
    239: Native("Tuner"),
    240: Native("MultiMeter"),
    241: Native("Correlation Meter"),
    242: Native("BPM Counter"),
    243: Native("Linear Phase EQ", _EQ, _EQ_VIEW),
    246: Native("Match EQ"),
    248: Native("Delay Designer"),
    249: Native("Vocal Transformer"),
    252: Native("Ringshifter"),
    253: Native("Test Oscillator"),
    255: Native("Level Meter"),
    258: Native("Spreader"),
    259: Native("Sample Delay"),
    269: Native("Binaural Post-Processing"),
    273: Native("Pedalboard"),
    274: Native("Amp Designer"),
    279: Native("Retro Synth"),
    281: Native("Drum Synth"),
    284: Native("Vintage Tube EQ"),
    285: Native("Vintage Graphic EQ", _GRAPHIC_EQ),
    286: Native("Vintage Console EQ", _CONSOLE_EQ),
    287: Native("ChromaVerb", _chromaverb()),
    288: Native("Phat FX"),
    289: Native("Step FX"),
    290: Native("Transposer"),
    291: Native("DeEsser 2", _DEESSER),
    297: Native("Bass Amp Designer"),
    299: Native("Quantec Room Simulator"),
    300: Native("Arpeggiator"),
    301: Native("Beat Breaker"),
    302: Native("Scripter", {}, frozenset({20})),
    304: Native("Randomizer"),
    307: Native("Velocity Processor"),
    308: Native("Chord Trigger"),
    309: Native("Modulator"),
    311: Native("Single Band EQ", _SINGLE_BAND_EQ),
    313: Native("Alchemy"),
    314: Native("Remix FX"),
    315: Native("Loudness Meter"),
    320: Native("Mastering Assistant"),
    321: Native("ChromaGlow"),
}
"""Type id → plug-in. A tuner's or meter's floats say what was heard last: nothing of theirs is a setting."""

_VARIANTS: Mapping[tuple[int, int], Native] = {
    (147, 216): Native("Echo", _ECHO),
    (152, 336): Native("Microphaser"),
}
"""Plug-ins that share a type id with another one: (type id, variant) → plug-in."""
_BY_SHORT_NAME: Mapping[tuple[int, str], int] = {(147, "Echo"): 216, (152, "Microphaser"): 336}
"""Their variants in versions whose files do not state it, by the slot's short name."""

LISTENING = frozenset({239, 240, 241, 242, 255, 315})
"""Plug-ins that only show."""

CODED_NAMES: Mapping[bytes, str] = {
    b"ANML": "Drum Kit Designer",
    b"SAM1": "Sampler",
    b"PRRT": "Quick Sampler",
    b"ExI2": "External Instrument",
    b"InWr": "Studio Instruments",
    b"_IO_": "I/O",
}
"""Four-letter codes of the plug-ins that have no type id."""


def native(type_id: int, variant: int, short_name: str) -> tuple[str, Native | None]:
    """Unique id and entry of a plug-in of the application; None where the type is not known.

    The id is the type, and for a plug-in that shares it the variant too: versions that state no variant agree.
    """
    variant = variant if (type_id, variant) in _VARIANTS else _BY_SHORT_NAME.get((type_id, short_name), 0)
    shared = _VARIANTS.get((type_id, variant))
    return (f"{type_id}.{variant}", shared) if shared is not None else (str(type_id), NATIVE_PLUGINS.get(type_id))
