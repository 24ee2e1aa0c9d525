"""What stands inside an insert of Logic: see `parsers.insides`."""

from __future__ import annotations

from parsers.formats.logic.audio_unit import read_audio_unit
from parsers.session import Insert

__all__ = ["names_proved", "own_state", "places_driven"]


def own_state(insert: Insert) -> bytes:
    """The Audio Unit's state in its property list; the chunk where there is none."""
    return read_audio_unit(insert.chunk).state or insert.chunk


def names_proved(insert: Insert) -> dict[int, str]:  # noqa: ARG001 - a format's inside offers it; Logic's curves bear no names
    """None."""
    return {}


def places_driven(insert: Insert) -> tuple[int | None, ...]:
    """None of each envelope: places are not said."""
    return (None,) * len(insert.envelopes)
