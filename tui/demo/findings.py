"""What the demonstration finds, one section after the other, each as lines for people and as data for programs."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from profiler.studio.chance import stream
from profiler.studio.demo_script import QUESTION_CONTROLS, TRUE_STYLES
from profiler.studio.engineer import answer_window, window_in_song
from profiler.studio.truth import Truth
from store.users import User
from tui.demo.truth import Beside, answer_of, truth_words
from tui.lines import Line
from tui.views import demo as views
from tui.views.json_objects import judged_object

if TYPE_CHECKING:
    from profiler.service.reports import Judged, LearnReport, Progress
    from profiler.taste.profile import Profile, ProfileDimension
    from tui.ports import Pipeline

__all__ = ["Section", "sections"]

_SETTLED, _TASTE, _HEARD, _APART = 3, 2, 6, 6


@dataclass(frozen=True, slots=True)
class Section:
    """One finding of the demonstration."""

    name: str
    title: str
    lines: Sequence[Line]
    data: object


def sections(
    pipeline: Pipeline,
    truth: Truth,
    folder: Path,
    *,
    columns: int,
    plain: bool,
    progress: Callable[[Progress], None],
) -> Iterator[Section]:
    """Learn the archive in the folder for each of its engineers, and yield what is found as it is found."""
    users = {engineer.name: pipeline.add_user(engineer.name) for engineer in truth.engineers}
    yield _read(pipeline, truth, folder, users, progress)
    beside = Beside(truth, folder, list(pipeline.songs()))
    moves = {name: pipeline.moves(user=user.id) for name, user in users.items()}
    yield _families(moves)
    everything = [judged for own in moves.values() for judged in own]
    yield _settled(everything, beside, columns)
    yield _taste(everything, beside, columns)
    yield _unsettled(moves)
    yield _question(pipeline, users, beside, columns)
    yield _window(pipeline, truth, users, beside, columns, plain=plain)
    profiles = {name: pipeline.profile(user.id) for name, user in users.items()}
    yield _profiles(profiles, columns, plain=plain)
    yield _differences(profiles)
    yield _ranking(pipeline, truth, folder, users, columns)


def _read(
    pipeline: Pipeline, truth: Truth, folder: Path, users: Mapping[str, User], progress: Callable[[Progress], None]
) -> Section:
    reports: dict[str, LearnReport] = {}
    for engineer in truth.engineers:
        songs = folder / engineer.name / "Songs"
        reports[engineer.name] = pipeline.learn([str(songs)], user=users[engineer.name].id, progress=progress)
    made = {name: len(truth.songs_of(name)) for name in reports}
    lines: list[Line] = [
        (f"{name}: {report.read} saves of {made[name]} songs read, {len(report.failed)} could not be read",)
        for name, report in reports.items()
    ]
    data = {
        name: {"read": report.read, "songs": made[name], "failed": len(report.failed)}
        for name, report in reports.items()
    }
    return Section("read", "What was read", lines, data)


def _families(moves: Mapping[str, Sequence[Judged]]) -> Section:
    counts = {name: Counter(judged.move.family for judged in own) for name, own in moves.items()}
    return Section("families", "Moves by family", list(views.family_lines(counts)), counts)


def _settled(moves: Sequence[Judged], beside: Beside, columns: int) -> Section:
    """The surest with a named reason, one a reason."""
    chosen: dict[str, Judged] = {}
    for judged in sorted(moves, key=_how_objective, reverse=True):
        verdict = judged.verdict
        if verdict is not None and verdict.settled and verdict.guess == "objective" and verdict.best_reason:
            chosen.setdefault(verdict.best_reason, judged)
    shown = list(chosen.values())[:_SETTLED]
    return Section("settled", "Changes with a settled reason", _told(shown, beside, columns), _data(shown, beside))


def _taste(moves: Sequence[Judged], beside: Beside, columns: int) -> Section:
    """The surest that look like taste, each of another term and as far as possible of another engineer."""
    chosen: list[Judged] = []
    for judged in sorted(moves, key=_how_subjective, reverse=True):
        verdict, stands = judged.verdict, judged.move.undone_by is None
        if verdict is not None and verdict.guess == "subjective" and not verdict.tags and stands:
            chosen.append(judged)
    shown = chosen[:1]
    while shown and len(shown) < _TASTE:
        terms = {one.move.family for one in shown}
        people = {one.move.user for one in shown}
        others = [one for one in chosen if one.move.family not in terms]
        following = next((one for one in others if one.move.user not in people), next(iter(others), None))
        if following is None:
            break
        shown.append(following)
    return Section("taste", "Changes that look like taste", _told(shown, beside, columns), _data(shown, beside))


def _how_objective(judged: Judged) -> float:
    return judged.verdict.p_objective if judged.verdict is not None else 0.0


def _how_subjective(judged: Judged) -> tuple[bool, float]:
    verdict = judged.verdict
    return (verdict.settled, verdict.p_subjective) if verdict is not None else (False, 0.0)


def _told(shown: Sequence[Judged], beside: Beside, columns: int) -> list[Line]:
    if not shown:
        return [("None in this archive.",)]
    return [
        line
        for judged in shown
        for line in views.judged_lines(
            judged,
            engineer=beside.engineer_of(judged.move),
            truth=truth_words(beside.of_move(judged.move)),
            columns=columns,
        )
    ]


def _data(shown: Sequence[Judged], beside: Beside) -> list[dict[str, object]]:
    return [{"move": judged_object(judged), "truth": truth_words(beside.of_move(judged.move))} for judged in shown]


def _unsettled(moves: Mapping[str, Sequence[Judged]]) -> Section:
    counts = {}
    for name, own in moves.items():
        verdicts = {judged.verdict.gesture: judged.verdict for judged in own if judged.verdict is not None}
        open_ = sum(not verdict.settled for verdict in verdicts.values())
        counts[name] = {"unsettled": open_, "gestures": len(verdicts)}
    lines: list[Line] = [
        (f"{name}: {count['unsettled']} of {count['gestures']} gestures; each has a guess that says it is one",)
        for name, count in counts.items()
    ]
    return Section("unsettled", "What stays unsettled", lines, counts)


def _question(pipeline: Pipeline, users: Mapping[str, User], beside: Beside, columns: int) -> Section:
    title = "One question, answered"
    for user in users.values():
        for question in pipeline.questions(user.id, 10):
            made = beside.of_move(pipeline.why(question.move).move)
            if made is None:
                continue
            choice, words = answer_of(question, made)
            done = pipeline.answer(user.id, question.id, choice=choice, words=words)
            said = next((offer.text for offer in question.choices if offer.id == choice), words)
            lines = list(views.question_lines(user.name, question, said, done, columns=columns))
            data = {"user": user.name, "question": question.to_json(), "said": said, "settles": list(done.settles)}
            return Section("question", title, lines, data)
    return Section("question", title, [("No question is worth asking.",)], None)


def _window(
    pipeline: Pipeline, truth: Truth, users: Mapping[str, User], beside: Beside, columns: int, *, plain: bool
) -> Section:
    title = "One window of acceptability, found by a few answers"
    name, user = next(iter(users.items()))
    engineer = truth.engineer(name)
    for control in QUESTION_CONTROLS:
        rng, said, window = stream(truth.seed, "demo", control), list[tuple[float, str]](), None
        while len(said) < _HEARD:
            question = pipeline.window_question(user.id, control)
            if question is None:
                break
            song = beside.of_song(question.song)
            answer = answer_window(engineer, control, question.value, rng, song=song)
            window = pipeline.window_answer(user.id, question.id, answer)
            said.append((question.value, answer))
        if window is not None:
            low, high = window_in_song(engineer, control, None)
            lines = list(views.window_lines(name, window, said, (low, high), columns=columns, plain=plain))
            data = {
                "user": name,
                "window": window.to_json(),
                "answers": [{"value": value, "answer": answer} for value, answer in said],
                "truth": {"low": low, "high": high},
            }
            return Section("window", title, lines, data)
    return Section("window", title, [("No value can be heard here.",)], None)


def _profiles(profiles: Mapping[str, Profile], columns: int, *, plain: bool) -> Section:
    sentences = {name: list(profile.sentences) for name, profile in profiles.items()}
    lines = list(views.side_by_side(sentences, TRUE_STYLES, columns=columns, plain=plain))
    data = {name: {"sentences": sentences[name], "truth": TRUE_STYLES[name]} for name in profiles}
    return Section("profiles", "Both profiles", lines, data)


def _differences(profiles: Mapping[str, Profile]) -> Section:
    """The dimensions that tell the engineers apart most surely: difference ÷ its standard error, both ways."""
    (first, one), (second, other) = profiles.items()
    told = {entry.dimension: entry for entry in other.dimensions}
    sure: list[tuple[float, ProfileDimension, ProfileDimension]] = []
    for entry in one.dimensions:
        rival = told.get(entry.dimension)
        if rival is None or entry.dimension.is_use:
            continue
        a, b = (profile.model.fitted[entry.dimension] for profile in (one, other))
        sure.append((abs(a.theta - b.theta) / math.sqrt(a.variance + b.variance), entry, rival))
    sure.sort(key=lambda row: (-row[0], row[1].dimension))
    rows = [
        (
            f"{entry.dimension.role}: {entry.dimension.label}",
            entry.dimension.say(entry.mean),
            entry.dimension.say(rival.mean),
        )
        for _, entry, rival in sure[:_APART]
    ]
    data = [{"dimension": what, first: mine, second: theirs} for what, mine, theirs in rows]
    return Section("differences", "Where the two differ most surely", list(views.apart(first, second, rows)), data)


def _ranking(pipeline: Pipeline, truth: Truth, folder: Path, users: Mapping[str, User], columns: int) -> Section:
    lines: list[Line] = []
    data: dict[str, object] = {}
    for task in truth.tasks:
        user = users[task.engineer]
        candidates = json.loads((folder / task.candidates).read_text(encoding="utf-8"))
        ranked = pipeline.rank(user.id, str(folder / task.session), candidates)
        liked = sorted(task.utilities, key=lambda each: -task.utilities[each])
        lines += views.ranking_lines(task.engineer, ranked, liked, columns=columns)
        data[task.engineer] = {
            "ranked": [suggestion.candidate.id for suggestion in ranked],
            "scores": [suggestion.score for suggestion in ranked],
            "truth": liked,
        }
    return Section("ranking", "The same three candidates for the same new session", lines, data)
