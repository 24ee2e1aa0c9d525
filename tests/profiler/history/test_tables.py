"""History's rows in a real store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from parsers.session import Send, Track
from profiler.history.derive import history
from profiler.history.records import Save, Song
from profiler.history.tables import TABLES, from_rows, rows_of
from store.database import open_store
from store.derived import ensure, replace_many, select

Build = Callable[..., Any]


def test_a_history_comes_back_from_the_store_as_it_went_in(tmp_path: Path, session: Build, insert: Build) -> None:
    saves = tuple(
        Save(f"s{n}", "song", f"/a/{n}.rpp", float(n), None, "me", n, "6", f"c{n}", f"f{n}") for n in range(2)
    )
    before = session(Track("{1}", "Vox"), Track("{2}", "Verb"), extra=("ZOOM 1",))
    vox = Track("{1}", "Vox", gain_db=float("-inf"), inserts=(insert(),), sends=(Send("s", "{2}", -9.0),))
    after = session(vox, Track("{2}", "Verb"), extra=("ZOOM 2",))
    found = history(Song("song", "Tide", saves), {"c0": before, "c1": after}.__getitem__)
    store = open_store(tmp_path / "store")
    ensure(store, TABLES)
    rows = rows_of(found)
    replace_many(
        store,
        [
            (table, rows[table.name], {"id" if table.name == "history_songs" else "song": "song"})
            for table in TABLES
            if table.name in rows
        ],
    )
    kept = {table.name: select(store, table) for table in TABLES}
    assert from_rows(kept) == [found]
