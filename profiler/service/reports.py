"""What the walk tells the outside: plain frozen values, shown by the terminal, the API and exports alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from profiler.history.records import Gesture, Move, Song

if TYPE_CHECKING:
    from profiler.verdicts import Verdict

__all__ = [
    "Answered",
    "Audio",
    "Away",
    "Feedback",
    "Judged",
    "Landed",
    "LearnReport",
    "Progress",
    "Recent",
    "Status",
    "Stranger",
    "Why",
    "WindowAnswer",
    "WindowQuestion",
]

WindowAnswer: TypeAlias = Literal["too_much", "fine", "not_enough"]
Feedback: TypeAlias = Literal["accept", "retry", "ignore"]
Audio: TypeAlias = Literal["none", "excerpt", "full"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far long work has come.

    stage  what is being done, in a word or two: ``reading``, ``judging`` …
    path   what is being worked on, "" between things
    """

    stage: str
    done: int
    total: int
    path: str = ""


@dataclass(frozen=True, slots=True)
class Stranger:
    """Whom a version history names as the maker of so many saves, and who is no user here."""

    author: str
    email: str
    saves: int


@dataclass(frozen=True, slots=True)
class LearnReport:
    """What a run of `learn` found; with ``dry_run`` what it would have read.

    failed  (path, why) of each file that could not be read
    songs, saves, moves  known after the run
    coverage  what can be read of plug-ins: ``decoded named opaque`` → inserts
    """

    read: int
    unchanged: int
    failed: tuple[tuple[str, str], ...]
    songs: int
    saves: int
    moves: int
    gestures: int = 0
    settled: int = 0
    coverage: Mapping[str, int] = field(default_factory=dict)
    dry_run: bool = False
    would_read: tuple[str, ...] = ()
    strangers: tuple[Stranger, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A move with what is thought of it; ``verdict`` is None before it was judged."""

    move: Move
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class Why:
    """All that is known of why one move was made."""

    move: Move
    gesture: Gesture
    moves: tuple[Move, ...]
    """Of the gesture, its principal first."""
    verdict: Verdict
    song: Song


@dataclass(frozen=True, slots=True)
class Landed:
    """One save that landed below a watched folder and was learnt, or the reason why it could not be.

    song   name of its song, moves the new moves that it brought; error "" when all went well
    """

    path: str
    time: float
    song: str = ""
    moves: tuple[Move, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """What one answer did.

    settles  ids of the moves that it settled beside the one asked about
    windows  controls queued for a window
    """

    question: str
    move: str
    settles: tuple[str, ...] = ()
    windows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WindowQuestion:
    """One value of one control, to be heard and judged.

    how_to_hear  what the person does to hear it, in words; never the value
    asked        how many values were asked of this control before
    """

    id: str
    control: str
    value: float
    unit: str
    song: str
    how_to_hear: str = ""
    asked: int = 0
    path: str = ""
    """A session copy of our own that holds the value, where the DAW must play it; "" otherwise."""


@dataclass(frozen=True, slots=True)
class Recent:
    """One song that was learnt lately: when, how many saves and moves it now has."""

    song: str
    name: str
    time: float
    saves: int
    moves: int


@dataclass(frozen=True, slots=True)
class Away:
    """A folder that was learnt and is not there now: its saves are kept, and are not taken for deleted."""

    root: str
    saves: int


@dataclass(frozen=True, slots=True)
class Status:
    """What the store holds and what waits.

    verdicts  guess → number of gestures, with ``settled`` and ``unsettled`` beside
    coverage  what can be read of plug-ins: ``decoded named opaque`` → inserts
    failed    (path, why) of the files that cannot be read
    """

    store: str
    user: str
    songs: int
    saves: int
    moves: int
    gestures: int
    verdicts: Mapping[str, int]
    answers: int
    questions: int
    windows: int
    coverage: Mapping[str, int]
    failed: tuple[tuple[str, str], ...] = ()
    recent: tuple[Recent, ...] = ()
    derivation: Mapping[str, str] = field(default_factory=dict)
    """Stage → version of what is stored."""
    away: tuple[Away, ...] = ()
    strangers: tuple[Stranger, ...] = ()
