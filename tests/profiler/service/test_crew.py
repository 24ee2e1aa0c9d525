"""Work on many songs at once: each by itself, in workers that are kept, or here where there is little of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from parsers.errors import SessionError
from profiler.service import crew
from profiler.service.crew import Crew, Done, Work
from profiler.service.pipeline import Pipeline
from profiler.service.scenes import Sounds
from store.errors import StoreError

LISTEN = "profiler.service.deriving:listen"


@pytest.fixture
def pipeline(archive: Path, open_store: Callable[..., Pipeline]) -> Pipeline:
    made = open_store()
    made.learn([str(archive)], user=made.user().id)
    return made


@pytest.fixture
def much(monkeypatch: pytest.MonkeyPatch) -> None:
    """However little there is to do, it is worth workers."""
    monkeypatch.setattr(crew, "_MUCH", 0)


def works(pipeline: Pipeline) -> list[Work]:
    save = pipeline.songs()[0].saves[0]
    return [Work("good", 1, (save.content, save.path)), Work("bad", 1, (save.content, "read me as.als"))]


def by_name(done: list[Done]) -> dict[str, Done]:
    return {one.work.name: one for one in done}


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.usefixtures("much")
def test_an_error_of_one_song_is_its_own(pipeline: Pipeline, workers: int) -> None:
    with Crew(pipeline._db, workers) as at_work:
        found = by_name(list(at_work.work_on(LISTEN, Sounds(None), works(pipeline))))
    assert found["good"].value == []
    assert isinstance(found["bad"].error, SessionError)
    assert found["bad"].error.path == "bad"


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.usefixtures("much")
def test_an_error_of_the_store_ends_the_work(pipeline: Pipeline, workers: int) -> None:
    path = pipeline.songs()[0].saves[0].path
    with Crew(pipeline._db, workers) as at_work, pytest.raises(StoreError):
        list(at_work.work_on(LISTEN, Sounds(None), [*works(pipeline), Work("lost", 1, ("no such content", path))]))


@pytest.mark.usefixtures("much")
def test_workers_are_kept_for_other_work_and_given_what_is_shared_by_that(pipeline: Pipeline) -> None:
    save = pipeline.songs()[0].saves[0]
    readings = [Work(str(number), 1, (save.path,)) for number in range(2)]
    with Crew(pipeline._db, 2) as at_work:
        list(at_work.work_on(LISTEN, Sounds(None), works(pipeline)))
        first = at_work._supervisor
        read = list(at_work.work_on("profiler.service.deriving:load_session", save.content, readings))
        assert at_work._supervisor is first
    assert [len(one.value.tracks) for one in read] == [4, 4]
    assert not list(pipeline._db.folder.glob("*.shared"))


def test_little_work_starts_no_worker(pipeline: Pipeline) -> None:
    with Crew(pipeline._db, 2) as at_work:
        assert len(list(at_work.work_on(LISTEN, Sounds(None), works(pipeline)))) == 2
        assert at_work._supervisor is None
