"""What the program's exit code says, and which error gives which: the only place that knows."""

from __future__ import annotations

from enum import IntEnum

from parsers.errors import MixtasteError, SessionError

__all__ = ["Exit", "exit_of"]


class Exit(IntEnum):
    """Exit codes, as `docs/interface.md` promises them."""

    DONE = 0
    PARTLY = 1
    """Done in part: what failed is listed."""
    WRONG_USE = 2
    UNREADABLE = 3
    """The input cannot be read."""
    STORE = 4
    """The store is unavailable or damaged."""
    INTERRUPTED = 130


def exit_of(error: MixtasteError) -> Exit:
    """The exit code that an error ends the program with.

    Anything that is neither of the input nor of the store was asked wrongly: an unknown user, song, move or setting.
    """
    from store.errors import StoreError  # light, but no part of `--help`

    if isinstance(error, SessionError):
        return Exit.UNREADABLE
    if isinstance(error, StoreError):
        return Exit.STORE
    return Exit.WRONG_USE
