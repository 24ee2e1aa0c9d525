"""ReaSynth (Cockos): a dump of 13 or 15 parameters.

Evidence. Layout of the dump: 31 distinct states of six owners. Names and order: published twice, by a program that
writes the plug-in's state and by a table of REAPER's own list of its parameters; the published defaults (0.006, 0.0016,
-6 dB, 0.0666, pulse width 1, detune 0.5) are the most frequent values. Times: what the panel shows of the defaults is
published (3 ms, 8 ms, 1,000 ms), which is 500 v, 5,000 v and 15,000 v ms as in the rest of the set; attack may pass 1.
Levels are linear. Two parameters repair older builds.
"""

from __future__ import annotations

from parsers.plugins.dump import LEVEL, RAW, SWITCH, DumpLayout, Parameter, Scale, milliseconds
from parsers.plugins.scales import rounded

__all__ = ["automation", "decode", "encode", "fresh"]

_ATTACK = Scale("ms", 0.0, 10.0, lambda stored: rounded(500 * stored), lambda ms: float(ms) / 500)
_SHARE = Scale("raw", 0.0, 1.0, rounded, lambda value: float(value) + 0.0)

_LAYOUT = DumpLayout(
    name="ReaSynth",
    shortest=13,
    parameters=(
        Parameter("plugin.Attack", _ATTACK, "raw", 0.006),
        Parameter("plugin.Release", milliseconds(5000), "raw", 0.0016),
        Parameter("plugin.Square mix", _SHARE, "raw"),
        Parameter("plugin.Saw mix", _SHARE, "raw"),
        Parameter("plugin.Triangle mix", _SHARE, "raw"),
        Parameter("plugin.Volume", LEVEL, "raw", 10 ** (-6 / 20)),
        Parameter("plugin.Decay", milliseconds(15_000), "raw", 1 / 15),
        Parameter("plugin.Extra sine mix", _SHARE, "raw"),
        Parameter("plugin.Extra sine tuning", _SHARE, "raw", 0.5),
        Parameter("plugin.Sustain", LEVEL, "raw", 1.0),
        Parameter("plugin.Pulse Width", _SHARE, "raw", 1.0),
        Parameter("plugin.Global detune", _SHARE, "raw", 0.5),
        Parameter("plugin.Legacy oscillator mode", SWITCH, "raw"),
        Parameter("plugin.Portamento", RAW, "raw"),
        Parameter("plugin.Broken portamento extra sine osc", SWITCH, "raw"),
    ),
)

decode = _LAYOUT.decode
encode = _LAYOUT.encode
fresh = _LAYOUT.fresh
automation = _LAYOUT.automation
