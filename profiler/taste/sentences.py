"""What is said of a dimension: numbers first, a comparison only with enough songs and enough other engineers.

Source: LEARNING §2.5 of the project's research; decision 15 of the architecture.
"""

from __future__ import annotations

from collections.abc import Mapping

from profiler.taste.dimensions import Dimension
from profiler.taste.fitting import Fitted, chi2_below, normal_cdf

__all__ = ["comparison", "opening", "rank_of", "sentence_of"]

SHOWN_FROM = 3
"""Songs before a dimension is shown."""
_SAID_FROM = 8.0
"""Weighted songs before a comparison is said without reserve."""
_AUTHORS = 20
_SURE = 0.9
_LIKE_MOST = 0.8
_HARDLY_EVER = 0.25
_STRICT = 0.6
_STRICT_FROM = 13.0
_Z90 = 1.6448536269514722


def sentence_of(dimension: Dimension, fit: Fitted) -> str:
    """One sentence with its numbers; "" while fewer than three songs speak."""
    if fit.songs < SHOWN_FROM:
        return ""
    scale = dimension.scale
    doubt = _Z90 * fit.variance**0.5
    low, high = sorted((scale.value(fit.centre - doubt), scale.value(fit.centre + doubt)))
    mean = dimension.say(scale.value(fit.centre))
    songs = f"{fit.songs} songs"
    sentence = f"{dimension.role}, {dimension.label}: {mean} ({dimension.say(low)} … {dimension.say(high)}; {songs})"
    extra = [part for part in (comparison(dimension, fit), _strict(fit)) if part]
    return "; ".join([sentence, *extra])


def comparison(dimension: Dimension, fit: Fitted) -> str:
    """How this engineer stands to others: ``higher than most (97 Hz …)``, ``like most``, or "" when unknown."""
    if fit.expected.authors < _AUTHORS or fit.songs < SHOWN_FROM:
        return ""
    enough = max(1.0, 0.5 * fit.expected.songs)
    doubt = max(fit.variance**0.5, 1e-9)
    above = normal_cdf((fit.theta - enough) / doubt)
    below = normal_cdf((-fit.theta - enough) / doubt)
    usual = dimension.say(dimension.scale.value(fit.expected.centre))
    others = f"{usual} in mixes by {fit.expected.authors} others"
    if max(above, below) >= _SURE:
        word = _direction(dimension, fit)
        if fit.weight >= _SAID_FROM:
            return f"{word} than most ({others})"
        return f"so far it looks {word} than most ({others})"
    return f"like most ({others})" if 1.0 - above - below >= _LIKE_MOST else ""


def rank_of(dimension: Dimension, fit: Fitted) -> tuple[bool, bool, bool, float, Dimension]:
    """Sort key: processing before levels, comparisons before plain numbers, what most songs speak of first; that
    something is hardly ever used, last.
    """
    word = comparison(dimension, fit)
    unlike = bool(word) and not word.startswith("like")
    unused = dimension.is_use and not unlike and dimension.scale.value(fit.centre) < _HARDLY_EVER
    return (dimension.family in ("level", "pan"), not unlike, unused, -fit.weight, dimension)


def opening(songs: int, coverage: Mapping[str, float]) -> tuple[str, ...]:
    """What must be said before anything else: how little there may be, and how much of it was nobody's decision."""
    said = []
    if songs < SHOWN_FROM:
        said.append(f"{songs} {'song is' if songs == 1 else 'songs are'} too few to say anything of a taste.")
    elif songs < _SAID_FROM:
        said.append(f"{songs} songs: a first impression; comparisons need eight or more.")
    settings = coverage.get("settings", 0.0)
    untouched = coverage.get("inherited", 0.0) + coverage.get("first_seen", 0.0)
    if settings and untouched / settings > 0.5:
        share = 100.0 * untouched / settings
        said.append(f"{share:.0f} % of the settings were already there in each song's first save and count little.")
    return tuple(said)


def _strict(fit: Fitted) -> str:
    """Said when the spread over songs is surely below 0.6 of the usual one."""
    if fit.weight < _STRICT_FROM:
        return ""
    bound = (_STRICT * fit.expected.songs) ** 2
    surely = 1.0 - chi2_below(fit.freedom * fit.sigma**2 / bound, fit.freedom)
    return "hardly varies from song to song" if surely >= _SURE else ""


def _direction(dimension: Dimension, fit: Fitted) -> str:
    scale = dimension.scale
    higher = scale.value(fit.centre) > scale.value(fit.expected.centre)
    if dimension.is_use:
        return "more often" if higher else "less often"
    return "higher" if higher else "lower"
