"""Every gesture of a song put into its scene and tested for every reason that may explain it."""

from __future__ import annotations

import hashlib
import json
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from parsers.session import Scalar, Session
from profiler.evidence.features import FeatureStore
from profiler.evidence.files import MediaIndex, find, located
from profiler.evidence.scene import Scene, TrackAudio, track_audio
from profiler.history.records import Gesture, Move, Song, SongHistory
from profiler.justifications.chance import Chance
from profiler.justifications.testing import test
from profiler.rules import circumstances
from profiler.verdicts.combining import combine
from profiler.verdicts.verdict_json import reason_to_json

__all__ = ["Sounds", "levels_of", "sounds_of", "test_song"]

_FEATURES = "features"
_EXCERPT_S = 240.0
"""An excerpt is the first four minutes of a file: a whole song, and never a whole concert (choice)."""

Load = Callable[[str, str], Session]
"""(content, path) → session."""


@dataclass(slots=True)
class Sounds:
    """The audio that sessions play: where it is, and what is known of it.

    store  where features are kept; None = audio is not looked at
    index  files of the media roots by name
    """

    NOT_LOOKED_AT: ClassVar[str] = "not looked at"

    store: FeatureStore | None
    index: MediaIndex = field(default_factory=MediaIndex)
    _last: tuple[object, dict[str, TrackAudio]] | None = None

    def of(self, session: Session, path: str) -> dict[str, TrackAudio]:
        """What each track plays, by track id. Consecutive saves with equal clips are put together once."""
        if self.store is None:
            return {}
        found = find(session, path, self.index)
        playing = (tuple((track.id, track.clips) for track in session.tracks), tuple(found.items()))
        if self._last is None or self._last[0] != playing:
            self._last = (playing, track_audio(session, found, self.store))
        return self._last[1]

    def fingerprint(self, sources: Iterable[str], path: str) -> str:
        """Changes when one of the files that a session at this path plays appears, vanishes or becomes another one."""
        if self.store is None:
            return self.NOT_LOOKED_AT
        stamps = []
        for written, where in sorted(located(sources, path, self.index).items()):
            seen = Path(where).stat() if where is not None else None
            stamps.append([written, where, seen.st_size if seen else 0, seen.st_mtime_ns if seen else 0])
        return hashlib.sha256(json.dumps(stamps).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def sounds_of(folder: Path, how: str, media_roots: Iterable[str]) -> Sounds:
    """Audio as it is to be looked at (``none excerpt full``), its features kept below the store's folder."""
    if how == "none":
        return Sounds(None)
    store = FeatureStore(folder / _FEATURES, first_s=_EXCERPT_S if how == "excerpt" else None)
    return Sounds(store, MediaIndex(media_roots))


def levels_of(audio: Mapping[str, TrackAudio]) -> list[float]:
    """Integrated loudness of each track before its inserts and fader, LUFS; silent ones are left out."""
    levels = (known.features.loudness_lufs for _, known in sorted(audio.items()))
    return [round(level, 2) for level in levels if math.isfinite(level)]


def test_song(history: SongHistory, load: Load, sounds: Sounds, chances: Mapping[str, Chance]) -> list[dict[str, Any]]:
    """Rows of `tables.TESTS`: all gestures of the song, in order.

    chances  user → chance rates; a user without is judged by the formulas
    """
    song = history.song
    saves = {save.id: save for save in song.saves}
    sessions = _Sessions(song, load)
    rows = []
    for interval, gestures, earlier in _intervals(history):
        before, after = map(sessions.of, (interval[0].before_save, interval[0].after_save))
        audio = sounds.of(after, saves[interval[0].after_save].path)
        chance = chances.get(interval[0].user, Chance.default())
        by_id = {move.id: move for move in interval}
        for gesture in gestures:
            moves = tuple(by_id[name] for name in gesture.moves)
            scene = Scene(gesture, moves, interval, before, after, history.roles, earlier, audio, chance)
            results = test(scene)
            musical = [result for result in results if not result.structural]
            explained = any(result.structural and result.outcome == "hit" for result in results)
            rows.append(
                {
                    "gesture": gesture.id,
                    "song": song.id,
                    "user": moves[0].user,
                    "results": [reason_to_json(result) for result in results],
                    "circumstances": circumstances(moves[0], after),
                    "log_context": None if explained else math.log(combine(musical).factor),
                    "ran": int(any(result.outcome != "untestable" for result in musical)),
                }
            )
    return rows


class _Sessions:
    """The sessions of a song's saves, read once each; two are kept, since intervals come in order."""

    def __init__(self, song: Song, load: Load) -> None:
        self._saves = {save.id: save for save in song.saves}
        self._load = load
        self._kept: dict[str, Session] = {}

    def of(self, save: str) -> Session:
        if save not in self._kept:
            while len(self._kept) > 1:
                self._kept.pop(next(iter(self._kept)))
            self._kept[save] = self._load(self._saves[save].content, self._saves[save].path)
        return self._kept[save]


_Earlier = dict[tuple[str, str], tuple[Scalar, ...]]


def _intervals(history: SongHistory) -> Iterator[tuple[tuple[Move, ...], list[Gesture], _Earlier]]:
    """Moves of each save interval, its gestures, and what every control held at the saves before it."""
    by_interval: dict[tuple[str, str], list[Move]] = {}
    for move in history.moves:
        by_interval.setdefault((move.before_save, move.after_save), []).append(move)
    gestures: defaultdict[str, list[Gesture]] = defaultdict(list)
    after_of = {move.id: move.after_save for move in history.moves}
    for gesture in history.gestures:
        gestures[after_of[gesture.moves[0]]].append(gesture)
    held: dict[tuple[str, str], list[Scalar]] = {}
    for (_, after), moves in by_interval.items():
        earlier = {key: tuple(values[:-1]) for key, values in held.items() if len(values) > 1}
        yield tuple(moves), gestures[after], earlier
        _remember(held, moves)


def _remember(held: dict[tuple[str, str], list[Scalar]], moves: Sequence[Move]) -> None:
    """Append what the moves led to: the last value of a list is the present one."""
    for move in moves:
        values = held.setdefault((move.object.key, move.term), [])
        if not values and move.before is not None:
            values.append(move.before)
        if move.after is not None:
            values.append(move.after)
