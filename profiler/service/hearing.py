"""Windows of one engineer: what is known of each control beside the answers, which value to hear next, and answers."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from profiler.history.records import Role, Setting, Song
from profiler.service.archive import Archive
from profiler.service.asking import UnknownQuestionError, controls_named
from profiler.service.audition import audition
from profiler.service.census import known_teachings
from profiler.service.deriving import load_session
from profiler.service.feedback import feedback_words
from profiler.service.reports import WindowQuestion
from profiler.service.tables import SHOWN
from profiler.service.weighing import answers_of
from profiler.suggestions.queue import half_answers
from profiler.taste.dimensions import Dimension
from profiler.taste.measuring import role_name, send_kind
from profiler.taste.observations import Observation
from profiler.taste.population import population
from profiler.windows import Control, Evidence, PastValue, Window, WindowAnswer, models_of, propose, windows_of
from profiler.windows.controls import Verdict
from store import derived, saves
from store.database import Database
from store.words import retract, say, words

__all__ = ["answer_value", "forget_window", "next_value", "queued", "windows"]

_FOLDER = "auditions"


def windows(db: Database, user: str, observations: Sequence[Observation], *, now: float) -> tuple[Window, ...]:
    """Every window that has answers, by control."""
    return windows_of(_answers(db, user), _evidence(observations), now=now)


def _answers(db: Database, user: str) -> list[WindowAnswer]:
    """All that this engineer said of values: answers, and the half answers in "more" and "less"."""
    said = [WindowAnswer.of_body(word.body, time=word.time) for word in words(db, user=user, kinds=["window_answer"])]
    return [*said, *half_answers(feedback_words(db, user))]


def _evidence(observations: Iterable[Observation]) -> dict[Control, Evidence]:
    """Past settings of every control, one a song, and where role and term usually stand."""
    past: defaultdict[Control, dict[str, PastValue]] = defaultdict(dict)
    for observation in observations:
        dimension = observation.dimension
        if dimension.is_derived or dimension.is_use:
            continue
        control = Control(dimension.role, dimension.term, dimension.circumstance)
        value = dimension.scale.value(observation.x)
        past[control][observation.song] = PastValue(value, observation.weight)
    return {control: Evidence(songs, _usual(control)) for control, songs in past.items()}


def queued(db: Database, archive: Archive, user: str) -> list[Control]:
    """Controls whose limits are to be found: those that answers named, oldest first."""
    return controls_named(answers_of(db, user), archive.moves(user))


def next_value(
    db: Database,
    archive: Archive,
    user: str,
    control: Control | None,
    observations: Sequence[Observation],
    *,
    now: float,
) -> WindowQuestion | None:
    """The next value to hear, of this control or of the first queued one that still wants answers; None for none.

    A session copy with the value is written first: what cannot be heard is not asked.
    """
    wanted = [control] if control is not None else queued(db, archive, user)
    answers = _answers(db, user)
    models = models_of(answers, _evidence(observations), controls=wanted, now=now)
    for one in wanted:
        places = _places(archive, user, one)
        copies = _Copies(db, archive, one, places)
        proposal = propose(models[one], list(places), copies.can_be_heard)
        if proposal is not None and copies.write(proposal.song, proposal.value):
            copies.keep_only(proposal.song, proposal.value)
            question = WindowQuestion(
                id=proposal.id,
                control=one.id,
                value=proposal.value,
                unit=proposal.unit,
                song=proposal.song,
                how_to_hear=copies.how_to_hear(proposal.song),
                asked=proposal.asked,
                path=copies.path(proposal.song, proposal.value),
            )
            body = {"control": one.id, "value": question.value, "unit": question.unit, "song": question.song}
            row = {"user": user, "id": question.id, "kind": "window", "time": now, "body": body}
            derived.put(db, SHOWN, [row])
            return question
    return None


def answer_value(db: Database, user: str, question: str, answer: Verdict, *, now: float) -> Control:
    """Store what was said of a value that was put. Raises UnknownQuestionError."""
    shown = derived.select(db, SHOWN, where={"user": user, "id": question, "kind": "window"})
    if not shown:
        raise UnknownQuestionError(
            f"no value was put under {question}", remedy="Ask for one: mixtaste window ask CONTROL."
        )
    body = shown[0]["body"]
    said = WindowAnswer(Control.parse(body["control"]), float(body["value"]), str(body["song"]), answer, now)
    subject = {"control": body["control"], "song": body["song"], "question": question}
    say(db, user=user, kind="window_answer", time=now, subject=subject, body=said.body())
    return said.control


def forget_window(db: Database, user: str, control: Control) -> int:
    """Take back every answer about a control. Returns how many there were."""
    found = [word for word in words(db, user=user, kinds=["window_answer"]) if word.body["control"] == control.id]
    return sum(retract(db, word.id) for word in found)


def _usual(control: Control) -> float | None:
    expected = population().expected(Dimension(control.role, control.name))
    return None if expected.placeholder else control.scale.value(expected.centre)


def _places(archive: Archive, user: str, control: Control) -> dict[str, tuple[Setting, ...]]:
    """Songs where the control is, latest first, with its settings there: one on each track of the role."""
    found: dict[str, tuple[Setting, ...]] = {}
    latest: dict[str, float] = {}
    for history in archive.histories:
        here = tuple(one for one in history.settings if one.user == user and _is_meant(one, control, history.roles))
        if here:
            song = history.song.id
            found[song] = here
            latest[song] = max(setting.time or 0.0 for setting in here)
    return {song: found[song] for song in sorted(found, key=lambda song: (-latest[song], song))}


def _is_meant(setting: Setting, control: Control, roles: Mapping[str, Role]) -> bool:
    thing = setting.object
    if setting.term != control.term or thing.clip is not None or not setting.audible or setting.automated:
        return False
    if role_name(setting, roles) != control.role:
        return False
    return not control.circumstance or send_kind(thing, roles) == control.circumstance


@dataclass(slots=True)
class _Copies:
    """Session copies in which a control's values can be heard."""

    db: Database
    archive: Archive
    control: Control
    places: dict[str, tuple[Setting, ...]]
    tried: dict[str, bool] = field(default_factory=dict)

    def can_be_heard(self, song: str, value: float) -> bool:
        """Whether copies of this song can play such values: tried once a song, with the first value asked about."""
        if song not in self.tried:
            self.tried[song] = self.write(song, value)
        return self.tried[song]

    def write(self, song: str, value: float) -> bool:
        """Write the copy of a song that plays this value. False where it cannot be."""
        save = self._song(song).saves[-1]
        session = load_session(self.db, save.content, save.path)
        base = saves.content(self.db, save.content)
        return audition(
            session,
            base,
            self._same(song),
            value,
            session_path=save.path,
            target=self._target(song, value),
            teachings=known_teachings(self.db),
        )

    def keep_only(self, song: str, value: float) -> None:
        """Remove the control's other copies: one value is heard at a time."""
        kept = self._target(song, value)
        for other in kept.parent.glob(f"{self._mark()}-*.rpp"):
            if other != kept:
                other.unlink(missing_ok=True)

    def path(self, song: str, value: float) -> str:
        """Of the copy that `write` wrote."""
        return str(self._target(song, value))

    def how_to_hear(self, song: str) -> str:
        """What to do, without the value."""
        settings = self._same(song)
        names = " and ".join(dict.fromkeys(s.object.track.name for s in settings if s.object.track is not None))
        return f"Open the copy of {self._song(song).name} in the DAW, play it, and listen to {names}."

    def _same(self, song: str) -> Sequence[Setting]:
        """The settings to be set: the same band or insert on each track, never two controls of one track."""
        first: dict[str, Setting] = {}
        for setting in self.places[song]:
            if setting.object.track is not None:
                first.setdefault(setting.object.track.id, setting)
        return list(first.values())

    def _song(self, song: str) -> Song:
        return next(history.song for history in self.archive.histories if history.song.id == song)

    def _target(self, song: str, value: float) -> Path:
        """A file whose name tells the control and nothing of the value."""
        mark = hashlib.sha256(f"{song} {value!r}".encode()).hexdigest()[:8]
        return self.db.folder / _FOLDER / f"{self._mark()}-{mark}.rpp"

    def _mark(self) -> str:
        return re.sub(r"[^A-Za-z0-9.]+", "-", self.control.id)
