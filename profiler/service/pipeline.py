"""The whole walk, in the only place that knows it: archive → saves → songs → moves → reasons → verdicts → taste.

What a person says enters the store as a word first; everything after it is derived again. `Pipeline` is what commands,
screens and other programs talk to.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

from parsers import registry
from parsers.taught import TaughtReader
from profiler.config import Config
from profiler.history.inheritance import beside_template
from profiler.history.records import Save, Setting, Song, SongHistory
from profiler.questions import Question
from profiler.rules import Answer
from profiler.service import asking, curves, feedback, hearing, tasting
from profiler.service.answering import answer
from profiler.service.archive import Archive, ArchiveKeeper
from profiler.service.census import known_teachings
from profiler.service.correcting import Correcting
from profiler.service.crew import Crew
from profiler.service.desk import Desk
from profiler.service.explaining import why
from profiler.service.finding import UnknownNameError, song_named
from profiler.service.forgetting import forget_song
from profiler.service.histories import update_histories
from profiler.service.judging import close_archive, update_songs
from profiler.service.landing import landed_at
from profiler.service.learning import forgotten, ingest, look, name_song
from profiler.service.meanwhile import Meanwhile
from profiler.service.observing import Observed, Observing
from profiler.service.owners import Owners
from profiler.service.past import ingest_past, strangers
from profiler.service.plugins import Plugins
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
from profiler.service.scan import FileStat, stat_of
from profiler.service.scenes import Sounds, sounds_of
from profiler.service.standing import remember_roots, report_of, status_of
from profiler.service.tables import ALL, PASSES, PROFILES
from profiler.service.upgrading import bring_up_to_date, note_version
from profiler.service.watcher import watch
from profiler.service.weighing import answers_of
from profiler.suggestions.ranking import Suggestion
from profiler.taste.profile import Profile
from profiler.verdicts import Thresholds, Verdict
from profiler.verdicts.tables import VERDICTS, verdicts_from_rows
from profiler.windows import Control, Window
from store import derived, saves, users
from store.backup import backup
from store.database import Database, learn_lock, open_store
from store.users import User

__all__ = ["Pipeline", "UnknownNameError", "open_pipeline"]

_TOLD_ONE_BY_ONE = 50
"""So many saves found at the start of watching are told each by itself."""


def _silent(_: Progress) -> None:
    """Progress that nobody wants to see."""


def open_pipeline(location: str | None, config: Config, *, progress: Callable[[Progress], None] = _silent) -> Pipeline:
    """Open a store (None: the platform's own) and the walk over it. Raises StoreError and its kinds.

    progress  told of what is derived again, where another version of the program filled the store
    """
    return Pipeline(open_store(location), config, progress=progress)


class Pipeline:
    """One store and everything that can be done with it. ``user`` is a `User.id`; a song is named by name or id.

    now  UTC seconds
    """

    def __init__(
        self,
        db: Database,
        config: Config,
        *,
        now: Callable[[], float] = time.time,
        progress: Callable[[Progress], None] = _silent,
    ) -> None:
        self._db = db
        self._config = config
        self._now = now
        self._archive = ArchiveKeeper(db)
        self._desk = Desk(db)
        self._observing = Observing(db)
        self._meanwhile = Meanwhile()

        def derive() -> None:
            self._derive(None, _silent)

        def clock() -> float:
            return self._now()  # whichever clock there is when it is asked

        self.correct = Correcting(db, find=self._song, load=lambda: self._load().every, derive=derive, now=clock)
        """Songs merged, split, tagged and left out, saves and roles put right: words that win for good."""
        folders = config.plugin_folders
        self.plugins = Plugins(db, find=self._song, songs=self.songs, derive=derive, now=clock, folders=folders)
        """Which plug-ins there are, how far they are read, and what was taught of them."""
        bring_up_to_date(db, lambda: self._derive(None, progress))

    # people

    def user(self, name: str = "") -> User:
        """The user of this name, or with "" who is signed in. Raises UnknownUserError."""
        return users.get(self._db, name) if name else users.current(self._db)

    def users(self) -> list[User]:
        """Everyone, by name."""
        return [users.get(self._db, name) for name in users.names(self._db)]

    def makers(self) -> dict[str, str]:
        """User id → name, of everyone, and of whom a version history names as a maker of saves."""
        named = {users.id_of(one.author): one.author for one in strangers(self._db) if one.author}
        return {**named, **{user.id: user.name for user in self.users()}}

    def add_user(self, name: str) -> User:
        """Make a user."""
        return users.add(self._db, name)

    def switch_user(self, name: str) -> User:
        """Sign in."""
        return users.switch(self._db, name)

    # learning

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
        progress: Callable[[Progress], None] = _silent,
    ) -> LearnReport:
        """Read what is new under the paths and judge what changed. Interrupted, it goes on where it stood.

        user      who made the saves; what a version history holds was made by its authors
        by_owner  where a folder has an owner in the configuration, its saves are that owner's
        audio     None: as configured
        """
        if dry_run:
            found = look(self._db, paths, skip_folders=self._config.skip_folders, again=False)
            return report_of(
                self._db, self._load(), unchanged=found.unchanged, failed=found.trouble, would_read=found.due
            )
        with learn_lock(self._db):
            if as_song:
                name_song(self._db, paths, as_song, user=user, now=self._now())
            remember_roots(self._db, paths, now=self._now())
            found = look(self._db, paths, skip_folders=self._config.skip_folders, again=again)
            owners = Owners.of(self._db, self._config.owners)
            at_once = self._workers(workers)
            parts = [
                ingest(self._db, files, user=maker, workers=at_once, now=self._now, progress=progress)
                for maker, files in (owners if by_owner else Owners()).shared_out(found.due, user)
            ]
            parts.append(
                ingest_past(
                    self._db,
                    paths,
                    found.known,
                    owners=owners,
                    left_out=forgotten(self._db),
                    skip_folders=self._config.skip_folders,
                    again=again,
                    workers=at_once,
                    now=self._now,
                    progress=progress,
                )
            )
            parts.append((0, self._derive(audio, progress, workers=at_once)))
        failed = [one for _, part in parts for one in part]
        return self._report(sum(read for read, _ in parts), found.unchanged, [*found.trouble, *failed])

    def watch(
        self,
        roots: Sequence[str],
        *,
        user: str,
        on_save: Callable[[Landed], None],
        stop: Event,
        by_owner: bool = False,
        on_ready: Callable[[], None] = lambda: None,
    ) -> None:
        """Learn what is new below the roots, then each save that lands there, until ``stop`` is set.

        What landed while nobody watched is told like the rest, unless it is a whole archive. What a save changes beyond
        its own song is worked out now and then, and at the end.
        """
        missed = look(self._db, roots, skip_folders=self._config.skip_folders, again=False).due
        self.learn(roots, user=user, by_owner=by_owner)
        for file in missed if len(missed) <= _TOLD_ONE_BY_ONE else []:
            on_save(self._landed(file.path))
        owners = Owners.of(self._db, self._config.owners) if by_owner else Owners()
        pause_s = self._config.reconcile_minutes * 60.0
        closed = self._now()

        def landed(path: str) -> None:
            nonlocal closed
            owner = owners.of_path(path)
            on_save(self._arrive(path, user if owner is None else owner))
            if self._now() - closed >= pause_s:
                self._close_now()
                closed = self._now()

        watch(
            roots,
            on_save=landed,
            stop=stop,
            known=saves.known(self._db),
            skip_folders=self._config.skip_folders,
            reconcile_s=pause_s,
            on_trouble=lambda trouble: on_save(Landed(trouble.path, self._now(), error=trouble.found)),
            on_ready=on_ready,
        )
        self._close_now()

    def rebuild(self, *, progress: Callable[[Progress], None] = _silent) -> LearnReport:
        """Make everything derived again from saves and words."""
        self._meanwhile.finish()
        with learn_lock(self._db):
            derived.replace_many(self._db, [(table, [], None) for table in (PASSES, PROFILES, *ALL)])
            failed = self._derive(None, progress)
            note_version(self._db)
        return self._report(0, 0, failed)

    def forget_song(self, name: str) -> int:
        """As if it had never been seen: saves, words about it, all that was derived. Returns how many saves went."""
        with learn_lock(self._db):
            song = self._song(name)
            forget_song(self._db, song, songs=self.songs(), now=self._now())
            self._derive(None, _silent)
        return len(song.saves)

    # history

    def songs(self) -> list[Song]:
        """Every song, by name; those that count nowhere too."""
        return self._archive.songs()

    def saves(self, song: str) -> Sequence[Save]:
        """A song's saves, oldest first. Raises UnknownNameError."""
        return self._song(song).saves

    def moves(self, song: str | None = None, *, user: str | None = None) -> list[Judged]:
        """A song's moves, or all that count, in the order they were made."""
        histories = self._histories(song)
        verdicts = self._verdicts(None if song is None else [history.song.id for history in histories])
        return [
            Judged(move, verdicts.get(move.gesture or ""))
            for history in histories
            for move in history.moves
            if user is None or move.user == user
        ]

    def settings(self, song: str | None = None) -> list[Setting]:
        """Where each control came to rest, in a song or in all that count, beside the template it was made from."""
        templates = [history for history in self._load().every if history.song.template]
        return [one for history in self._histories(song) for one in beside_template(history, templates)]

    def why(self, move: str) -> Why:
        """Everything about one move; the id may be given by its first letters when they are unique."""
        self._meanwhile.finish()
        return why(self._db, self._archive, move)

    # questions

    def questions(self, user: str, n: int) -> list[Question]:
        """The n most useful questions, best first."""
        return asking.ask(self._db, self._desk, self._archive, user, n, now=self._now())

    def question(self, user: str, question: str) -> Question:
        """One question by id, whether it is among the most useful or not. Raises UnknownQuestionError."""
        self._meanwhile.finish()
        return asking.question_of(self._db, self._desk, self._archive, user, question)

    def responses(self, move: str, hertz: Sequence[float]) -> tuple[Sequence[float], Sequence[float]] | None:
        """Net response (dB at these frequencies) of the move's track before and after; None without equalisers."""
        return curves.responses(self._db, self.why(move), hertz)

    def prepare(self, user: str) -> None:
        """Read all that an answer bears on, while the person is still reading the question."""
        self._meanwhile.begin(lambda: self._archive.load(self._meanwhile.closing).habits(user))

    def answer(self, user: str, question: str, *, choice: str | None = None, words: str = "") -> Answered:
        """Store why a move was made, and act on it: it settles, teaches a rule, queues its control for a window."""
        return answer(
            self._db,
            self._desk,
            self._meanwhile,
            self._archive,
            user,
            question,
            choice=choice,
            words=words,
            now=self._now(),
            thresholds=self._thresholds,
        )

    def skip(self, user: str, question: str) -> None:
        """Ask another day."""
        asked = asking.question_of(self._db, self._desk, self._archive, user, question)
        asking.skip(self._db, user, asked, now=self._now())

    def answers(self, user: str) -> list[Answer]:
        """What was answered, oldest first."""
        return answers_of(self._db, user)

    # windows

    def windows(self, user: str) -> tuple[Window, ...]:
        """Every window that has answers, by control."""
        return hearing.windows(self._db, user, self._observed(user).observations, now=self._now())

    def queued_windows(self, user: str) -> list[Control]:
        """Controls that answers queued for a window, oldest first."""
        return hearing.queued(self._db, self._load(), user)

    def window_question(self, user: str, control: str | None = None) -> WindowQuestion | None:
        """The next value to hear; None when nothing that can be heard waits. Raises UnknownControlError."""
        wanted = Control.parse(control) if control is not None else None
        seen = self._observed(user).observations
        return hearing.next_value(self._db, self._load(), user, wanted, seen, now=self._now())

    def window_answer(self, user: str, question: str, answer: WindowAnswer) -> Window:
        """Store it; the window afterwards. Raises UnknownQuestionError."""
        control = hearing.answer_value(self._db, user, question, answer, now=self._now())
        return next(window for window in self.windows(user) if window.control == control)

    def window_forget(self, user: str, control: str) -> int:
        """Take back every answer about a control; how many there were."""
        return hearing.forget_window(self._db, user, Control.parse(control))

    # taste

    def profile(self, user: str) -> Profile:
        """The aesthetic profile."""
        self._meanwhile.finish()
        engineer = self._user_of(user)
        return tasting.profile_of_user(self._db, self._load, self._observing, engineer, now=self._now())

    def import_profile(self, user: str, data: bytes) -> Profile:
        """Take in an exported profile; it is in force while it rests on more songs than the one learnt here.

        Raises ImportRefusedError for anything else.
        """
        return tasting.import_profile(self._db, self._user_of(user), data, now=self._now())

    def rank(self, user: str, session: str, candidates: object) -> tuple[Suggestion, ...]:
        """Candidates for the session at this path, best first. Raises SessionError, CandidateError."""
        data = registry.load(session)
        return tasting.rank_candidates(
            self._db,
            self._load(),
            self._user_of(user),
            self.profile(user),
            TaughtReader(known_teachings(self._db))(registry.read_bytes(data, path=session)),
            data,
            candidates,
            now=self._now(),
        )

    def feedback(self, user: str, suggestion: str, kind: Feedback) -> None:
        """Store what became of a suggestion. Raises UnknownQuestionError."""
        feedback.tell_of_suggestion(self._db, user, suggestion, kind, now=self._now())

    # the store

    def status(self, user: str) -> Status:
        """What there is and what waits."""
        self._meanwhile.finish()
        return status_of(self._db, self.songs(), self._user_of(user), roots=self._config.roots)

    def backup(self, target: str) -> Path:
        """Make a consistent copy, while in use; the file that holds it."""
        return backup(self._db, target)

    def version(self) -> int:
        """A number that changes whenever the store does."""
        return self._db.data_version()

    def close(self) -> None:
        """Let go of the store."""
        try:
            self._meanwhile.close()
        finally:
            self._db.close()

    # inside

    def _derive(
        self, audio: Audio | None, progress: Callable[[Progress], None], *, workers: int | None = None
    ) -> list[tuple[str, str]]:
        """Bring everything derived up to date; (path, why) of songs that could not be followed."""
        with Crew(self._db, self._workers(workers)) as crew:
            failed = self._follow(crew, progress)
            self._close(audio, progress, crew)
        return failed

    def _follow(self, crew: Crew, progress: Callable[[Progress], None]) -> list[tuple[str, str]]:
        self._meanwhile.finish()
        folders = self._config.jsfx_folders
        return update_histories(self._db, script_folders=folders, crew=crew, progress=progress)

    def _close(self, audio: Audio | None, progress: Callable[[Progress], None], crew: Crew) -> None:
        sounds, archive = self._sounds(audio), self._load()
        close_archive(self._db, archive, sounds, thresholds=self._thresholds, crew=crew, progress=progress)

    def _close_now(self) -> None:
        with learn_lock(self._db), Crew(self._db, 1) as alone:
            self._close(None, _silent, alone)
        for user in self.users():
            self.profile(user.id)  # so that it is there when it is asked for

    def _workers(self, wanted: int | None) -> int:
        return wanted or self._config.workers or os.cpu_count() or 1

    def _arrive(self, path: str, user: str) -> Landed:
        """One save that landed: its moves and, under present beliefs, its verdicts are in the store after this."""
        stat = stat_of(path)
        if stat is None:
            return Landed(path, self._now(), error="it is gone again")
        with learn_lock(self._db), Crew(self._db, 1) as alone:
            _, failed = ingest(self._db, [FileStat(path, *stat)], user=user, workers=1, now=self._now, progress=_silent)
            if failed:
                return Landed(path, self._now(), error=failed[0][1])
            self._follow(alone, _silent)
            sounds, thresholds = self._sounds(None), self._thresholds
            if not update_songs(self._db, self._load(), sounds, thresholds=thresholds, crew=alone):
                self._close(None, _silent, alone)
        return self._landed(path)

    def _landed(self, path: str) -> Landed:
        return landed_at(self._db, self._load(), path, now=self._now())

    @property
    def _thresholds(self) -> Thresholds:
        return Thresholds(self._config.objective, self._config.subjective, self._config.testable)

    def _sounds(self, audio: Audio | None) -> Sounds:
        return sounds_of(self._db.folder, audio or self._config.audio, self._config.media_roots)

    def _load(self) -> Archive:
        """Everything that history derived, read again only where the store has changed; all of it is judged then."""
        self._meanwhile.finish()
        return self._archive.load()

    def _observed(self, user: str) -> Observed:
        return self._observing.of(self._load(), user)

    def _verdicts(self, songs: Sequence[str] | None = None) -> dict[str, Verdict]:
        where = None if songs is None else {"song": list(songs)}
        return verdicts_from_rows(derived.select(self._db, VERDICTS, where=where))

    def _histories(self, song: str | None) -> Sequence[SongHistory]:
        """One song's, whether it counts or not; with None all that count."""
        if song is None:
            return self._load().histories
        wanted = self._song(song).id
        return [history for history in self._load().every if history.song.id == wanted]

    def _song(self, name: str) -> Song:
        return song_named(self.songs(), name)

    def _user_of(self, id: str) -> User:
        return next(user for user in self.users() if user.id == id)

    def _report(self, read: int, unchanged: int, failed: Sequence[tuple[str, str]]) -> LearnReport:
        return report_of(self._db, self._load(), read=read, unchanged=unchanged, failed=failed)
