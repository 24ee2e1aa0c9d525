"""What an answer changes at once, what meanwhile, and what only the closing pass."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import pytest

from profiler.service import answering
from profiler.service.archive import ArchiveKeeper
from profiler.service.desk import Desk
from profiler.service.pipeline import Pipeline
from profiler.service.tables import ALL
from profiler.service.weighing import Said, judge_some
from profiler.verdicts.tables import VERDICTS
from store import derived

OpenStore = Callable[..., Pipeline]


@pytest.fixture
def learnt(archive: Path, open_store: OpenStore) -> Callable[[str], Pipeline]:
    """Stores of one name each, with the same archive learnt."""

    def learn(name: str) -> Pipeline:
        pipeline = open_store(name)
        pipeline.learn([str(archive)], user=pipeline.user().id)
        return pipeline

    return learn


def verdicts(pipeline: Pipeline) -> dict[str, dict[str, Any]]:
    return {row["gesture"]: row for row in derived.select(pipeline._db, VERDICTS)}


def every_row(pipeline: Pipeline) -> dict[str, list[dict[str, Any]]]:
    return {table.name: derived.dump(pipeline._db, table) for table in ALL}


def answer_all(pipeline: Pipeline, count: int) -> None:
    """Answer so many questions, every third one otherwise."""
    user = pipeline.user().id
    for number in range(count):
        (question,) = pipeline.questions(user, 1)
        pipeline.answer(user, question.id, choice="requested" if number % 3 == 2 else "taste")


def test_only_what_an_answer_bears_on_is_judged_again(
    learnt: Callable[[str], Pipeline], monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline = learnt("store")
    user = pipeline.user().id
    asked: list[set[str]] = []

    def noting(db: Any, archive: Any, said: Any, names: Collection[str], **how: Any) -> Any:
        asked.append(set(names))
        return judge_some(db, archive, said, names, **how)

    monkeypatch.setattr(answering, "judge_some", noting)
    (question,) = pipeline.questions(user, 1)
    pipeline.answer(user, question.id, choice="taste")
    (judged,) = asked
    kept = verdicts(pipeline)
    assert question.gesture in judged
    assert {kept[name]["family"] for name in judged} == {kept[question.gesture]["family"]}
    assert len(judged) < len(kept)
    (question,) = pipeline.questions(user, 1)
    pipeline.answer(user, question.id, choice="unknown")  # makes no rule
    assert asked[1] == {question.gesture}


def test_what_is_judged_meanwhile_comes_to_the_same_as_all_at_once(
    learnt: Callable[[str], Pipeline], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once, meanwhile = learnt("at once"), learnt("meanwhile")
    answer_all(at_once, 5)
    monkeypatch.setattr(answering, "_AT_ONCE", 1)
    answer_all(meanwhile, 5)
    assert [one.verdict for one in meanwhile.moves()] == [one.verdict for one in at_once.moves()]
    assert verdicts(meanwhile) == verdicts(at_once)


def test_the_closing_pass_after_answers_is_as_if_everything_were_judged_from_nothing(
    archive: Path, learnt: Callable[[str], Pipeline]
) -> None:
    pipeline = learnt("store")
    answer_all(pipeline, 5)
    pipeline.learn([str(archive)], user=pipeline.user().id)
    closed = every_row(pipeline)
    derived.replace(pipeline._db, VERDICTS, [])
    pipeline.learn([str(archive)], user=pipeline.user().id)
    assert every_row(pipeline) == closed
    pipeline.rebuild()
    assert every_row(pipeline) == closed


def test_a_verdict_that_nothing_new_bears_on_is_judged_to_the_same(learnt: Callable[[str], Pipeline]) -> None:
    pipeline = learnt("store")
    closed, archive = verdicts(pipeline), pipeline._load()
    said = Said(pipeline._db, archive, pipeline.user().id)
    judge_some(pipeline._db, archive, said, list(closed), thresholds=pipeline._thresholds)
    assert verdicts(pipeline) == closed


def test_what_may_be_asked_is_the_same_whether_noted_or_laid_out_anew(learnt: Callable[[str], Pipeline]) -> None:
    pipeline = learnt("store")
    user = pipeline.user().id
    answer_all(pipeline, 4)
    under = pipeline._archive.under()
    noted = pipeline._desk.outlines(under, user)
    assert noted is pipeline._desk.outlines(under, user)
    assert noted == Desk(pipeline._db).outlines(under, user)


def test_the_first_question_is_put_before_the_archive_is_read(
    learnt: Callable[[str], Pipeline], open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline, fresh = learnt("store"), open_store("store")
    user, all_known = pipeline.user().id, pipeline._load()
    with monkeypatch.context() as patched:
        patched.setattr(ArchiveKeeper, "load", lambda *_: pytest.fail("the whole archive was read"))
        questions = fresh.questions(user, 3)
        told = [fresh.why(question.move) for question in questions]
        assert [fresh.question(user, question.id) for question in questions] == questions
    assert questions == pipeline.questions(user, 3)
    assert told == [pipeline.why(question.move) for question in questions]
    fresh.prepare(user)
    fresh.answer(user, questions[0].id, choice="taste")
    assert fresh._load().every == all_known.every


def test_what_is_prepared_is_given_up_when_nobody_waits_any_more(
    learnt: Callable[[str], Pipeline], open_store: OpenStore
) -> None:
    learnt("store")
    fresh = open_store("store")
    fresh._meanwhile.closing.set()
    fresh.prepare(fresh.user().id)
    fresh._meanwhile.close()
    assert fresh._archive._version is None
