"""What stands inside an insert of Logic: see `parsers.insides`."""

from __future__ import annotations

from parsers.formats.logic.audio_unit import read_audio_unit
from parsers.session import Insert

__all__ = ["names_proved", "own_state"]


def own_state(insert: Insert) -> bytes:
    """The Audio Unit's state in its property list; the chunk where there is none."""
    return read_audio_unit(insert.chunk).state or insert.chunk


def names_proved(insert: Insert) -> dict[int, str]:  # noqa: ARG001 - a format's inside offers both; Logic's curves bear no names
    """None."""
    return {}
