"""What really happened in a simulated archive: who made which move why, and what each engineer truly accepts.

Nothing here is told to the learner. Paths are relative to the archive's folder, with forward slashes. Values are in the
standard terms' units.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeAlias

from parsers.session import Scalar

__all__ = [
    "Control",
    "EngineerTruth",
    "HabitTruth",
    "Kind",
    "MadeMove",
    "PartTruth",
    "RankingTask",
    "SongTruth",
    "Truth",
    "WindowTruth",
    "load_truth",
    "save_truth",
]

Kind: TypeAlias = Literal["objective", "unlisted", "taste", "request", "experiment", "mistake"]
"""``objective`` has a reason of the published catalogue, ``unlisted`` one of nobody's catalogue."""

TRUTH_FILE = "truth.json"


@dataclass(frozen=True, slots=True, order=True)
class Control:
    """One knob of one session: on a track, in one of its inserts, on one of its sends, or on a clip."""

    track: str
    """GUID."""
    term: str
    """As the model holds it: a high-pass is ``eq.5.frequency``."""
    insert: str = ""
    send: str = ""
    """GUID of the send's destination."""
    clip: str = ""


@dataclass(frozen=True, slots=True)
class MadeMove:
    """One control changed between two consecutive saves of a song, and why."""

    before_save: str
    after_save: str
    control: Control
    role: str
    term: str
    """As it is spoken: ``hpf.frequency``."""
    family: str
    before: Scalar
    after: Scalar
    kind: Kind
    reason: str
    """The catalogue's id (``T1``) or the rule's name for the two objective kinds, "" for the others."""
    gesture: str
    """Equal for moves made together for one cause."""
    principal: bool
    """Whether the gesture was made for this move; the others came with it."""
    holds: bool
    """Objective kinds: whether the studio's own physics finds the reason satisfied after the move and not before.
    A hand that aims by ear may miss."""
    named: str = ""
    """GUID of the neighbour that the reason is about, "" when there is none."""
    words: str = ""
    """What the engineer would answer to "why this?"."""

    @property
    def subjective(self) -> bool | None:
        """True for taste, False for both objective kinds, None where the question does not apply."""
        return {"taste": True, "objective": False, "unlisted": False}.get(self.kind)


@dataclass(frozen=True, slots=True)
class WindowTruth:
    """What an engineer accepts of a control: usual lower and upper edge and ideal, and how the centre moves by song."""

    low: float
    ideal: float
    high: float
    unit: str
    log: bool
    """Edges move by ratios (octaves) from song to song, not by differences."""
    step: float
    """The studio's unit of this control: dB, share, or octaves when ``log``."""
    between_songs: float
    """Standard deviation of a song's shift, in steps."""


@dataclass(frozen=True, slots=True)
class HabitTruth:
    """What an engineer nearly always or never does, whatever the song."""

    kind: Literal["always", "never", "value"]
    role: str
    term: str
    value: float | None
    rate: float
    """Share of songs in which it is kept."""


@dataclass(frozen=True, slots=True)
class EngineerTruth:
    """One simulated engineer's hidden side."""

    name: str
    leanings: Mapping[str, float]
    """Taste factors (bright, wet, dense, wide) in standard deviations between engineers."""
    strictness: float
    """Factor on all window widths; below 1 is strict."""
    windows: Mapping[str, WindowTruth]
    """By ``ROLE:TERM`` in spoken terms; pan is |pan|; a send names its target: ``lead vocal:send.gain@reverb``."""
    habits: tuple[HabitTruth, ...]
    rates: Mapping[str, float]
    """Intended share of moves by kind."""
    noise: float
    """Standard deviation of an answer's listening noise, in steps."""
    lapse: float
    """Share of answers given without listening."""
    nominal: float
    """Loudness in LUFS that he brings clips to before mixing."""
    fader_grid: float
    """Step in dB on which levels are set by hand."""
    round_share: float
    """Share of values typed as round numbers."""


@dataclass(frozen=True, slots=True)
class PartTruth:
    """One track of a song: what it truly is, whatever it is called."""

    id: str
    name: str
    role: str
    lowest_hz: float | None
    """Lowest note of a single line; None for chords, drums and returns."""


@dataclass(frozen=True, slots=True)
class SongTruth:
    """One song's history."""

    engineer: str
    name: str
    folder: str
    bpm: float
    tempo_is_default: bool
    key: str
    parts: tuple[PartTruth, ...]
    saves: tuple[str, ...]
    """Oldest first."""
    moves: tuple[MadeMove, ...]
    shifts: Mapping[str, float]
    """By window id: how far this song's centre lies from the usual one, in steps."""


@dataclass(frozen=True, slots=True)
class RankingTask:
    """Candidates for a session that the archive does not hold, and what the engineer would say to each."""

    engineer: str
    session: str
    candidates: str
    utilities: Mapping[str, float]
    """By candidate id; 0 is the ideal, lower is worse."""
    values: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """By candidate id and window id: what the candidate sets."""

    @property
    def best(self) -> str:
        """Id of the candidate that the engineer likes best."""
        return max(self.utilities, key=lambda name: (self.utilities[name], name))


@dataclass(frozen=True, slots=True)
class Truth:
    """A whole simulated archive."""

    seed: int
    families: str
    engineers: tuple[EngineerTruth, ...]
    songs: tuple[SongTruth, ...]
    tasks: tuple[RankingTask, ...] = ()
    about: Mapping[str, float] = field(default_factory=dict)
    """The options that the archive was built with."""

    def engineer(self, name: str) -> EngineerTruth:
        """The engineer of this name."""
        return next(each for each in self.engineers if each.name == name)

    def songs_of(self, engineer: str) -> tuple[SongTruth, ...]:
        """The songs that this engineer mixed."""
        return tuple(song for song in self.songs if song.engineer == engineer)

    def moves(self) -> Iterator[tuple[SongTruth, MadeMove]]:
        """Every move with its song."""
        for song in self.songs:
            for move in song.moves:
                yield song, move


def save_truth(truth: Truth, folder: Path) -> None:
    """Write ``truth.json`` into the folder: sorted keys, silence as the text ``-inf``."""
    text = json.dumps(_plain(asdict(truth)), indent=1, sort_keys=True, allow_nan=False, ensure_ascii=False)
    (folder / TRUTH_FILE).write_text(text + "\n", encoding="utf-8")


def load_truth(folder: Path) -> Truth:
    """The truth of an archive that `build` made. Raises FileNotFoundError where there is none."""
    data = json.loads((folder / TRUTH_FILE).read_text(encoding="utf-8"))
    return Truth(
        seed=data["seed"],
        families=data["families"],
        engineers=tuple(_engineer(each) for each in data["engineers"]),
        songs=tuple(_song(each) for each in data["songs"]),
        tasks=tuple(RankingTask(**each) for each in data["tasks"]),
        about=data["about"],
    )


def _engineer(data: dict[str, Any]) -> EngineerTruth:
    windows = {key: WindowTruth(**value) for key, value in data.pop("windows").items()}
    habits = tuple(HabitTruth(**each) for each in data.pop("habits"))
    return EngineerTruth(**data, windows=windows, habits=habits)


def _song(data: dict[str, Any]) -> SongTruth:
    parts = tuple(PartTruth(**each) for each in data.pop("parts"))
    moves = tuple(_move(each) for each in data.pop("moves"))
    saves = tuple(data.pop("saves"))
    return SongTruth(**data, parts=parts, moves=moves, saves=saves)


def _move(data: dict[str, Any]) -> MadeMove:
    control = Control(**data.pop("control"))
    before, after = (-math.inf if value == "-inf" else value for value in (data.pop("before"), data.pop("after")))
    return MadeMove(**data, control=control, before=before, after=after)


def _plain(value: Any) -> Any:
    if isinstance(value, float) and math.isinf(value):
        return "-inf"
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value
