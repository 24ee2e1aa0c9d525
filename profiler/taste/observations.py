"""What each song says of taste: one observation per song, role and dimension, weighted by how far it was taste at all.

    weight = P(subjective) · (1 - P(requested)) · (1 - P(inherited))

Nothing is centred by song here: that needs other engineers' mixes of the same song, and nobody's data may change
another one's profile; a song's own needs enter as the correlation of its dimensions (`fitting`).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from profiler.history.records import Role, Setting, SongHistory
from profiler.taste.dimensions import Dimension
from profiler.taste.measuring import Measured, measure

__all__ = ["NO_JUDGEMENTS", "SPEAKS", "Judgements", "Key", "Observation", "Sources", "observe", "observe_session"]

Key: TypeAlias = tuple[str, str, str]
"""(song, object key, term) of a setting or move."""

SPEAKS = 0.2
"""Weight from which a song is counted among those that speak of a dimension: one value that a template brought to
several songs is no song of its own in any of them."""
UNJUDGED = 0.5
"""P(subjective) of what nobody judged."""
_ABSENT = 0.5
"""Weight of a song in which a role goes without something: whether that was a decision is not known."""
_FIRST_SEEN = 0.5
"""P(inherited) of a value that the first save already had: it may be work done before that save, or a template."""
_CAME_ALONG = 0.3
"""The same of a value that came with something added in this song: set there, or as the plug-in brought it."""


@dataclass(frozen=True, slots=True)
class Observation:
    """One song's value of one dimension, in steps. ``weight`` is 0 … 1, ``time`` UTC seconds or None.

    rested  False for a value that was proposed and accepted, not found at rest: it counts, but not as a song
    """

    song: str
    dimension: Dimension
    x: float
    weight: float
    time: float | None = None
    rested: bool = True


@dataclass(frozen=True, slots=True)
class Judgements:
    """What is thought of settings: probabilities by (song, object key, term); what is missing is not judged."""

    subjective: Mapping[Key, float] = field(default_factory=dict)
    requested: Mapping[Key, float] = field(default_factory=dict)


NO_JUDGEMENTS = Judgements()


@dataclass(frozen=True, slots=True)
class Sources:
    """Where observations came from, so that it can be said.

    settings   that belong to a dimension; judged, how many of them have a verdict
    inherited  untouched at their default; first_seen, untouched since the first save
    """

    settings: int
    judged: int
    inherited: int
    first_seen: int


def observe(
    histories: Iterable[SongHistory], *, user: str | None = None, judgements: Judgements = NO_JUDGEMENTS
) -> tuple[tuple[Observation, ...], Sources]:
    """Every observation of one engineer's songs, by song and dimension.

    user  only settings of this engineer count; None takes all
    """
    songs: list[tuple[str, dict[Dimension, Measured]]] = []
    for history in sorted(histories, key=lambda h: h.song.id):
        own = [setting for setting in history.settings if user is None or setting.user == user]
        if own:
            songs.append((history.song.id, measure(own, history.roles)))
    copies = Counter(
        key for _, measured in songs for key in {_template_key(d, m) for d, m in measured.items() if _untouched(m)}
    )
    observations = []
    for song, measured in songs:
        for dimension, value in sorted(measured.items()):
            shared = copies[_template_key(dimension, value)] if _untouched(value) else 1
            weight = _weight(song, dimension, value, judgements) / math.sqrt(max(shared, 1))
            observations.append(Observation(song, dimension, value.x, weight, _latest(value.settings)))
    return tuple(observations), _sources(songs, judgements)


def observe_session(
    settings: Sequence[Setting], roles: Mapping[str, Role], *, only: Collection[str] | None = None
) -> dict[Dimension, Observation]:
    """The dimensions of one session, with the weight that each has as a decision of this song.

    only  roles to measure; None measures all
    """
    return {
        dimension: Observation("", dimension, value.x, _weight("", dimension, value, NO_JUDGEMENTS))
        for dimension, value in measure(settings, roles, only=only).items()
    }


def inherited(setting: Setting) -> float:
    """P(nobody decided this value in this song)."""
    if setting.touched:
        return 0.0
    if setting.default is not None and setting.value == setting.default:
        return 1.0
    return _FIRST_SEEN if setting.first is not None else _CAME_ALONG


def _weight(song: str, dimension: Dimension, measured: Measured, judgements: Judgements) -> float:
    if not measured.settings:
        return _ABSENT if dimension.is_use else 0.0
    parts = [_setting_weight(song, dimension, setting, judgements) for setting in measured.settings]
    return math.fsum(parts) / len(parts)


def _setting_weight(song: str, dimension: Dimension, setting: Setting, judgements: Judgements) -> float:
    keys = _keys(song, dimension, setting)
    subjective = next((judgements.subjective[key] for key in keys if key in judgements.subjective), UNJUDGED)
    requested = next((judgements.requested[key] for key in keys if key in judgements.requested), 0.0)
    # that something is there at all is a decision even where its settings rest as the plug-in brought them
    untouched = min(inherited(setting), _FIRST_SEEN) if dimension.is_use else inherited(setting)
    return subjective * (1.0 - requested) * (1.0 - untouched)


def _keys(song: str, dimension: Dimension, setting: Setting) -> tuple[Key, ...]:
    own = (song, setting.object.key, setting.term)
    if not dimension.is_use:
        return (own,)
    where = replace(setting.object, band=None)
    if setting.object.send is not None:
        return ((song, where.key, "send.added"), own)
    return ((song, where.key, "insert.added"), own)


def _untouched(measured: Measured) -> bool:
    return bool(measured.settings) and not any(setting.touched for setting in measured.settings)


def _template_key(dimension: Dimension, measured: Measured) -> tuple[Dimension, float]:
    return dimension, round(measured.x, 3)


def _latest(settings: Iterable[Setting]) -> float | None:
    return max((setting.time for setting in settings if setting.time is not None), default=None)


def _sources(songs: Sequence[tuple[str, dict[Dimension, Measured]]], judgements: Judgements) -> Sources:
    seen: dict[Key, Setting] = {}
    for song, measured in songs:
        for value in measured.values():
            for setting in value.settings:
                seen[song, setting.object.key, setting.term] = setting
    return Sources(
        settings=len(seen),
        judged=sum(key in judgements.subjective for key in seen),
        inherited=sum(inherited(setting) == 1.0 for setting in seen.values()),
        first_seen=sum(0.0 < inherited(setting) < 1.0 for setting in seen.values()),
    )
