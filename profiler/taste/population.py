"""Where engineers usually set things and how far they differ: what is assumed before this engineer's songs speak.

Statistics of real mixes where there are any (`population.json`: their source and how they were made stand in the file),
otherwise a stated choice, which never counts as knowledge of other engineers (no authors).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from parsers.vocabulary import band_of
from profiler.taste.dimensions import Dimension

__all__ = ["Expected", "Population", "population"]

_ANY = "any"

_CHOICES: Mapping[str, tuple[float, float, float]] = {
    # name: usual value, sd between engineers, sd over one engineer's songs (steps)
    "fader.gain": (-6.0, 2.0, 5.0),
    "trim.gain": (0.0, 2.0, 3.0),
    "master.gain": (0.0, 1.5, 2.0),
    "pan.position": (0.2, 1.5, 3.0),
    "pan.width": (1.0, 1.5, 2.0),
    "send.gain": (-14.0, 2.5, 2.5),
    "send.pan": (0.1, 1.5, 2.5),
    "eq.N.frequency": (1000.0, 8.0, 3.0),
    "eq.N.gain": (0.0, 1.8, 2.0),
    "eq.N.q": (1.0, 2.5, 2.0),
    "eq.output": (0.0, 1.0, 1.5),
    "eq.tilt": (0.0, 1.5, 2.0),
    "eq.sub": (0.0, 1.5, 2.5),
    "eq.low": (0.0, 1.3, 2.0),
    "eq.low_mid": (0.0, 1.3, 2.0),
    "eq.mid": (0.0, 1.3, 2.0),
    "eq.presence": (0.5, 1.3, 2.0),
    "eq.air": (0.5, 1.5, 2.3),
    "hpf.frequency": (100.0, 3.0, 3.0),
    "hpf.q": (0.71, 1.5, 1.5),
    "lpf.frequency": (12_000.0, 2.5, 2.5),
    "lpf.q": (0.71, 1.5, 1.5),
    "compressor.threshold": (-20.0, 4.0, 5.0),
    "compressor.ratio": (3.0, 2.0, 2.3),
    "compressor.attack": (10.0, 5.0, 5.0),
    "compressor.release": (120.0, 4.0, 4.0),
    "compressor.makeup": (3.0, 2.0, 2.5),
    "compressor.mix": (0.9, 4.0, 4.0),
    "gate.threshold": (-36.0, 4.0, 5.0),
    "limiter.threshold": (-4.0, 2.5, 3.0),
    "limiter.ceiling": (-0.5, 1.0, 1.0),
    "deesser.threshold": (-24.0, 4.0, 4.0),
    "delay.time": (320.0, 4.0, 5.0),
    "delay.feedback": (-12.0, 3.0, 3.0),
    "delay.mix": (-6.0, 3.0, 3.0),
    "delay.lowcut": (150.0, 3.0, 3.0),
    "delay.highcut": (6000.0, 3.0, 3.0),
    "reverb.time": (1600.0, 3.0, 3.5),
    "reverb.predelay": (20.0, 4.0, 4.0),
    "reverb.mix": (-9.0, 3.0, 3.0),
    "eq.on": (0.6, 1.0, 1.4),
    "hpf.on": (0.4, 1.0, 1.4),
    "lpf.on": (0.1, 0.8, 1.2),
    "compressor.on": (0.5, 1.1, 1.4),
    "gate.on": (0.15, 0.8, 1.2),
    "limiter.on": (0.1, 0.8, 1.2),
    "deesser.on": (0.1, 0.8, 1.2),
    "saturation.on": (0.2, 1.0, 1.4),
    "reverb.on": (0.4, 1.1, 1.5),
    "delay.on": (0.1, 0.6, 1.0),
}
_PLACEHOLDERS = frozenset({"eq.N.frequency", "fader.gain", "trim.gain"})
"""Choices whose centre depends on how somebody lays out channels and gains: no number suits two studios."""
_UNKNOWN = (4.0, 4.0)
"""Spreads where nothing is known at all, in steps."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What is assumed of one dimension, in steps.

    engineers  standard deviation between engineers; songs, over one engineer's songs
    authors    independent engineers behind it, 0 for a choice
    """

    centre: float
    engineers: float
    songs: float
    authors: int
    placeholder: bool = False


@dataclass(frozen=True, slots=True)
class Population:
    """All that is assumed. ``version`` goes into every profile that was made with it."""

    version: str
    rows: Mapping[tuple[str, str], Expected]

    def expected(self, dimension: Dimension) -> Expected:
        """The role's own statistics, else those of all roles, else a choice."""
        for role in (dimension.role, _ANY):
            row = self.rows.get((role, dimension.name))
            if row is not None:
                return row
        return _chosen(dimension)


@lru_cache(maxsize=1)
def population() -> Population:
    """The statistics that come with the program."""
    text = resources.files(__package__).joinpath("population.json").read_text(encoding="utf-8")
    data = json.loads(text)
    rows = {
        (role, name): Expected(row[0], row[1], row[2], row[3])
        for role, dimensions in data["roles"].items()
        for name, row in dimensions.items()
    }
    return Population(data["version"], rows)


def _chosen(dimension: Dimension) -> Expected:
    scale = dimension.scale
    band = band_of(dimension.term)
    pattern = dimension.term if band is None else dimension.term.replace(f".{band}.", ".N.", 1)
    row = _CHOICES.get(pattern)
    if row is None:
        return Expected(0.0, *_UNKNOWN, 0, placeholder=True)
    usual, engineers, songs = row
    return Expected(scale.steps(usual) or 0.0, engineers, songs, 0, pattern in _PLACEHOLDERS)
