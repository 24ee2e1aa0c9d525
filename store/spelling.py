"""How values are spelt in the database: text that may hold any file name, and JSON in one canonical form."""

from __future__ import annotations

import json
import re

__all__ = ["canonical_json", "from_any_text", "to_any_text"]

_SURROGATES = re.compile("[\udc80-\udcff]")
_STAND_INS = re.compile("[\U0010dc80-\U0010dcff]")
_SHIFT = 0x100000
"""From the surrogate that stands for a byte of a broken file name (PEP 383) to a private character that a database
takes. A name that holds such a private character itself would come back changed; none is assigned or in use."""

_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def to_any_text(text: str) -> str:
    """Return the text with the bytes that are no UTF-8 (surrogates) as private characters."""
    return text if text.isascii() else _SURROGATES.sub(lambda match: chr(ord(match[0]) + _SHIFT), text)


def from_any_text(text: str) -> str:
    """Inverse of `to_any_text`."""
    return text if text.isascii() else _STAND_INS.sub(lambda match: chr(ord(match[0]) - _SHIFT), text)


def canonical_json(value: object) -> str:
    """Return the one spelling of a JSON value: keys sorted, no blanks, ASCII only.

    Raises ValueError for NaN and infinity (their owner writes "-inf"), TypeError for what is no JSON.
    """
    return _CANONICAL.encode(value)
