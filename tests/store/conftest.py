"""A fresh store in a temporary folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.database import Database, open_store


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with open_store(tmp_path / "store") as opened:
        yield opened


@pytest.fixture
def corpus() -> Path:
    named = os.environ.get("MIXTASTE_CORPUS")
    if not named:
        pytest.skip("MIXTASTE_CORPUS names no folder")
    return Path(named)
