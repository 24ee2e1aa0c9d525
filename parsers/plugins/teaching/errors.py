"""Why something could not be taught.

MixtasteError
  TeachingError   a reading, or the saves it was read from, prove nothing; `remedy` says what would
"""

from __future__ import annotations

from parsers.errors import MixtasteError

__all__ = ["TeachingError"]


class TeachingError(MixtasteError):
    """A reading, or the saves that it was read from, prove nothing."""
