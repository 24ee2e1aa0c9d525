"""What a plug-in whose settings cannot be read does, told from its name: data.

Words are looked for in the lower-case name; the first row that fits counts. Only the effect's own words stand here, no
maker's fantasy names but a few that everybody has on his channels. The choice is ours.
"""

from __future__ import annotations

import re

__all__ = ["use_of_plugin"]

_ROWS: tuple[tuple[str, str], ...] = (
    ("deesser.on", r"de-?ess|\bess\b|sibil"),
    ("limiter.on", r"limit|maximi[sz]|\bl[123]\b|brickwall"),
    ("gate.on", r"gate|expander"),
    ("compressor.on", r"comp(?!ar|an|lex|os|ut)|1176|la-?[23]a|\bdbx|leveler|levell?ing|pro-c\b"),
    ("reverb.on", r"verb|plate|hall\b|room\b|valhalla|spring"),
    ("delay.on", r"delay|echo\b|echoboy|tape echo"),
    ("saturation.on", r"satur|distort|overdrive|\btape\b|decapitator|tube|exciter"),
    ("eq.on", r"\beq|eq\b|equali[sz]|pro-q|pultec|q10|passive"),
)
_COMPILED = tuple((use, re.compile(words)) for use, words in _ROWS)


def use_of_plugin(name: str) -> str:
    """The dimension that a plug-in of this name means (``compressor.on`` …), or "" when the name tells nothing."""
    lowered = name.lower()
    return next((use for use, words in _COMPILED if words.search(lowered)), "")
