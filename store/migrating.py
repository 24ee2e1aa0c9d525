"""Bringing a store to the newest layout. Imported only when there is something to do: the tool alone takes 0.3 s."""

from __future__ import annotations

import alembic.command
import alembic.config

from store import schema
from store.database import Database

__all__ = ["configuration", "migrate"]


def migrate(db: Database, *, to: str = schema.REVISIONS[-1]) -> None:
    """Run what is missing up to the layout, in one transaction: it has happened wholly, or not at all."""
    with db.write(durable=True) as connection:
        config = configuration()
        config.attributes["connection"] = connection
        alembic.command.upgrade(config, to)


def configuration() -> alembic.config.Config:
    """Return the migration tool's settings: where the steps are, and nothing read from outside."""
    config = alembic.config.Config()
    config.set_main_option("script_location", "store:migrations")
    config.set_main_option("path_separator", "os")
    return config
