"""What can go wrong with a plug-in's stored state.

MixtasteError
  BrokenStateError     the bytes do not have the layout, or hold values that no healthy state holds

A state that cannot be read is opaque, never guessed: whoever reads a session catches this error, keeps the bytes and
adds a warning. A term that cannot be written is the session's error, `parsers.errors.UnwritableSessionError`.
"""

from __future__ import annotations

from parsers.errors import MixtasteError

__all__ = ["BrokenStateError"]


class BrokenStateError(MixtasteError):
    """The bytes do not have the layout, or hold values that no healthy state holds.

    offset  of the offending field in the bytes that were given, or None where the whole is meant
    """

    def __init__(self, found: str, *, offset: int | None = None) -> None:
        super().__init__(found if offset is None else f"{found} at byte {offset} of the state")
        self.offset = offset
