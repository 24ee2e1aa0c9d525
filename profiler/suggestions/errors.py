"""What can be wrong with candidates.

MixtasteError
  CandidateError    a candidate does not say what it would change, or names what the session does not have
"""

from __future__ import annotations

from parsers.errors import MixtasteError

__all__ = ["CandidateError"]


class CandidateError(MixtasteError):
    """A candidate that cannot be ranked; names it and what is wrong."""
