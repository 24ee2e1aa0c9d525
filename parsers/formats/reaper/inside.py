"""What stands inside an insert of REAPER: see `parsers.insides`."""

from __future__ import annotations

from parsers.formats.reaper.chain import proved_names
from parsers.formats.reaper.state import unwrapped
from parsers.session import Envelope, Insert

__all__ = ["names_proved", "own_state", "places_driven"]

_PARAMETER = "PARMENV "


def own_state(insert: Insert) -> bytes:
    """The state inside the wrapper; the chunk where it is damaged or has none."""
    _, state, _ = unwrapped(insert.plugin, insert.chunk)
    return state


def names_proved(insert: Insert) -> dict[int, str]:
    """By the first lines of the parameter envelopes, which are kept with them."""
    return proved_names(head for head in map(_head, insert.envelopes) if head)


def places_driven(insert: Insert) -> tuple[int | None, ...]:
    """By the first word of those lines: ``11:_Wet``."""
    return tuple(map(_place, map(_head, insert.envelopes)))


def _head(envelope: Envelope) -> str:
    """Arguments of an envelope's first line, "" where it has none or is no parameter's."""
    line = envelope.extra[0] if envelope.extra else ""
    return line.removeprefix(_PARAMETER) if line.startswith(_PARAMETER) else ""


def _place(head: str) -> int | None:
    code = head.partition(" ")[0].partition(":")[0]
    return int(code) if code.isascii() and code.isdigit() and len(code) < 10 else None
