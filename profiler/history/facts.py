"""What grouping saves into songs needs to know of a content at a path: little enough to keep for a whole archive."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from parsers.registry import identity
from parsers.scripted import scripts_of
from parsers.session import Session
from profiler.history.regions import parts_of
from profiler.history.sketch import sketch_of

__all__ = ["Facts", "facts_of", "fingerprint"]

_LOOKED_AT = 4096


@dataclass(frozen=True, slots=True)
class Facts:
    """One content as it was seen at one path.

    content      id of the content in the store
    fingerprint  sha256 (32 hex digits) of what makes the content that save, text without carriage returns
    mtime        of the file, s; differs between copies, so it decides last
    saved_at     UTC seconds that the file itself states, or None
    fragment     a chain, preset or template: no piece of work by itself
    sketch       of `sketch_of`: how near it is to other saves
    parts        names of the songs it holds, where these are several
    recorded     from a version history, which knows its author and time
    scripts      paths of the JSFX that it holds: their own files may tell more of it
    """

    content: str
    fingerprint: str
    path: str
    mtime: float
    saved_at: float | None
    format: str
    app_version: str
    user: str
    track_ids: tuple[str, ...]
    track_names: tuple[str, ...]
    fragment: bool = False
    sketch: bytes = b""
    parts: tuple[str, ...] = ()
    recorded: bool = False
    scripts: tuple[str, ...] = ()


def fingerprint(data: bytes) -> str:
    """The same save written with CR LF and with LF has one fingerprint; bytes that are no text count as they are."""
    is_text = b"\0" not in data[:_LOOKED_AT]
    return hashlib.sha256(data.replace(b"\r", b"") if is_text else data).hexdigest()[:32]


def facts_of(
    session: Session, data: bytes, *, content: str, path: str, mtime: float, user: str, recorded: bool = False
) -> Facts:
    """The facts of one save.

    data     the file's bytes
    content  their id in the store
    """
    return Facts(
        content=content,
        fingerprint=fingerprint(identity(data, path=path)),
        path=path,
        mtime=mtime,
        saved_at=session.saved_at,
        format=session.format,
        app_version=session.app_version,
        user=user,
        track_ids=tuple(track.id for track in session.tracks if track.id),
        track_names=tuple(track.name for track in session.tracks),
        fragment=session.kind != "project",
        sketch=sketch_of(session),
        parts=parts_of(session),
        recorded=recorded,
        scripts=scripts_of(session),
    )
