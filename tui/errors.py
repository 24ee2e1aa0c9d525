"""What can go wrong at the border between the person and the program."""

from __future__ import annotations

from parsers.errors import MixtasteError

__all__ = ["MixedInstallationError", "NoTerminalError", "WrongUseError"]


class WrongUseError(MixtasteError):
    """What was asked for does not exist or does not fit: a name, an id, a value."""


class NoTerminalError(WrongUseError):
    """The terminal application was asked for where there is no terminal that can show it."""


class MixedInstallationError(MixtasteError):
    """The four packages of the program do not come from one place, so another program's code would run."""
