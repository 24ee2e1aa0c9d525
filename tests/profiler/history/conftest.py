"""A tiny vocabulary to build saves with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from parsers.session import Insert, Plugin, Scalar, Session, Track, Value


def build_insert(name: str = "ReaEQ", id: str = "{fx}", uid: str = "", **fields: Any) -> Insert:
    parameters: dict[str, Scalar] = fields.pop("parameters", {})
    units = {"gain": "dB", "frequency": "Hz", "threshold": "dB", "time": "ms"}
    values = {
        term: Value(value, units.get(term.rpartition(".")[2], ""), "measured") for term, value in parameters.items()
    }
    return Insert(id, Plugin(name, "", "VST2", uid or name), parameters=values, **fields)


def build_session(*tracks: Track, master: Track | None = None, **fields: Any) -> Session:
    return Session("reaper", "REAPER", "6.80", master or Track("master", "", kind="master"), tuple(tracks), **fields)


@pytest.fixture
def insert() -> Callable[..., Insert]:
    return build_insert


@pytest.fixture
def session() -> Callable[..., Session]:
    return build_session
