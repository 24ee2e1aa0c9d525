"""What the commands and screens ask of the program behind them; `profiler.service.pipeline` fulfils it.

Everything shown is got from here as records of the profiler; nothing here knows how a thing is kept or worked out.
Names and ids that do not exist raise a `MixtasteError` whose sentence names near ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

from profiler.history.records import Gesture, Move, Save, Setting, Song

if TYPE_CHECKING:
    from profiler.questions import Question
    from profiler.suggestions.ranking import Suggestion
    from profiler.taste.profile import Profile
    from profiler.verdicts import Verdict
    from profiler.windows import Window
    from store.users import User

__all__ = [
    "Answered",
    "Audio",
    "Feedback",
    "Judged",
    "Landed",
    "LearnReport",
    "Pipeline",
    "Progress",
    "Recent",
    "Status",
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
class LearnReport:
    """What a run of `learn` found; with ``dry_run`` what it would have read.

    failed  (path, why) of each file that could not be read
    songs, saves, moves  known after the run
    """

    read: int
    unchanged: int
    failed: tuple[tuple[str, str], ...]
    songs: int
    saves: int
    moves: int
    gestures: int = 0
    settled: int = 0
    dry_run: bool = False
    would_read: tuple[str, ...] = ()


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


class Pipeline(Protocol):
    """The whole walk, as the outside uses it. ``user`` is a `User.id`; a song is named by name or id."""

    def user(self, name: str = "") -> User:
        """The user of this name, or with "" who is signed in."""

    def users(self) -> Sequence[User]:
        """Everyone, by name."""

    def add_user(self, name: str) -> User:
        """Make a user."""

    def switch_user(self, name: str) -> User:
        """Sign in."""

    def learn(
        self,
        paths: Sequence[str],
        *,
        user: str,
        workers: int | None = None,
        as_song: str = "",
        audio: Audio = "excerpt",
        dry_run: bool = False,
        again: bool = False,
        progress: Callable[[Progress], None] = ...,
    ) -> LearnReport:
        """Read what is new under the paths and judge what changed."""

    def watch(self, roots: Sequence[str], *, user: str, on_save: Callable[[Landed], None], stop: Event) -> None:
        """Learn what is new below the roots, then each save that lands there, until ``stop`` is set."""

    def songs(self) -> Sequence[Song]:
        """Every song, by name."""

    def saves(self, song: str) -> Sequence[Save]:
        """A song's saves, oldest first."""

    def moves(self, song: str | None = None, *, user: str | None = None) -> Sequence[Judged]:
        """A song's moves, or all, in the order they were made."""

    def settings(self, song: str | None = None) -> Sequence[Setting]:
        """Where each control came to rest."""

    def why(self, move: str) -> Why:
        """Everything about one move; the id may be given by its first letters when they are unique."""

    def questions(self, user: str, n: int) -> Sequence[Question]:
        """The n most useful questions, best first."""

    def answer(self, user: str, question: str, *, choice: str | None = None, words: str = "") -> Answered:
        """Store why a move was made, and act on it."""

    def skip(self, user: str, question: str) -> None:
        """Ask another day."""

    def windows(self, user: str) -> Sequence[Window]:
        """Every window, by control."""

    def window_question(self, user: str, control: str | None = None) -> WindowQuestion | None:
        """The next value to hear; None when nothing that can be heard waits."""

    def window_answer(self, user: str, question: str, answer: WindowAnswer) -> Window:
        """Store it; the window afterwards."""

    def window_forget(self, user: str, control: str) -> int:
        """Take back every answer about a control; how many there were."""

    def profile(self, user: str) -> Profile:
        """The aesthetic profile."""

    def import_profile(self, user: str, profile: Mapping[str, object]) -> Profile:
        """Take in a profile that `profile export` made."""

    def rank(self, user: str, session: str, candidates: Sequence[Mapping[str, object]]) -> Sequence[Suggestion]:
        """Candidates for the session at this path, best first."""

    def feedback(self, user: str, suggestion: str, kind: Feedback) -> None:
        """Store what became of a suggestion."""

    def forget_song(self, name: str) -> int:
        """As if it had never been seen; how many saves went."""

    def rebuild(self, *, progress: Callable[[Progress], None] = ...) -> LearnReport:
        """Make everything derived again from saves and words."""

    def status(self, user: str) -> Status:
        """What there is and what waits."""

    def backup(self, target: str) -> None:
        """A consistent copy, while in use."""

    def version(self) -> int:
        """A number that changes whenever the store does."""

    def close(self) -> None:
        """Let go of the store."""
