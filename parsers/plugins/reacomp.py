"""ReaComp (Cockos): a dump of 18, 19 or 21 parameters.

Evidence. Layout of the dump: verified on all 53 distinct states of sessions and presets seen. Threshold and attack:
verified, an envelope's last point equals the stored number (1.41 and 0.64). Ratio, release, filters, dry, wet and the
switches: the order is that of the parameter lines which other programs write for the same plug-in, the ranges hold on
every state (0.0303 = 4:1, 0.02 = 100 ms, the default), and the stock preset "steady rock kick" reads -18.05 dB, 6.17:1,
0 ms, 89 ms. Levels are linear amplitudes and may pass 1. Not known, hence raw under the plug-in's own parameter names:
the units of pre-comp, RMS size and knee, the audible input, classic attack and anti-alias. The names of all places are
published in tables of REAPER's own list of its parameters.
The detector input is a number from 0 to 1084; 0 is the main input, 2 was seen where the third and fourth pin keyed it.
"""

from __future__ import annotations

from parsers.plugins.dump import HERTZ, LEVEL, RATIO, RAW, SWITCH, DumpLayout, Parameter, Scale, milliseconds
from parsers.session import Scalar

__all__ = ["automation", "decode", "encode", "fresh"]

_DETECTOR_STEPS = 1084


def _detector(stored: float) -> str:
    number = round(stored * _DETECTOR_STEPS)
    return "main" if number == 0 else f"input {number}"


def _detector_number(name: Scalar) -> float:
    words = str(name).removeprefix("input ")
    return int(words) / _DETECTOR_STEPS if words.isdecimal() else (0.0 if words == "main" else -1.0)


_DETECTOR = Scale("", 0.0, 1.0, _detector, _detector_number)
_THRESHOLD = Scale("dB", 0.0, 2.1, LEVEL.read, LEVEL.write)

_LAYOUT = DumpLayout(
    name="ReaComp",
    shortest=18,
    parameters=(
        Parameter("compressor.threshold", _THRESHOLD, "measured", 1.0),
        Parameter("compressor.ratio", RATIO, "published"),
        Parameter("compressor.attack", milliseconds(500), "measured", 0.006),
        Parameter("compressor.release", milliseconds(5000), "published", 0.02),
        Parameter("plugin.Pre-comp", RAW, "raw"),
        Parameter("plugin.resvd", RAW, "raw"),
        Parameter("compressor.detector_lpf", HERTZ, "published", 1.0),
        Parameter("compressor.detector_hpf", HERTZ, "published"),
        Parameter("compressor.detector", _DETECTOR, "published"),
        Parameter("plugin.AudIn", RAW, "raw"),
        Parameter("compressor.dry", LEVEL, "published", 10**-7.5),
        Parameter("compressor.makeup", LEVEL, "published", 1.0),
        Parameter("plugin.PreviewF", SWITCH, "raw"),
        Parameter("plugin.RMS size", RAW, "raw", 0.05),
        Parameter("plugin.Knee", RAW, "raw"),
        Parameter("compressor.auto_makeup", SWITCH, "published"),
        Parameter("compressor.auto_release", SWITCH, "published"),
        Parameter("plugin.ClsAttk", RAW, "raw", 0.25),
        Parameter("plugin.AntiAlias", RAW, "raw"),
        Parameter("plugin.Multichannel Mode", RAW, "raw"),
        Parameter("plugin.Metering Index", RAW, "raw"),
    ),
)

decode = _LAYOUT.decode
encode = _LAYOUT.encode
fresh = _LAYOUT.fresh
automation = _LAYOUT.automation
