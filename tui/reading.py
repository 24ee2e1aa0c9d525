"""Reading one session for a command: small files here, large ones in a worker that a hostile file cannot harm."""

from __future__ import annotations

from parsers.registry import read_file, size_of
from parsers.scripted import scripts_of
from parsers.session import Session

__all__ = ["read_session"]

_SMALL = 1_000_000
"""Bytes up to which a file is read in this process: it cannot take long or much, and a worker takes 0.1 s to start."""


def read_session(path: str) -> Session:
    """Read a session, preset, chain or template, with what the person's own scripts tell of it.

    Raises a `SessionError` that names the path; ConfigError.
    """
    session = _read(path)
    if not scripts_of(session):
        return session  # nothing more is imported
    from profiler.config import load
    from profiler.service.scripts import with_own_scripts

    return with_own_scripts(session, load().jsfx_folders)


def _read(path: str) -> Session:
    try:
        small = size_of(path) <= _SMALL
    except (OSError, ValueError):
        small = True  # the reader says what is wrong with it
    if small:
        return read_file(path)
    from profiler.service.workers import read_limited

    return read_limited(path)
