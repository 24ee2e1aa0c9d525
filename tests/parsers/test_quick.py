from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from parsers.quick import builder
from parsers.session import SourceRef


def test_what_is_built_quickly_is_an_ordinary_frozen_value() -> None:
    made = builder(SourceRef)("audio", "a.wav", "", (), 0.5, "a")
    assert made == SourceRef("audio", "a.wav", start_s=0.5, name="a")
    assert type(made) is SourceRef
    assert hash(made) == hash(SourceRef("audio", "a.wav", start_s=0.5, name="a"))
    with pytest.raises(FrozenInstanceError):
        made.path = "b.wav"  # type: ignore[misc]


def test_what_has_no_default_must_be_given() -> None:
    assert builder(SourceRef)("audio", start_s=1.5) == SourceRef("audio", start_s=1.5)
    with pytest.raises(TypeError):
        builder(SourceRef)()
