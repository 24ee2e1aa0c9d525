"""ReaGate (Cockos): a dump of 18 to 21 parameters.

Evidence. Layout of the dump: verified on 20 states of sessions and on the stock presets. Threshold, attack and
release have ReaComp's scales and defaults (3 ms, 100 ms). The switch for MIDI and its note are verified by presets:
"Kick to MIDI" holds note 36/127, "Snare to MIDI" 38/127. Levels are linear amplitudes (hysteresis 0.712 = -2.95 dB in
"snare gate"). Not known, hence raw under the plug-in's own parameter names: the units of pre-open and hold, detector
and audible input, the level of the noise, RMS size. The names of all places are published in tables of REAPER's own
list of its parameters.
"""

from __future__ import annotations

from parsers.plugins.dump import HERTZ, LEVEL, RAW, SWITCH, DumpLayout, Parameter, milliseconds

__all__ = ["automation", "decode", "encode", "fresh"]

_LAYOUT = DumpLayout(
    name="ReaGate",
    shortest=18,
    parameters=(
        Parameter("gate.threshold", LEVEL, "published"),
        Parameter("gate.attack", milliseconds(500), "published", 0.006),
        Parameter("gate.release", milliseconds(5000), "published", 0.02),
        Parameter("plugin.Pre-open", RAW, "raw"),
        Parameter("plugin.Hold", RAW, "raw"),
        Parameter("gate.detector_lpf", HERTZ, "published", 1.0),
        Parameter("gate.detector_hpf", HERTZ, "published"),
        Parameter("plugin.SignIn", RAW, "raw"),
        Parameter("plugin.AudIn", RAW, "raw"),
        Parameter("gate.dry", LEVEL, "published", 10**-7.5),
        Parameter("gate.wet", LEVEL, "published", 1.0),
        Parameter("plugin.Noise", RAW, "raw", 10**-7.5),
        Parameter("gate.hysteresis", LEVEL, "published", 1.0),
        Parameter("plugin.PreviewF", SWITCH, "raw"),
        Parameter("plugin.RMS size", RAW, "raw"),
        Parameter("plugin.Send MIDI", SWITCH, "raw"),
        Parameter("plugin.MIDI note", RAW, "raw", 69 / 127),
        Parameter("plugin.MIDI Channel", RAW, "raw"),
        Parameter("plugin.Invert Wet", RAW, "raw"),
        Parameter("plugin.Multichannel Mode", RAW, "raw"),
        Parameter("plugin.Metering Index", RAW, "raw"),
    ),
)

decode = _LAYOUT.decode
encode = _LAYOUT.encode
fresh = _LAYOUT.fresh
automation = _LAYOUT.automation
