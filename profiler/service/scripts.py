"""The engineer's own JSFX files: found by the paths that saves name, read, and remembered for when they are away.

A script that changed tells its new header to every save that holds it; one that is gone, or on a disk that is away, is
known as it was when it was last there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from parsers.plugins import scripts
from parsers.plugins.js import Slider
from parsers.plugins.teaching.teachings import PluginKey, Teachings
from parsers.scripted import SCRIPT, scripts_of
from parsers.session import Session
from parsers.taught import TaughtReader
from store import derived
from store.derived import Column, Table

if TYPE_CHECKING:
    from store.database import Database  # brings SQLAlchemy, and looking at one session needs none

__all__ = ["SCRIPTS", "known_scripts", "look_again", "script_files", "with_own_scripts"]

SCRIPTS = Table(
    "own_scripts",
    1,
    (
        Column("path", "text", nullable=False),
        Column("file", "text", nullable=False),
        Column("size", "integer", nullable=False),
        Column("mtime_ns", "integer", nullable=False),
        Column("sliders", "json", nullable=False),
    ),
    key=("path",),
)
"""Every script that a save ever named, the file that was found for it ("" for none), and what its header declares. Not
derived from saves: `rebuild` leaves it alone."""


def look_again(db: Database, folders: Sequence[str], paths: Collection[str] | None = None) -> str:
    """Look for the files of scripts, and read those that are new or changed.

    folders  the engineer's; none: where REAPER keeps scripts
    paths    every script that a save names; None: as they are known
    Returns  what changes when anything that is known of scripts does
    """
    where = tuple(folders) or scripts.usual_folders()
    rows = {row["path"]: row for row in derived.select(db, SCRIPTS)}
    found = {path: _row(path, where, rows.get(path)) for path in sorted(rows if paths is None else paths)}
    changed = [path for path in {*rows, *found} if rows.get(path) != found.get(path)]
    if changed:
        rows_now = {path: [found[path]] if path in found else [] for path in changed}
        derived.replace_many(db, [(SCRIPTS, now, {"path": path}) for path, now in sorted(rows_now.items())])
    told = [[path, row["sliders"]] for path, row in found.items()]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


def known_scripts(db: Database) -> dict[PluginKey, tuple[Slider, ...]]:
    """Each script whose own file was ever read → its sliders."""
    rows = derived.select(db, SCRIPTS)
    return {(SCRIPT, row["path"]): tuple(map(_slider, row["sliders"])) for row in rows if row["sliders"]}


def script_files(db: Database) -> dict[PluginKey, str]:
    """Each script whose own file names its sliders → that file."""
    return {(SCRIPT, row["path"]): row["file"] for row in derived.select(db, SCRIPTS) if row["sliders"]}


def with_own_scripts(session: Session, folders: Sequence[str]) -> Session:
    """A session that is only looked at, with what the engineer's own scripts tell. folders: as for `look_again`."""
    paths = scripts_of(session)
    where = (tuple(folders) or scripts.usual_folders()) if paths else ()
    known: dict[PluginKey, tuple[Slider, ...]] = {}
    for path in paths if where else ():
        file = scripts.find(where, path)
        sliders = scripts.read(file, path) if file is not None else None
        if sliders:
            known[SCRIPT, path] = sliders
    return TaughtReader(Teachings(scripts=known))(session) if known else session


def _row(path: str, folders: Sequence[str], known: Mapping[str, Any] | None) -> dict[str, Any]:
    """The row of a script: as it was where its file is as it was, or not there."""
    row = dict(known) if known is not None else {"path": path, "file": "", "size": 0, "mtime_ns": 0, "sliders": []}
    file = scripts.find(folders, path)
    if file is None or tuple(file) == (row["file"], row["size"], row["mtime_ns"]):
        return row
    sliders = scripts.read(file, path)
    if sliders is None:
        return row
    return {"path": path, **file._asdict(), "sliders": [asdict(slider) for slider in sliders]}


def _slider(told: Mapping[str, Any]) -> Slider:
    return Slider(**{**told, "choices": tuple(told["choices"])})
