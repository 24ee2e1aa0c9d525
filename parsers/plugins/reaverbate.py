"""ReaVerbate (Cockos): a dump of eight parameters.

Evidence. Length and ranges: all 24 distinct states of sessions and presets. The order is that of REAPER's own list of
its parameters, published in a table with its defaults; it fits the stock presets (those called "Send" have no dry
level). Levels are linear, filters 20,000 v Hz as in the rest of the set. Dampening shows 50 at 0.5; the room size shows
50 at 0.2941, a curve that is not known, hence raw like width and delay.
"""

from __future__ import annotations

from parsers.plugins.dump import HERTZ, LEVEL, DumpLayout, Parameter, Scale
from parsers.plugins.scales import rounded

__all__ = ["automation", "decode", "encode", "fresh"]

_KNOB = Scale("raw", 0.0, 1.0, rounded, lambda value: float(value) + 0.0)

_SHARE = Scale("share", 0.0, 1.0, rounded, _KNOB.write)

_LAYOUT = DumpLayout(
    name="ReaVerbate",
    shortest=8,
    parameters=(
        Parameter("reverb.mix", LEVEL, "published", 0.5),
        Parameter("plugin.Dry", LEVEL, "raw", 1.0),
        Parameter("plugin.Room size", _KNOB, "raw", 0.5),
        Parameter("reverb.damping", _SHARE, "published", 0.5),
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
