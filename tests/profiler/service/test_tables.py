"""The derived tables of the whole walk, as a database sees them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from profiler.service.pipeline import Pipeline
from profiler.service.scripts import SCRIPTS
from profiler.service.tables import ALL, PASSES, PAST, ROOTS, SHOWN

EVERY = (*ALL, PASSES, PAST, ROOTS, SHOWN, SCRIPTS)


def test_the_databases_own_check_finds_nothing_wrong(archive: Path, open_store: Callable[..., Pipeline]) -> None:
    pipeline = open_store()
    user = pipeline.user().id
    pipeline.learn([str(archive)], user=user)
    (question,) = pipeline.questions(user, 1)
    pipeline.answer(user, question.id, choice="taste")
    with pipeline._db.read() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalars().all() == ["ok"]


def test_every_table_is_there_and_begins_with_its_key(open_store: Callable[..., Pipeline]) -> None:
    with open_store()._db.read() as connection:
        for table in EVERY:
            columns = connection.exec_driver_sql(f"PRAGMA table_info(derived_{table.name})").all()
            assert tuple(column[1] for column in columns[: len(table.key)]) == table.key, table.name
            assert [column[5] for column in columns if column[5]] == list(range(1, len(table.key) + 1)), table.name


def test_tables_have_names_of_their_own() -> None:
    assert len({table.name for table in EVERY}) == len(EVERY)
