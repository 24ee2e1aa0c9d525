"""What can go wrong with audio.

MixtasteError
  UnusableAudioError   a file that cannot be analysed: not audio, damaged, or beyond a stated bound

A track without usable audio is a track of which less is known, never a failure of the session.
"""

from __future__ import annotations

from parsers.errors import MixtasteError

__all__ = ["UnusableAudioError"]


class UnusableAudioError(MixtasteError):
    """This file cannot be analysed. path is the file's."""

    def __init__(self, found: str, *, path: str = "") -> None:
        super().__init__(found)
        self.path = path

    def __str__(self) -> str:
        return f"{self.path}: {self.found}" if self.path else self.found
