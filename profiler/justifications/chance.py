"""How often each test hits moves made for another cause, for one engineer.

The catalogue's formulas are the start. What the engineer's own archive says replaces them as it grows: his values
paired with other songs' tempi (the mismatch null), the steps and round numbers of his faders, the level he brings
tracks to, what his songs start with. Every measured rate is shrunk to its formula with the weight of `STRENGTH` moves.
Source: JUSTIFICATIONS §1.8 and §3.4 of the project's research.
"""

from __future__ import annotations

import hashlib
import json
import math
import zlib
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from parsers.session import Scalar
from parsers.session_json import scalar_to_json
from parsers.vocabulary import describe
from profiler.history.records import Move, Setting
from profiler.justifications.note_values import (
    DEFAULT_BPM,
    delay_chance,
    delay_fit,
    is_round,
    release_chance,
    release_fit,
)
from profiler.justifications.reason import Rate

if TYPE_CHECKING:
    from profiler.evidence.scene import Scene

__all__ = ["STRENGTH", "Chance", "LevelTarget", "TimePair", "Usual", "chance_of", "estimate", "is_default_tempo"]

STRENGTH = 20.0
"""A formula counts as much as this many measured moves (choice)."""

TimeKind: TypeAlias = Literal["delay", "release"]

_EQUAL = 0.014
"""Chance that a value equals one given earlier value, per earlier value, on a 0.1-dB grid."""
_SAME_TEXT = 0.02
"""Chance that a state or name equals one given earlier one."""
_SAME_STEP = 0.017
"""Chance that one other fader moves by the same step: 21 f² = .006 for two of seven."""
_DEFAULT_TEMPO = 0.30
"""Chance of a note value where nobody set the tempo: lists of round ms are note values at 120 bpm."""
_TOLERANCE = 0.05
"""Steps equal within this are the same step (dB, or the term's own linear unit)."""
_PAIRS = 400
"""So many times of other songs are tried at a tempo: enough for a rate (± .01), and cheap."""
_MOST_VALUES = 1000
"""So many values of a term are compared pair by pair."""
_POPULAR = 0.05
"""A value with this share of the moves is popular in itself (0 dB, centre) and says nothing of the grid."""
_SHARED_LU = 0.3
_LEAST_TRACKS, _LEAST_SHARED = 20, 6
_LEAST_SONGS = 4
_USUAL_SHARE = 0.6


class TimePair(NamedTuple):
    """A time that was set: from, to (ms), at which tempo. Paired with another tempo it shows what chance does."""

    before: float
    after: float
    bpm: float


class LevelTarget(NamedTuple):
    """The level that the engineer's tracks have in common before the fader."""

    lufs: float
    share: float
    songs: int


class Usual(NamedTuple):
    """What a control holds in the first save of most songs."""

    value: Scalar
    songs: int
    of: int


def _shrunk(hits: float, n: float, formula: float) -> Rate:
    rate = (hits + STRENGTH * formula) / (n + STRENGTH)
    return Rate(min(max(rate, 1e-4), 0.9), "archive" if n >= STRENGTH else "formula")


@dataclass(frozen=True, slots=True)
class Chance:
    """Chance rates of one engineer. `Chance.default` knows only the formulas.

    equal   term → (share of near values of other songs that are equal, values that gave it)
    values  term → value → moves that went there; steps likewise for differences
    times   kind → times that were set, to be paired with tempi that are not theirs
    usual   (role, plug-in or "", term) → what songs start with
    """

    equal: Mapping[str, tuple[float, int]] = field(default_factory=dict)
    values: Mapping[str, Mapping[float, int]] = field(default_factory=dict)
    steps: Mapping[str, Mapping[float, int]] = field(default_factory=dict)
    times: Mapping[TimeKind, tuple[TimePair, ...]] = field(default_factory=dict)
    level_target: LevelTarget | None = None
    usual: Mapping[tuple[str, str, str], Usual] = field(default_factory=dict)

    @classmethod
    def default(cls) -> Chance:
        """Of an engineer about whom nothing is known."""
        return cls()

    @property
    def version(self) -> str:
        """Changes with any rate: verdicts made under another version are due again."""
        return hashlib.sha256(json.dumps(self.to_json(), sort_keys=True).encode()).hexdigest()[:16]

    def returns(self, term: str, visited: Iterable[Scalar]) -> Rate:
        """That a move made for another cause lands exactly on one of the values visited before.

        A switch has two places and returns half the time; a text (a name, the hash of a state) seldom. A number returns
        as often as near values of other songs are equal (his grid), or as this very number is gone to (0 dB, centre),
        whichever is more.
        """
        places = set(visited)
        if any(isinstance(place, bool) for place in places):
            return Rate(0.5, "choice")
        if not all(_is_number(place) for place in places):
            return Rate(1.0 - (1.0 - _SAME_TEXT) ** len(places), "choice")
        ratio, n = self.equal.get(term, (0.0, 0))
        near = _shrunk(ratio * n, n, _EQUAL)
        counts = self.values.get(term, {})
        total = sum(counts.values())
        miss = 1.0
        for place in places:
            popular = counts.get(_rounded(float(place)), 0) / (total + STRENGTH)
            miss *= 1.0 - max(near.value, popular)
        return Rate(min(max(1.0 - miss, 1e-4), 0.9), near.source)

    def same_step(self, term: str, step: float, *, formula: float = _SAME_STEP) -> Rate:
        """That one other control of the term moves by this step (± 0.05) for a cause of its own."""
        counts = self.steps.get(term, {})
        return _shrunk(counts.get(_tenth(step), 0), sum(counts.values()), formula)

    def delay_note(self, ms: float, bpm: float, *, tempo_is_default: bool) -> tuple[Rate, Rate]:
        """That a delay moves onto a note value of this tempo: (as if calculated, as if rounded).

        Round times are a class of their own: at 100 or 120 bpm half of them are note values.
        """
        tight, loose = delay_chance(bpm, round_only=is_round(ms))
        if tempo_is_default:
            tight, loose = 0.9 * _DEFAULT_TEMPO, 0.1 * _DEFAULT_TEMPO
        pairs = self._mismatched("delay", ms, bpm)
        fits = ["" if delay_fit(pair.before, bpm) else delay_fit(pair.after, bpm) for pair in pairs]
        return _shrunk(fits.count("tight"), len(pairs), tight), _shrunk(fits.count("loose"), len(pairs), loose)

    def release_note(self, ms: float, bpm: float, *, tempo_is_default: bool) -> Rate:
        """That a release moves onto a note value of this tempo."""
        formula = _DEFAULT_TEMPO if tempo_is_default else release_chance(bpm)
        pairs = self._mismatched("release", ms, bpm)
        hits = sum(release_fit(pair.after, bpm) and not release_fit(pair.before, bpm) for pair in pairs)
        return _shrunk(hits, len(pairs), formula)

    def _mismatched(self, kind: TimeKind, ms: float, bpm: float) -> list[TimePair]:
        """Times, as round as this one, that were set at tempi more than 2 % away."""
        pairs = self.times.get(kind, ())
        return [p for p in pairs if abs(p.bpm / bpm - 1.0) > 0.02 and is_round(p.after) == is_round(ms)][:_PAIRS]

    def to_json(self) -> dict[str, Any]:
        """Plain lists and numbers, sorted: the same rates give the same text."""
        return {
            "equal": [[term, *pair] for term, pair in sorted(self.equal.items())],
            "values": [[term, sorted(counts.items())] for term, counts in sorted(self.values.items())],
            "steps": [[term, sorted(counts.items())] for term, counts in sorted(self.steps.items())],
            "times": [[kind, *pair] for kind, pairs in sorted(self.times.items()) for pair in pairs],
            "level_target": None if self.level_target is None else list(self.level_target),
            "usual": [[*key, scalar_to_json(one.value), *one[1:]] for key, one in sorted(self.usual.items())],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Chance:
        """Inverse of `to_json`."""
        target = stored["level_target"]
        return cls(
            equal={term: (ratio, n) for term, ratio, n in stored["equal"]},
            values={term: dict(counts) for term, counts in stored["values"]},
            steps={term: dict(counts) for term, counts in stored["steps"]},
            times={
                kind: tuple(TimePair(*pair) for other, *pair in stored["times"] if other == kind)
                for kind in sorted({kind for kind, *_ in stored["times"]})
            },
            level_target=None if target is None else LevelTarget(*target),
            usual={
                (role, plugin, term): Usual(_INFINITE.get(value, value), songs, of)
                for role, plugin, term, value, songs, of in stored["usual"]
            },
        )


_INFINITE: Mapping[Scalar, float] = {"-inf": -math.inf, "inf": math.inf}
"""How `scalar_to_json` spells a closed send or fader."""


def chance_of(scene: Scene) -> Chance:
    """The scene's chance rates; the formulas where it brings none."""
    return scene.chance if isinstance(scene.chance, Chance) else Chance.default()


def is_default_tempo(bpm: float) -> bool:
    """Whether a tempo is the one that sessions have when nobody sets it."""
    return abs(bpm - DEFAULT_BPM) < 1e-6


def estimate(
    *,
    moves: Sequence[Move],
    settings: Sequence[Setting] = (),
    tempi: Mapping[str, float] | None = None,
    levels: Mapping[str, Sequence[float]] | None = None,
) -> Chance:
    """Measure one engineer's chance rates on his own archive.

    moves, settings  of this engineer alone, any order
    tempi            song → bpm as heard (of the latest save); songs without one are left out
    levels           song → integrated loudness of its tracks before the fader, LUFS
    Songs in which this engineer did nothing are left out of tempi and levels.
    """
    own = {move.song for move in moves} | {setting.song for setting in settings}
    numeric = [move for move in moves if _is_number(move.before) and _is_number(move.after)]
    values, steps = _counts(numeric)
    return Chance(
        equal=_equality(numeric),
        values=values,
        steps=steps,
        times=_times(numeric, tempi or {}),
        level_target=_level_target({song: tracks for song, tracks in (levels or {}).items() if song in own}),
        usual=_usual(settings),
    )


def _is_number(value: Scalar | None) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _rounded(value: float) -> float:
    return round(value, 4) + 0.0


def _tenth(step: float) -> float:
    """Steps are counted in tenths: ± 0.05 is one bin."""
    return round(step / (2 * _TOLERANCE)) * (2 * _TOLERANCE) + 0.0


def _counts(moves: Sequence[Move]) -> tuple[dict[str, dict[float, int]], dict[str, dict[float, int]]]:
    """Where moves go and by how much; twelve faders of one group are one step."""
    places = {(m.song, m.object.key, m.term, _rounded(float(m.after or 0.0))) for m in moves}
    strides = {
        (m.song, m.after_save, m.term, _tenth(float(m.after or 0.0) - float(m.before or 0.0)))
        for m in moves
        if describe(m.term).scale == "linear"
    }
    values: defaultdict[str, Counter[float]] = defaultdict(Counter)
    steps: defaultdict[str, Counter[float]] = defaultdict(Counter)
    for _, _, term, place in places:
        values[term][place] += 1
    for _, _, term, stride in strides:
        steps[term][stride] += 1
    return {k: dict(v) for k, v in values.items()}, {k: dict(v) for k, v in steps.items()}


def _equality(moves: Sequence[Move]) -> dict[str, tuple[float, int]]:
    """Among values of different songs that lie within 3 JND of each other, the share that is equal."""
    by_term: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    for term, song, place in sorted({(m.term, m.song, _rounded(float(m.after or 0.0))) for m in moves}):
        by_term[term].append((place, song))
    found: dict[str, tuple[float, int]] = {}
    for term, places in by_term.items():
        entry = describe(term)
        if entry.step == 0:
            continue
        held = _grid_values(places)
        equal = near = 0
        touched: set[int] = set()
        for i, (value, song) in enumerate(held):
            for j in range(i + 1, len(held)):
                other, other_song = held[j]
                if entry.position(other) - entry.position(value) > 3 * entry.step:
                    break
                if other_song != song:
                    near += 1
                    equal += other == value
                    touched.update((i, j))
        if near:
            found[term] = (equal / near, len(touched))
    return found


def _grid_values(places: Sequence[tuple[float, str]]) -> list[tuple[float, str]]:
    """(value, song) without popular values, sorted; of very many a fixed pseudo-random choice."""
    shares = Counter(place for place, _ in places)
    rare = [pair for pair in places if shares[pair[0]] < max(_POPULAR * len(places), 2.5)]
    if len(rare) > _MOST_VALUES:
        rare.sort(key=lambda pair: (zlib.crc32(repr(pair).encode()), pair))
    return sorted(rare[:_MOST_VALUES])


def _times(moves: Sequence[Move], tempi: Mapping[str, float]) -> dict[TimeKind, tuple[TimePair, ...]]:
    """The times that were set, one of each kind per song; spread over the archive where there are many."""
    kinds: dict[str, TimeKind] = {"delay.time": "delay", "compressor.release": "release"}
    found: dict[TimeKind, tuple[TimePair, ...]] = {}
    for term, kind in kinds.items():
        pairs = sorted(
            {
                (_rounded(float(m.before or 0.0)), _rounded(float(m.after or 0.0)), tempi[m.song], m.song)
                for m in moves
                if m.term == term and m.song in tempi
            }
        )
        usable = [TimePair(*pair[:3]) for pair in pairs if pair[0] > 0 and pair[1] > 0]
        if usable:
            found[kind] = tuple(usable[:: max(1, len(usable) // (2 * _PAIRS))])
    return found


def _level_target(levels: Mapping[str, Sequence[float]]) -> LevelTarget | None:
    """The level that far more tracks share (± 0.3 LU) than levels around it (± 3 LU) would make one expect.

    At least six tracks of three songs, of twenty that are known, and three times what is expected.
    """
    known = sorted((lufs, song) for song, tracks in levels.items() for lufs in tracks if math.isfinite(lufs))
    if len(known) < _LEAST_TRACKS:
        return None
    at = [lufs for lufs, _ in known]

    def around(middle: float, width: float) -> tuple[int, int]:
        return bisect_left(at, middle - width), bisect_right(at, middle + width)

    def count(middle: float, width: float) -> int:
        start, end = around(middle, width)
        return end - start

    middle = max(at, key=lambda lufs: (count(lufs, _SHARED_LU), -abs(lufs)))
    shared = count(middle, _SHARED_LU)
    expected = (count(middle, 10 * _SHARED_LU) - shared) / 9
    start, end = around(middle, _SHARED_LU)
    songs = len({song for _, song in known[start:end]})
    if shared < max(_LEAST_SHARED, 3 * expected) or songs < 3:
        return None
    return LevelTarget(round(at[(start + end) // 2], 1), shared / len(known), songs)


def _usual(settings: Sequence[Setting]) -> dict[tuple[str, str, str], Usual]:
    """What a control of a role holds in the first save of at least 60 % of the songs that have it."""
    firsts: defaultdict[tuple[str, str, str], dict[str, Scalar]] = defaultdict(dict)
    for setting in sorted(settings, key=lambda s: (s.song, s.object.key, s.term)):
        track = setting.object.track
        if setting.first is None or track is None or track.role == "unknown":
            continue
        plugin = setting.object.insert.plugin if setting.object.insert else ""
        first = _rounded(float(setting.first)) if _is_number(setting.first) else setting.first
        firsts[track.role, plugin, setting.term].setdefault(setting.song, first)
    found: dict[tuple[str, str, str], Usual] = {}
    for key, by_song in firsts.items():
        value, songs = max(Counter(by_song.values()).items(), key=lambda pair: (pair[1], str(pair[0])))
        if len(by_song) >= _LEAST_SONGS and songs >= _USUAL_SHARE * len(by_song):
            found[key] = Usual(value, songs, len(by_song))
    return found
