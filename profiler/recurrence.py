"""Does a setting recur over an engineer's songs, whatever the context? The direct evidence for taste.

One number: how much likelier the value is under the engineer's own habit for that control and role than under a broad
null. It is taken from the raw settings of his *other* songs (leave one song out), never from profile or verdicts, so
that verdicts and habits cannot feed each other. Source: JUSTIFICATIONS §3.8, LEARNING §4.1 of the project's research.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parsers.session import Scalar
from parsers.vocabulary import Term, describe
from profiler.history.records import Move, MoveObject, Setting
from profiler.justifications.controls import region

__all__ = ["LEAST_SONGS", "Habit", "SettingIndex", "evidence", "index"]

LEAST_SONGS = 8
"""Fewer comparable songs say nothing of a habit."""

_RECURRING = 3
"""A value that fewer songs share is a coincidence, not one of several habits."""

_TELLING = 3.0
"""A habit must make the value so much likelier before it is evidence of taste. Values without any habit reach this in
about 3 % of the cases (16 songs); below it lie an engineer's usual values, to which reasons lead him as often."""
_MOST, _LEAST = 30.0, 1.0 / 3.0
"""Bounds of the ratio: a model of habits is not surer than this. A value unlike the habit proves little."""
_BROAD: dict[str, float] = {"dB": 5.0, "Hz": 1.5, "ms": 1.3, "beats": 1.2, "ratio": 1.0, "pan": 0.5, "share": 0.3}
"""Spread of the broad null by unit, on the natural scale (dB, octaves, shares): values set for any other cause (choice;
near the spreads over engineers in the population data)."""
_BROAD_JNDS = 6.0
_PRESENCE = ("insert.added", "insert.removed")
_REACH = 8.0
"""Kernels are added up to so many of their widths: what lies beyond is less than 1e-13 of one."""
_HALF = 0.5 * (1 - 1e-9)
"""Of the weight, for medians: an even number of equal weights has the lower of its two middles, rounded or not."""


@dataclass(frozen=True, slots=True)
class Habit:
    """Evidence of habit for one move.

    likelihood_ratio  P(value | his habit) / P(value | broad null), 1 where there is too little to say
    songs, of         songs in which it recurs, of the comparable ones
    sentence          ``recurs in 7 of 9 songs: high-pass on lead vocal 92 … 108 Hz``, "" where nothing can be said
    """

    likelihood_ratio: float = 1.0
    songs: int = 0
    of: int = 0
    sentence: str = ""

    @property
    def known(self) -> bool:
        """Whether enough songs could be compared."""
        return self.of >= LEAST_SONGS

    @property
    def log_evidence(self) -> float:
        """For taste, natural log: of the ratio where it is telling, else nothing."""
        return math.log(self.likelihood_ratio) if self.likelihood_ratio >= _TELLING else 0.0


@dataclass(frozen=True, slots=True)
class _Numbers:
    """Resting values of one control, sorted by place; weights of one song add up to at most 1.

    running  weight of the first n values, for n from none to all
    by_song  positions of the values, song by song;  ordered, the songs of these
    count    how many songs there are
    """

    songs: NDArray[np.int64]
    places: NDArray[np.float64]
    weights: NDArray[np.float64]
    running: NDArray[np.float64]
    by_song: NDArray[np.int64]
    ordered: NDArray[np.int64]
    count: int


class _Others:
    """The values of one control without those of one song, and nothing copied: it is asked for every gesture.

    Its cost grows with the logarithm of the songs, that of `near` and `density` with the values that are near.
    """

    def __init__(self, numbers: _Numbers, song: int) -> None:
        first, last = bisect_left(numbers.ordered, song), bisect_right(numbers.ordered, song)
        own = numbers.by_song[first:last]
        self._all = numbers
        self._own: list[int] = own.tolist()
        self._own_running: list[float] = [0.0, *np.cumsum(numbers.weights[own]).tolist()]
        self.count = numbers.count - bool(self._own)
        self.weight = self._first(len(numbers.places))

    def robust(self, least: float) -> tuple[float, float]:
        """Weighted median, and 1.48 × the weighted median distance from it, at least `least`."""
        places, half = self._all.places, _HALF * self.weight
        centre = float(places[bisect_left(range(len(places)), half, key=lambda at: self._first(at + 1))])
        middle = bisect_right(places, centre)

        def to_the_left(back: int) -> float:
            edge = places[middle - 1 - back]
            return self._first(bisect_right(places, 2 * centre - edge)) - self._first(bisect_left(places, edge))

        def to_the_right(on: int) -> float:
            edge = places[middle + on]
            return self._first(bisect_right(places, edge)) - self._first(bisect_left(places, 2 * centre - edge))

        back = bisect_left(range(middle), half, key=to_the_left)
        on = bisect_left(range(len(places) - middle), half, key=to_the_right)
        distances = [centre - float(places[middle - 1 - back])] if back < middle else []
        distances += [float(places[middle + on]) - centre] if middle + on < len(places) else []
        return centre, max(1.4826 * min(distances), least, 1e-6)

    def near(self, place: float, distance: float) -> tuple[int, float, float]:
        """Songs with a value so near, the lowest and the highest such value; the place itself where there is none."""
        first, last = self._between(place - distance, place + distance)
        held = [at for at in self._own if first <= at < last]
        songs = int(np.count_nonzero(np.bincount(self._all.songs[first:last]))) - bool(held)
        if not songs:
            return 0, place, place
        inside = np.delete(self._all.places[first:last], [at - first for at in held])
        return songs, float(inside[0]), float(inside[-1])

    def density(self, place: float, band: float) -> float:
        """Of the values' kernels (normal, of this width) at a place."""
        first, last = self._between(place - _REACH * band, place + _REACH * band)
        bells = np.exp(-0.5 * ((self._all.places[first:last] - place) / band) ** 2)
        bells *= self._all.weights[first:last]
        own = sum(float(bells[at - first]) for at in self._own if first <= at < last)
        return (float(bells.sum()) - own) / self.weight / (band * math.sqrt(2 * math.pi))

    def _first(self, n: int) -> float:
        """Weight of the first n values."""
        return float(self._all.running[n]) - self._own_running[bisect_left(self._own, n)]

    def _between(self, low: float, high: float) -> tuple[int, int]:
        return bisect_left(self._all.places, low), bisect_right(self._all.places, high)


@dataclass(frozen=True, slots=True)
class _Switches:
    """Whether something is on: song → on the role's tracks or not, and how many songs have it in each way."""

    by_song: Mapping[str, Scalar]
    songs: Mapping[Scalar, int]


@dataclass(frozen=True, slots=True)
class SettingIndex:
    """One engineer's settings, grouped for comparison. Made by `index`, once for all moves."""

    song_numbers: Mapping[str, int]
    numbers: Mapping[tuple[str, str, str], _Numbers]
    """(role, term, region of its band) → values."""
    words: Mapping[tuple[str, str, str], _Switches]
    plugins: Mapping[tuple[str, str], frozenset[str]]
    """(role, plug-in) → songs where a track of the role has it."""
    role_songs: Mapping[str, frozenset[str]]
    plugin_share: Mapping[str, float]
    """Plug-in → share of all (song, role) pairs that have it."""
    frequencies: Mapping[tuple[str, str], float]
    """(song, object's key) → Hz of that band at rest."""


def index(settings: Sequence[Setting]) -> SettingIndex:
    """Group one engineer's settings. Linear in their number, but for one sort.

    Left out: what is automated or cannot be heard, what rests at its default untouched. A value that songs merely
    inherited counts 1/√copies each: a template is one decision.
    """
    frequencies = _frequencies(settings)
    inherited = Counter((*_kind(s, frequencies), s.value) for s in settings if _is_inherited(s))
    numbers: defaultdict[tuple[str, str, str], list[tuple[str, float, float]]] = defaultdict(list)
    words: defaultdict[tuple[str, str, str], dict[str, Scalar]] = defaultdict(dict)
    plugins: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    role_songs: defaultdict[str, set[str]] = defaultdict(set)
    for setting in settings:
        role = _role(setting.object)
        if role is None:
            continue
        role_songs[role].add(setting.song)
        if setting.object.insert is not None:
            plugins[role, setting.object.insert.plugin].add(setting.song)
        if setting.automated or not setting.audible or (not setting.touched and setting.value == setting.default):
            continue
        kind = _kind(setting, frequencies)
        copies = inherited[(*kind, setting.value)] if _is_inherited(setting) else 1
        term = describe(setting.term)
        if _is_number(setting.value) and term.scale != "none":
            numbers[kind].append((setting.song, term.position(float(setting.value)), 1.0 / math.sqrt(copies)))
        else:
            words[kind][setting.song] = setting.value
    order = {song: i for i, song in enumerate(sorted({setting.song for setting in settings}))}
    pairs = sum(map(len, role_songs.values()))
    users = Counter(plugin for (_, plugin), songs in plugins.items() for _ in songs)
    return SettingIndex(
        song_numbers=order,
        numbers={kind: _arrays(rows, order) for kind, rows in numbers.items()},
        words={kind: _Switches(by_song, Counter(by_song.values())) for kind, by_song in words.items()},
        plugins={key: frozenset(songs) for key, songs in plugins.items()},
        role_songs={role: frozenset(songs) for role, songs in role_songs.items()},
        plugin_share={plugin: n / pairs for plugin, n in users.items()},
        frequencies=frequencies,
    )


def evidence(move: Move, known: SettingIndex) -> Habit:
    """How much the engineer's other songs make this value a habit of his."""
    role = _role(move.object)
    if role is None or move.after is None:
        return Habit()
    if move.term in _PRESENCE:
        return _presence(move, role, known)
    kind = (role, _general(move.term), _region(move.song, move.object, move.term, move.after, known.frequencies))
    if _is_number(move.after) and describe(move.term).scale != "none":
        return _numeric(move, kind, known)
    return _switch(move, kind, known)


def _numeric(move: Move, kind: tuple[str, str, str], known: SettingIndex) -> Habit:
    group = known.numbers.get(kind)
    if group is None:
        return Habit()
    others = _Others(group, known.song_numbers.get(move.song, -1))
    if others.count < LEAST_SONGS or others.weight < LEAST_SONGS / 2:
        return Habit(of=others.count)
    term = describe(move.term)
    place = term.position(float(move.after or 0.0))
    centre, spread = others.robust(term.step / 2)
    broad = max(_BROAD.get(term.unit, _BROAD_JNDS * term.step), spread)
    null = _student(place, centre, broad, 3)
    recurring, low, high = others.near(place, max(2 * term.step, 1e-6))
    kernel = others.density(place, max(term.step, 1e-6)) if recurring >= _RECURRING else null
    # Robust bell for a habit of one centre, kernels for one of several places (375 ms or 500 ms), a tenth for neither.
    bell = _student(place, centre, spread * math.sqrt(1 + 1 / others.count), 4)
    ratio = min(max((0.5 * bell + 0.4 * kernel + 0.1 * null) / null, _LEAST), _MOST)
    sentence = ""
    if recurring and ratio > 1:
        edges = [term.say(term.value(edge)) for edge in (low, high)]
        span = edges[0] if edges[0] == edges[1] else " … ".join(edges)
        sentence = f"recurs in {recurring} of {others.count} songs: {term.label} on {kind[0]} {span}"
    return Habit(ratio, recurring, others.count, sentence)


def _switch(move: Move, kind: tuple[str, str, str], known: SettingIndex) -> Habit:
    """A switch or word that rests the same way in most songs: beta-binomial against an even chance."""
    group = known.words.get(kind)
    if group is None or move.after is None:
        return Habit()
    of = Counter(group.songs)
    if move.song in group.by_song:
        of.subtract([group.by_song[move.song]])
    others = sum(of.values())
    if others < LEAST_SONGS:
        return Habit(of=others)
    even = 1.0 / max(2, len({way for way, songs in of.items() if songs} | {move.after}))
    what = f"{describe(move.term).label} {describe(move.term).say(move.after)}"
    return _rate(of[move.after], others, even, what, kind[0])


def _presence(move: Move, role: str, known: SettingIndex) -> Habit:
    """A plug-in that this role has in most songs, against how often any role has it."""
    plugin = move.object.insert.plugin if move.object.insert else ""
    songs = _without(known.role_songs.get(role, frozenset()), move.song)
    if not plugin or songs < LEAST_SONGS:
        return Habit(of=songs)
    having = _without(known.plugins.get((role, plugin), frozenset()), move.song)
    share = min(max(known.plugin_share.get(plugin, 0.03), 0.03), 0.97)
    if move.term == "insert.removed":
        return _rate(songs - having, songs, 1.0 - share, f"no {plugin}", role)
    return _rate(having, songs, share, plugin, role)


def _without(songs: frozenset[str], song: str) -> int:
    """How many there are beside this one."""
    return len(songs) - (song in songs)


def _rate(same: int, of: int, base: float, what: str, role: str) -> Habit:
    ratio = min(max((same + 0.5) / (of + 1.0) / base, _LEAST), _MOST)
    return Habit(ratio, same, of, f"recurs in {same} of {of} songs: {what} on {role}" if ratio > 1 else "")


def _student(x: float, centre: float, scale: float, freedom: int) -> float:
    """Density of Student's t, for 3 and 4 degrees of freedom."""
    constant = {3: 0.36755, 4: 0.375}[freedom]
    return constant / scale * float((1 + ((x - centre) / scale) ** 2 / freedom) ** (-(freedom + 1) / 2))


def _arrays(rows: Sequence[tuple[str, float, float]], order: Mapping[str, int]) -> _Numbers:
    """One song counts once, however many tracks or bands it has."""
    per_song = Counter(song for song, _, _ in rows)
    rows = sorted(rows, key=lambda row: (row[1], row[0]))
    songs = np.array([order[song] for song, _, _ in rows], dtype=np.int64)
    weights = np.array([weight / per_song[song] for song, _, weight in rows])
    return _Numbers(
        songs,
        np.array([place for _, place, _ in rows]),
        weights,
        running=np.concatenate([[0.0], np.cumsum(weights)]),
        by_song=(by_song := np.argsort(songs, kind="stable")),
        ordered=songs[by_song],
        count=len(per_song),
    )


def _frequencies(settings: Sequence[Setting]) -> dict[tuple[str, str], float]:
    return {
        (s.song, s.object.key): float(s.value)
        for s in settings
        if s.object.band is not None and s.term.endswith(".frequency") and _is_number(s.value)
    }


def _kind(setting: Setting, frequencies: Mapping[tuple[str, str], float]) -> tuple[str, str, str]:
    place = _region(setting.song, setting.object, setting.term, setting.value, frequencies)
    return _role(setting.object) or "", _general(setting.term), place


def _region(
    song: str, thing: MoveObject, term: str, value: Scalar, frequencies: Mapping[tuple[str, str], float]
) -> str:
    """A bell's gain is compared with other gains in its part of the spectrum; a frequency with all frequencies."""
    if not term.startswith("eq.") or thing.band is None or term.endswith(".frequency"):
        return ""
    hertz = frequencies.get((song, thing.key))
    return region(hertz) if hertz else "unknown" if _is_number(value) else ""


def _general(term: str) -> str:
    """Bands of equalisers are compared whatever their number: ``eq.3.gain`` → ``eq.N.gain``."""
    entry: Term = describe(term)
    return entry.name


def _role(thing: MoveObject) -> str | None:
    track = thing.track
    return None if track is None or track.role == "unknown" else track.role


def _is_inherited(setting: Setting) -> bool:
    return not setting.touched and setting.first == setting.value


def _is_number(value: Scalar | None) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
