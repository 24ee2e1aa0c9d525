"""The aesthetic profile: what is left of an engineer's settings when the reasons are taken out.

A `Profile` holds all that the ranking needs: written down and read again elsewhere it ranks the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from profiler.taste.dimensions import Dimension
from profiler.taste.fitting import Fitted, fit_dimension, within_song_correlation
from profiler.taste.observations import Observation
from profiler.taste.population import Population, population
from profiler.taste.sentences import opening, rank_of, sentence_of
from profiler.windows import Window

__all__ = ["PART_WEIGHTS", "TEMPERATURE", "Model", "Profile", "ProfileDimension", "fit_profile"]

Floats = NDArray[np.float64]

PART_WEIGHTS: Mapping[str, float] = {
    "population": 1.0,
    "you": 1.0,
    "genre or client": 1.0,
    "this session": 1.0,
    "windows": 0.6,
    "effort": 1.0,
}
"""What each named part of a score counts before any choice was seen (LEARNING §3.1: a choice; windows by
`benchmarks/ranking.py`)."""
TEMPERATURE = 2.0
"""Points that make one candidate e times as likely to be chosen as another (least log loss in the same benchmark)."""

_SHOWN_FROM = 3
_MOST_SENTENCES = 12
_Z90 = 1.6448536269514722


@dataclass(frozen=True, slots=True)
class ProfileDimension:
    """One dimension as it is told, in its unit.

    mean, lo90, hi90  where this engineer usually is, and its 90 % interval
    sd          over his songs, half the distance between one standard deviation below and above
    songs       that speak of it;  weight, how much they weigh together
    strictness  his spread over songs ÷ the usual one; spread of settings is not tolerance, windows tell that
    sentence    "" while too few songs speak
    """

    dimension: Dimension
    unit: str
    scale: str
    mean: float
    sd: float
    lo90: float
    hi90: float
    songs: int
    weight: float
    strictness: float
    sentence: str
    locked: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """What the ranking computes with, in steps.

    fitted      every dimension with any weight, the few-song ones too: shrunk, they are better than nothing
    correlated  dimensions of ``within_song``, the correlation of what is left over in the same song
    asymmetry   dimension id → how much worse too much is than not enough (1 = alike)
    temperature of the choice among candidates
    """

    population_version: str
    fitted: Mapping[Dimension, Fitted]
    correlated: tuple[Dimension, ...]
    within_song: Floats
    asymmetry: Mapping[str, float] = field(default_factory=dict)
    part_weights: Mapping[str, float] = field(default_factory=lambda: dict(PART_WEIGHTS))
    temperature: float = TEMPERATURE


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """One engineer's profile; ``made_at`` is UTC seconds, ``coverage`` says what it rests on."""

    user: str
    made_at: float
    songs: int
    moves: int
    coverage: Mapping[str, float]
    dimensions: tuple[ProfileDimension, ...]
    habits: tuple[Mapping[str, object], ...]
    windows: tuple[Window, ...]
    sentences: tuple[str, ...]
    model: Model

    def window_of(self, dimension: Dimension) -> Window | None:
        """The window of the control that a dimension is, if there is one."""
        return next((window for window in self.windows if window.control.id == dimension.id), None)

    def with_part_weights(self, weights: Mapping[str, float]) -> Profile:
        """The same with other weights of the score's parts."""
        return replace(self, model=replace(self.model, part_weights={**self.model.part_weights, **weights}))


def fit_profile(
    observations: Sequence[Observation],
    *,
    user: str,
    made_at: float,
    moves: int = 0,
    windows: Sequence[Window] = (),
    tags: Mapping[str, str] | None = None,
    coverage: Mapping[str, float] | None = None,
    expected: Population | None = None,
) -> Profile:
    """Fit one engineer's profile.

    observations  of this engineer alone (`observations.observe`), one per song and dimension
    tags          song → genre or client
    windows       this engineer's
    """
    known = expected if expected is not None else population()
    grouped: dict[Dimension, list[Observation]] = defaultdict(list)
    for observation in sorted(observations, key=lambda o: (o.dimension, o.song)):
        if observation.weight > 0:
            grouped[observation.dimension].append(observation)
    fitted = {
        dimension: fit_dimension(
            rows, known.expected(dimension), tags=[tags.get(o.song, "") for o in rows] if tags else ()
        )
        for dimension, rows in sorted(grouped.items())
    }
    correlated = tuple(dimension for dimension, fit in fitted.items() if fit.songs >= _SHOWN_FROM)
    told = tuple(_told(dimension, fitted[dimension]) for dimension in correlated)
    songs = len({observation.song for observation in observations if observation.rested})
    ordered = sorted(told, key=lambda entry: rank_of(entry.dimension, fitted[entry.dimension]))
    sentences = _headlines([entry for entry in ordered if entry.sentence])
    return Profile(
        user=user,
        made_at=made_at,
        songs=songs,
        moves=moves,
        coverage=dict(sorted((coverage or {}).items())),
        dimensions=told,
        habits=(),
        windows=tuple(sorted(windows, key=lambda window: window.control)),
        sentences=(*opening(songs, coverage or {}), *sentences),
        model=Model(
            population_version=known.version,
            fitted=fitted,
            correlated=correlated,
            within_song=within_song_correlation(observations, fitted, correlated),
            asymmetry=_asymmetry(fitted, windows),
        ),
    )


def _told(dimension: Dimension, fit: Fitted) -> ProfileDimension:
    scale = dimension.scale
    doubt = _Z90 * fit.variance**0.5
    low, high = sorted((scale.value(fit.centre - doubt), scale.value(fit.centre + doubt)))
    return ProfileDimension(
        dimension=dimension,
        unit=scale.unit,
        scale=scale.name,
        mean=scale.value(fit.centre),
        sd=abs(scale.value(fit.centre + fit.sigma) - scale.value(fit.centre - fit.sigma)) / 2.0,
        lo90=low,
        hi90=high,
        songs=fit.songs,
        weight=fit.weight,
        strictness=fit.sigma / fit.expected.songs,
        sentence=sentence_of(dimension, fit),
    )


def _headlines(ordered: Sequence[ProfileDimension]) -> list[str]:
    """The first sentences, no more than a third of them about what is used at all: how comes before whether."""
    said: list[str] = []
    uses = 0
    for entry in ordered:
        if entry.dimension.is_use and uses >= _MOST_SENTENCES // 3:
            continue
        uses += entry.dimension.is_use
        said.append(entry.sentence)
    return said[:_MOST_SENTENCES]


def _asymmetry(fitted: Mapping[Dimension, Fitted], windows: Sequence[Window]) -> dict[str, float]:
    """((m - lo) / (hi - m))^.7 of each window, drawn to 1 as far as edges and centre are unknown (LEARNING §3.1)."""
    result = {}
    for window in windows:
        dimension = Dimension(window.control.role, window.control.name)
        steps = window.steps
        fit = fitted.get(dimension)
        middle = fit.centre if fit is not None else (steps.low + steps.high) / 2.0
        below, above = max(middle - steps.low, 0.2), max(steps.high - middle, 0.2)
        unsure = (steps.low_sd**2 + steps.high_sd**2) / 2.0 + (fit.variance if fit is not None else 0.0)
        surely = steps.half**2 / (steps.half**2 + unsure)
        result[dimension.id] = float(min(max((below / above) ** (0.7 * surely), 0.25), 4.0))
    return result
