"""ReaVerbate (Cockos): a dump of eight parameters.

Evidence. Length and ranges: all 24 distinct states of sessions and presets. The order is taken from the panel; it fits
the stock presets (those called "Send" have no dry level; dampening 0.5 and width 1 are the defaults), but nothing
proves it: all stay raw under the panel's names. Levels are linear, filters 20,000 v Hz as in the rest of the set.
"""

from __future__ import annotations

from parsers.plugins.dump import HERTZ, LEVEL, DumpLayout, Parameter, Scale
from parsers.plugins.scales import rounded

__all__ = ["automation", "decode", "encode", "fresh"]

_KNOB = Scale("raw", 0.0, 1.0, rounded, lambda value: float(value) + 0.0)

_LAYOUT = DumpLayout(
    name="ReaVerbate",
    shortest=8,
    parameters=(
        Parameter("plugin.Wet", LEVEL, "raw", 0.5),
        Parameter("plugin.Dry", LEVEL, "raw", 1.0),
        Parameter("plugin.Room size", _KNOB, "raw", 0.5),
        Parameter("plugin.Dampening", _KNOB, "raw", 0.5),
        Parameter("plugin.Stereo width", _KNOB, "raw", 1.0),
        Parameter("plugin.Initial delay", _KNOB, "raw"),
        Parameter("plugin.Lowpass", HERTZ, "raw", 1.0),
        Parameter("plugin.Highpass", HERTZ, "raw"),
    ),
)

decode = _LAYOUT.decode
encode = _LAYOUT.encode
fresh = _LAYOUT.fresh
automation = _LAYOUT.automation
