"""Hashes of what is held, and the one form that decoders take a VST3 state in, whatever host wrapped it."""

from __future__ import annotations

import struct
from hashlib import sha256

__all__ = ["digest", "join_vst3"]


def digest(data: bytes) -> str:
    """sha256 as 32 hex digits, "" for nothing."""
    return sha256(data).hexdigest()[:32] if data else ""


def join_vst3(component: bytes, controller: bytes) -> bytes:
    """The two halves of a VST3 state in the one form that decoders take (see `parsers.plugins.wrapper.split_vst3`)."""
    return struct.pack("<ii", len(component), 1) + component + struct.pack("<ii", len(controller), 0) + controller
