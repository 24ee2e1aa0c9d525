"""Column types over `store.spelling`: text that may hold any file name, and canonical JSON."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from store.spelling import canonical_json, from_any_text, to_any_text

__all__ = ["AnyText", "CanonicalJson"]


class AnyText(TypeDecorator[str]):
    """Text, file names that are no UTF-8 included."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the base's shape
        """Into the database."""
        return None if value is None else to_any_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the base's shape
        """Out of the database."""
        return None if value is None else from_any_text(value)


class CanonicalJson(TypeDecorator[Any]):
    """A JSON value as canonical text, so that equal values are equal rows."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:  # noqa: ARG002 - the base's shape
        """Into the database; None is NULL."""
        return None if value is None else canonical_json(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002 - the base's shape
        """Out of the database."""
        return None if value is None else json.loads(value)
