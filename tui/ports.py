"""What the commands and screens ask of the program behind them; `profiler.service.pipeline` fulfils it.

Everything shown comes from here as records of the profiler; nothing here knows how a thing is kept or worked out.
Names and ids that do not exist raise a `MixtasteError` whose sentence names near ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from profiler.exports.teachings_json import Teaching
    from profiler.history.records import Role, Save, Setting, Song, TrackRef
    from profiler.questions import Question
    from profiler.service.hosting import Hosted
    from profiler.service.installed import Installed
    from profiler.service.plugins import PluginUse
    from profiler.service.reports import (
        Answered,
        Audio,
        Feedback,
        Judged,
        Landed,
        LearnReport,
        Progress,
        Status,
        Why,
        WindowAnswer,
        WindowQuestion,
    )
    from profiler.suggestions.ranking import Suggestion
    from profiler.taste.profile import Profile
    from profiler.windows import Window
    from store.users import User

__all__ = ["Correcting", "Pipeline", "Plugins"]


class Correcting(Protocol):
    """What can be put right. ``user`` is who says so; songs by name or id, saves by id or its first letters."""

    def merge(self, user: str, songs: Sequence[str]) -> Song:
        """Make several songs one, called as the first."""

    def split(self, user: str, song: str, save: str, *, name: str = "") -> Sequence[Song]:
        """Make a save, and all that went on from it, a song of its own: what stays, and the new song."""

    def tag(self, user: str, song: str, given: Sequence[str], taken: Sequence[str] = ()) -> Song:
        """Give a song tags, and take some away."""

    def exclude(self, user: str, song: str, *, excluded: bool = True) -> Song:
        """Let a song count nowhere, or again."""

    def assign_user(self, user: str, saves: Sequence[str], maker: str) -> Sequence[Save]:
        """Say who (id; "" = nobody known) made some saves."""

    def assign_song(self, user: str, saves: Sequence[str], song: str) -> Sequence[Save]:
        """Say to which song some saves belong."""

    def set_role(self, user: str, song: str, track: str, role: str) -> Sequence[tuple[TrackRef, Role]]:
        """Say what a track is; the tracks meant and their roles afterwards."""


class Plugins(Protocol):
    """What is known of plug-ins and can be taught. ``user`` is who says so; plug-ins by name or id."""

    def uses(self) -> Sequence[PluginUse]:
        """Every plug-in of the archive, those with most instances first."""

    def show(self, name: str) -> Sequence[PluginUse]:
        """The plug-in of this name or id, each edition by itself."""

    def unused(self) -> Sequence[Installed]:
        """Installed plug-ins that no song has ever held. Raises ConfigError where no folder of plug-ins is named."""

    def teach(
        self,
        user: str,
        name: str,
        *,
        term: str,
        shown: Sequence[str],
        saves: Sequence[str] = (),
        track: str = "",
        unit: str = "",
    ) -> Teaching:
        """Learn one knob from saves between which it was moved, and what the window showed at each."""

    def ask_installed(self, user: str, name: str, *, path: str = "", progress: Callable[[Progress], None]) -> Hosted:
        """Ask the installed plug-in itself what its states show; path: of the VST3, "" where it can be found."""

    def forget_installed(self, name: str) -> int:
        """Take back what the plug-in showed itself; how many states that were."""

    def forget(self, name: str, term: str) -> int:
        """Take back what was taught of one knob; how many words that were."""

    def teachings(self) -> Sequence[Teaching]:
        """All that was taught and is in force."""

    def take_in(self, user: str, data: bytes) -> Sequence[Teaching]:
        """Take in an exported file; returns what is new. Raises ImportRefusedError for anything else."""


class Pipeline(Protocol):
    """The whole walk, as the outside uses it. ``user`` is a `User.id`; a song is named by name or id."""

    def user(self, name: str = "") -> User:
        """The user of this name, or with "" who is signed in."""

    def users(self) -> Sequence[User]:
        """Everyone, by name."""

    def makers(self) -> Mapping[str, str]:
        """User id → name, of everyone who made a save."""

    def add_user(self, name: str) -> User:
        """Make a user."""

    def switch_user(self, name: str) -> User:
        """Sign in."""

    def learn(  # noqa: PLR0913 - the command's choices, one by one
        self,
        paths: Sequence[str],
        *,
        user: str,
        workers: int | None = None,
        as_song: str = "",
        audio: Audio | None = None,
        dry_run: bool = False,
        again: bool = False,
        by_owner: bool = False,
        progress: Callable[[Progress], None] = ...,
    ) -> LearnReport:
        """Read what is new under the paths and judge what changed.

        by_owner  where a folder has an owner in the configuration, its saves are that owner's, not the user's
        """

    def watch(
        self,
        roots: Sequence[str],
        *,
        user: str,
        on_save: Callable[[Landed], None],
        stop: Event,
        by_owner: bool = False,
    ) -> None:
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

    def question(self, user: str, question: str) -> Question:
        """One question by id, whether it is among the most useful or not."""

    def responses(self, move: str, hertz: Sequence[float]) -> tuple[Sequence[float], Sequence[float]] | None:
        """Net response (dB at these frequencies) of the move's track before and after; None without equalisers."""

    def prepare(self, user: str) -> None:
        """Read all that an answer bears on, while the person is still reading the question."""

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

    def import_profile(self, user: str, data: bytes) -> Profile:
        """Take in a profile that `profile export` made; raises `ImportRefusedError` for anything else."""

    def rank(self, user: str, session: str, candidates: object) -> Sequence[Suggestion]:
        """Candidates for the session at this path, best first."""

    def feedback(self, user: str, suggestion: str, kind: Feedback) -> None:
        """Store what became of a suggestion."""

    @property
    def correct(self) -> Correcting:
        """Songs merged, split, tagged and left out, saves and roles put right: words that win for good."""

    @property
    def plugins(self) -> Plugins:
        """Which plug-ins there are, how far they are read, and what was taught of them."""

    def forget_song(self, name: str) -> int:
        """As if it had never been seen; how many saves went."""

    def rebuild(self, *, progress: Callable[[Progress], None] = ...) -> LearnReport:
        """Make everything derived again from saves and words."""

    def status(self, user: str) -> Status:
        """What there is and what waits."""

    def backup(self, target: str) -> Path:
        """Make a consistent copy, while in use; the file that holds it."""

    def version(self) -> int:
        """A number that changes whenever the store does."""

    def close(self) -> None:
        """Let go of the store."""
