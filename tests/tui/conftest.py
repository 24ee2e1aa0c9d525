# ruff: noqa: ARG002 - a fake keeps the signatures of what it stands for
"""What the tests of the command line and the terminal application share: hostile names, a pipeline that knows one song
full of them, and the screen as lines of text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.app import App

from parsers.plugins.teaching.laws import Law
from parsers.plugins.teaching.places import FieldPlace
from parsers.plugins.teaching.teachings import Teaching
from parsers.session import Plugin
from profiler.history.records import Gesture, InsertRef, Move, MoveObject, Role, Save, Setting, Song, TrackRef
from profiler.justifications.reason import ReasonResult
from profiler.questions import Choice, Question
from profiler.service.hosting import Hosted
from profiler.service.installed import Installed
from profiler.service.plugins import PluginUse
from profiler.service.reports import (
    Answered,
    Away,
    Judged,
    Landed,
    LearnReport,
    Progress,
    Recent,
    Status,
    Stranger,
    Why,
    WindowAnswer,
    WindowQuestion,
)
from profiler.suggestions.applying import Check
from profiler.suggestions.candidates import Candidate, Change
from profiler.suggestions.ranking import Part, Suggestion
from profiler.taste.dimensions import Dimension
from profiler.taste.profile import Profile, ProfileDimension, fit_profile
from profiler.verdicts import Amount, Evidence, Kind, Verdict
from profiler.windows import Control, Window, windows_of
from profiler.windows import WindowAnswer as Heard
from store.users import User

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
HOSTILE = ("[/]", "Kick [in]", "a\x1b[2Jb", "\x1b]52;c;eA==\x07", "\u202egnp\x9b", "[@click=app.quit]x[/]")


@pytest.fixture(params=HOSTILE, ids=["markup", "brackets", "escape", "clipboard", "direction", "link"])
def hostile(request: pytest.FixtureRequest) -> str:
    """A name as a stranger may give it."""
    name: str = request.param
    return name


@pytest.fixture
def screen_text() -> Callable[[App[None]], str]:
    """The visible screen as text, a line a row."""

    def text(app: App[None]) -> str:
        strips = app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    return text


@pytest.fixture
def conforms() -> Callable[[dict[str, Any]], None]:
    """Asserts that an object is as the schema that it names says."""

    def check(value: dict[str, Any]) -> None:
        name, version = value["schema"].split("/")[1:]
        _check(value, json.loads((SCHEMAS / f"{name}-{version}.json").read_text()), value["schema"])

    return check


def _check(value: Any, schema: dict[str, Any], place: str) -> None:
    """The part of JSON Schema that our schemas use; a schema that uses more fails here."""
    if "$ref" in schema:
        _check(value, json.loads((SCHEMAS / schema["$ref"]).read_text()), place)
    elif "anyOf" in schema:
        assert any(_fits(value, option, place) for option in schema["anyOf"]), f"{place}: {value!r}"
    elif "const" in schema or "enum" in schema:
        assert value in schema.get("enum", [schema.get("const")]), f"{place}: {value!r}"
    else:
        kinds = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
        kind = "boolean" if isinstance(value, bool) else None  # a bool is an int to Python, not to JSON
        fits = [each for each in kinds if isinstance(value, _TYPES[each]) and kind in {None, each}]
        assert fits, f"{place}: {value!r} is no {kinds}"
        _check_parts(value, schema, place)


def _check_parts(value: Any, schema: dict[str, Any], place: str) -> None:
    if isinstance(value, list):
        for number, item in enumerate(value):
            _check(item, schema["items"], f"{place}[{number}]")
    if isinstance(value, dict):
        known, more = schema.get("properties", {}), schema.get("additionalProperties", True)
        assert set(schema.get("required", ())) <= set(value), f"{place}: has {set(value)}"
        for key, item in value.items():
            assert key in known or more is not False, f"{place}: {key} is not in the schema"
            part = known.get(key, more)
            if isinstance(part, dict):
                _check(item, part, f"{place}.{key}")


def _fits(value: Any, schema: dict[str, Any], place: str) -> bool:
    try:
        _check(value, schema, place)
    except AssertionError:
        return False
    return True


_TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}


@pytest.fixture
def pipeline(hostile: str) -> FakePipeline:
    """A pipeline whose every name is hostile."""
    return FakePipeline(hostile)


@pytest.fixture
def calm() -> FakePipeline:
    """A pipeline with the names of a usual song."""
    return FakePipeline("Lead Vox")


@cache
def _windows(name: str) -> tuple[Window, ...]:
    control = Control("lead vocal", "eq.2.gain", name)
    return windows_of([Heard(control, -6.0, name, "too_much"), Heard(control, -3.0, name, "fine")], {})


class FakeCorrecting:
    """Keeps what was said, and answers with the pipeline's one song."""

    def __init__(self, pipeline: FakePipeline) -> None:
        self._told, self._song, self._name = pipeline.told, pipeline._song, pipeline.name

    def merge(self, user: str, songs: Sequence[str]) -> Song:
        self._told.append(("merge", tuple(songs)))
        return self._song

    def split(self, user: str, song: str, save: str, *, name: str = "") -> tuple[Song, Song]:
        self._told.append(("split", song, save, name))
        return self._song, replace(self._song, parts=(self._name, "b"))

    def tag(self, user: str, song: str, given: Sequence[str], taken: Sequence[str] = ()) -> Song:
        self._told.append(("tag", song, tuple(given), tuple(taken)))
        return replace(self._song, tags=(self._name,))

    def exclude(self, user: str, song: str, *, excluded: bool = True) -> Song:
        self._told.append(("exclude", song, excluded))
        return replace(self._song, excluded=excluded)

    def assign_user(self, user: str, saves: Sequence[str], maker: str) -> Sequence[Save]:
        self._told.append(("maker", tuple(saves), maker))
        return self._song.saves

    def assign_song(self, user: str, saves: Sequence[str], song: str) -> Sequence[Save]:
        self._told.append(("assign", tuple(saves), song))
        return self._song.saves

    def set_role(self, user: str, song: str, track: str, role: str) -> Sequence[tuple[TrackRef, Role]]:
        self._told.append(("role", song, track, role))
        return [(TrackRef("{1}", self._name, role), Role(role, 1.0, (f"{self._name} says so",)))]


class FakePlugins:
    """Knows one plug-in, of which one knob was taught; every name is the pipeline's."""

    def __init__(self, pipeline: FakePipeline) -> None:
        self._told, name = pipeline.told, pipeline.name
        law = Law("log", 1.0, 2.0)
        self._taught = Teaching(
            ("VST2", "1"), name, FieldPlace("plugin.x"), "eq.1.frequency", "Hz", law, ((0.5, "1 kHz"), (name, name))
        )
        plugin = Plugin(name, name, "VST2", "1")
        self._use = PluginUse(plugin, 3, 0, 2, 1, 7, 4, {"s1": name}, (self._taught,), {2: name}, name, 3)

    def uses(self) -> Sequence[PluginUse]:
        return [self._use]

    def show(self, name: str) -> Sequence[PluginUse]:
        return [self._use]

    def unused(self) -> Sequence[Installed]:
        return [Installed(self._use.plugin.name, "VST3", f"/x/{self._use.plugin.name}.vst3")]

    def teach(self, user: str, name: str, **how: object) -> Teaching:
        self._told.append(("teach", name, how))
        return self._taught

    def ask_installed(self, user: str, name: str, **how: object) -> Hosted:
        self._told.append(("asked", name, how["path"]))
        return Hosted(self._use.plugin, f"/x/{self._use.plugin.name}.vst3", 3, 2, 12, {self._use.plugin.name: 1})

    def forget_installed(self, name: str) -> int:
        self._told.append(("unasked", name))
        return 2

    def forget(self, name: str, term: str) -> int:
        self._told.append(("untaught", name, term))
        return 1

    def teachings(self) -> Sequence[Teaching]:
        return [self._taught]

    def take_in(self, user: str, data: bytes) -> Sequence[Teaching]:
        self._told.append(("taken", data))
        return [self._taught]


@dataclass
class FakePipeline:
    """One song with two moves by one user, all names ``name``; it keeps what it was told in ``told``."""

    name: str
    told: list[tuple[object, ...]] = field(default_factory=list)
    changes: int = 1
    closed: bool = False
    random: bool = False

    def __post_init__(self) -> None:
        track = TrackRef("{1}", self.name, "lead vocal")
        eq = MoveObject(track, InsertRef("i1", self.name, 1), band=2)
        common = {"song": "s1", "before_save": "a", "after_save": "b", "time": 1.6e9, "user": "u1", "gesture": "g1"}
        self._eq = Move("m1aaaaaaaaaa", eq, "eq", "eq.2.gain", 0.0, -3.0, "dB", 2.7, **common)
        self._fader = Move("m2bbbbbbbbbb", MoveObject(track), "level", "fader.gain", -6.0, -4.5, "dB", 1.5, **common)
        self._song = Song("s1", self.name, (Save("a", "s1", f"/x/{self.name}.rpp", 1.5e9, None, "u1"),))

    def user(self, name: str = "") -> User:
        return User("u1", self.name)

    def users(self) -> Sequence[User]:
        return [User("u1", self.name)]

    def makers(self) -> dict[str, str]:
        return {"u1": self.name}

    def add_user(self, name: str) -> User:
        return User("u2", name)

    def switch_user(self, name: str) -> User:
        return User("u2", name)

    def learn(self, paths: Sequence[str], *, progress: Callable[[Progress], None], **how: object) -> LearnReport:
        self.told.append(("learn", tuple(paths), how))
        progress(Progress("reading", 1, 2, self.name))
        report = LearnReport(1, 0, ((self.name, f"broken {self.name}"),), 1, 2, 2, 1, 1)
        return replace(report, dry_run=True, would_read=(self.name,)) if how["dry_run"] else report

    def watch(
        self,
        roots: Sequence[str],
        *,
        user: str,
        on_save: Callable[[Landed], None],
        stop: Event,
        by_owner: bool = False,
    ) -> None:
        on_save(Landed(f"/x/{self.name}.rpp", 1.6e9, self.name, (self._eq,)))
        on_save(Landed(f"/x/{self.name}.rpp", 1.6e9, error=f"broken {self.name}"))

    def songs(self) -> Sequence[Song]:
        return [self._song]

    def saves(self, song: str) -> Sequence[Save]:
        return self._song.saves

    def moves(self, song: str | None = None, *, user: str | None = None) -> Sequence[Judged]:
        return [Judged(self._eq, self._verdict()), Judged(self._fader, None)]

    def settings(self, song: str | None = None) -> Sequence[Setting]:
        return [Setting("s1", "u1", self._eq.object, "eq.2.gain", -3.0, "dB", "b", 1.6e9)]

    def why(self, move: str) -> Why:
        gesture = Gesture("g1", ("m1aaaaaaaaaa", "m2bbbbbbbbbb"), "single")
        return Why(self._eq, gesture, (self._eq, self._fader), self._verdict(), self._song)

    def _verdict(self) -> Verdict:
        def reason(name: str, outcome: str, factor: float) -> ReasonResult:
            return ReasonResult(name, outcome, 0.8, 0.1, "formula", factor, 0.3, f"it fits {self.name}", {"bpm": 120.0})

        hit, missed = reason("T1 fits", "hit", 8.0), reason("E7 masks", "missed", 0.2)
        untested = replace(reason("E8 lowest note", "untestable", 1.0), why_untested=f"no audio for {self.name}")
        return Verdict(
            gesture="g1",
            family="eq",
            guess="objective",
            p_objective=0.86,
            settled=True,
            best_reason="T1 fits",
            kind=Kind("objective", 0.86, "T1 fits", f"because of {self.name}"),
            amount=Amount("subjective", f"further than {self.name}"),
            tags=("requested",),
            reasons=(hit, missed, untested),
            evidence=(Evidence("context", 0.9, f"context of {self.name}"),),
            testable=0.66,
            log10_context=0.9,
            open_because="",
        )

    def questions(self, user: str, n: int) -> Sequence[Question]:
        answered = any(word[0] in {"answer", "skip"} for word in self.told)
        return [] if answered else [self.question(user, "q1")]

    def question(self, user: str, question: str) -> Question:
        return Question(
            id="q1",
            kind="why",
            gesture="g1",
            move="m1aaaaaaaaaa",
            song="s1",
            text=f"{self.name}: why did the EQ gain go 0.0 → -3.0 dB?",
            choices=(Choice("T1 fits", f"{self.name} fits"), Choice("taste", "Taste: I like it so.")),
            worth_bits=0.9,
            seconds=20.0,
            settles_moves=3,
            random=self.random,
        )

    def responses(self, move: str, hertz: Sequence[float]) -> tuple[Sequence[float], Sequence[float]] | None:
        return [0.0] * len(hertz), [-3.0 if 200 < each < 500 else 0.0 for each in hertz]

    def prepare(self, user: str) -> None:
        """Nothing is to be read."""

    def answer(self, user: str, question: str, *, choice: str | None = None, words: str = "") -> Answered:
        self.told.append(("answer", question, choice, words))
        return Answered(question, "m1aaaaaaaaaa", ("m2bbbbbbbbbb",), ("lead vocal:eq.2.gain",))

    def skip(self, user: str, question: str) -> None:
        self.told.append(("skip", question))

    def windows(self, user: str) -> Sequence[Window]:
        return _windows(self.name)

    def window_question(self, user: str, control: str | None = None) -> WindowQuestion | None:
        if sum(word[0] == "window" for word in self.told) == 2:
            return None
        how = f"Solo {self.name} and listen."
        return WindowQuestion("w1", "lead vocal:eq.2.gain", -4.25, "dB", self.name, how, 1, f"/copies/{self.name}.rpp")

    def window_answer(self, user: str, question: str, answer: WindowAnswer) -> Window:
        self.told.append(("window", question, answer))
        return self.windows(user)[0]

    def window_forget(self, user: str, control: str) -> int:
        self.told.append(("forget", control))
        return 2

    def profile(self, user: str) -> Profile:
        row = ProfileDimension(
            Dimension(self.name, "hpf.frequency"), "Hz", "log Hz", 90.0, 20.0, 70.0, 120.0, 4, 3.0, 0.7, self.name
        )
        empty = fit_profile([], user=user, made_at=1.6e9)
        return replace(
            empty, songs=4, dimensions=(row,), windows=tuple(self.windows(user)), sentences=(f"You cut {self.name}.",)
        )

    def import_profile(self, user: str, data: bytes) -> Profile:
        self.told.append(("import", data))
        return self.profile(user)

    def rank(self, user: str, session: str, candidates: object) -> Sequence[Suggestion]:
        self.told.append(("rank", session, candidates))
        change = Change("{1}", self.name, "eq.2.gain", 0.0, -2.0, "dB", band=2)
        return [
            Suggestion(
                id="x1",
                candidate=Candidate(self.name, (change,), f"note {self.name}", ({},)),
                rank=1,
                score=0.5,
                parts=(Part("you", 0.5, f"as {self.name}"),),
                confidence="weak",
                outside_pattern=True,
                checks=(Check(self.name, None, f"listen to {self.name}"),),
                touches=(),
            )
        ]

    def feedback(self, user: str, suggestion: str, kind: str) -> None:
        self.told.append(("feedback", suggestion, kind))

    @property
    def plugins(self) -> FakePlugins:
        return FakePlugins(self)

    @property
    def correct(self) -> FakeCorrecting:
        return FakeCorrecting(self)

    def forget_song(self, name: str) -> int:
        self.told.append(("forget song", name))
        return 1

    def rebuild(self, *, progress: Callable[[Progress], None]) -> LearnReport:
        return LearnReport(2, 0, (), 1, 2, 2, strangers=(Stranger(self.name, f"{self.name}@x.org", 2),))

    def status(self, user: str) -> Status:
        return Status(
            store=f"/store/{self.name}",
            user=self.name,
            songs=1,
            saves=2,
            moves=2,
            gestures=1,
            verdicts={"objective": 1, "settled": 1},
            answers=0,
            questions=1,
            windows=1,
            coverage={"decoded": 1, "opaque": 2},
            failed=((self.name, f"broken {self.name}"),),
            recent=(Recent("s1", self.name, 1.6e9, 2, 2),),
            away=(Away(f"/disk/{self.name}", 3),),
            strangers=(Stranger(self.name, "", 1),),
        )

    def backup(self, target: str) -> Path:
        return Path("/backup") / target

    def version(self) -> int:
        return self.changes

    def close(self) -> None:
        self.closed = True
