"""What stands inside an insert of REAPER: see `parsers.insides`."""

from __future__ import annotations

from parsers.formats.reaper.chain import proved_names
from parsers.formats.reaper.state import unwrapped
from parsers.session import Insert

__all__ = ["names_proved", "own_state"]

_PARAMETER = "PARMENV "


def own_state(insert: Insert) -> bytes:
    """The state inside the wrapper; the chunk where it is damaged or has none."""
    _, state, _ = unwrapped(insert.plugin, insert.chunk)
    return state


def names_proved(insert: Insert) -> dict[int, str]:
    """By the first lines of the parameter envelopes, which are kept with them."""
    lines = (envelope.extra[0] for envelope in insert.envelopes if envelope.extra)
    return proved_names(line.removeprefix(_PARAMETER) for line in lines if line.startswith(_PARAMETER))
