from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory

from store import migrating, schema
from store.database import Database, open_store


def test_every_layout_is_named_in_order() -> None:
    scripts = ScriptDirectory.from_config(migrating.configuration())
    found = [script.revision for script in scripts.walk_revisions()]
    assert tuple(reversed(found)) == schema.REVISIONS


def test_the_migrations_lead_to_the_schema_of_the_program(db: Database) -> None:
    with db.read() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, schema.metadata) == []


def test_a_failing_migration_leaves_nothing_half_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = Operations.create_table, []

    def failing(self: Operations, name: str, *columns: sa.Column[object], **options: object) -> object:
        calls.append(name)
        if name == "words":
            raise RuntimeError("power went")
        return real(self, name, *columns, **options)

    monkeypatch.setattr(Operations, "create_table", failing)
    with pytest.raises(RuntimeError):
        open_store(tmp_path)
    assert "users" in calls
    with closing(sqlite3.connect(tmp_path / "mixtaste.db")) as raw:
        assert raw.execute("SELECT name FROM sqlite_master").fetchall() == []
    monkeypatch.undo()
    open_store(tmp_path).close()


def test_a_store_is_copied_before_it_is_migrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(tmp_path).close()
    monkeypatch.setattr(schema, "REVISIONS", ("0001", "0002"))
    migrated: list[str] = []
    monkeypatch.setattr(migrating, "migrate", lambda db: migrated.append(db.location))
    open_store(tmp_path).close()
    assert migrated == [str(tmp_path)]
    with closing(sqlite3.connect(tmp_path / "before-0002.db")) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
