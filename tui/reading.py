"""Reading one session for a command: small files here, large ones in a worker that a hostile file cannot harm."""

from __future__ import annotations

from parsers.session import Session

__all__ = ["read_session"]

_SMALL = 2_000_000
"""Bytes below which a worker's start would cost more than the reading."""


def read_session(path: str) -> Session:
    """Read a session, preset, chain or template; raises a `SessionError` that names the path."""
    from parsers import registry

    return registry.read_file(path)
