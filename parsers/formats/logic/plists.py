"""The small property lists beside a project, read without trusting them."""

from __future__ import annotations

import plistlib
from xml.parsers.expat import ExpatError

__all__ = ["LARGEST_PLIST", "read_plist"]

LARGEST_PLIST = 4 << 20
"""Bytes: the longest one seen has 22,000; it holds lists of the audio files."""


def read_plist(data: bytes) -> dict[str, object]:
    """The top level of a property list; empty where it cannot be read or is no dictionary.

    Lists are never unfolded by what they hold: a reference is one object however often it is named, and entities of an
    XML list are refused.
    """
    if not 0 < len(data) <= LARGEST_PLIST:
        return {}
    try:
        found = plistlib.loads(data)
    except (ValueError, TypeError, LookupError, ArithmeticError, EOFError, RecursionError, ExpatError, AttributeError):
        # plistlib promises one error; damaged lists raise these
        return {}
    return {key: value for key, value in found.items() if isinstance(key, str)} if isinstance(found, dict) else {}
