from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from store import saves, words
from store.database import open_store

PROGRAM = Path(__file__).with_name("survival.py")


def acknowledged(output: str) -> list[tuple[str, int, str]]:
    """What the killed program had reported as done: whole lines only."""
    rows = (line.split() for line in output.splitlines(keepends=True) if line.endswith("\n"))
    return [(kind, int(number), name) for kind, number, name in rows]


def test_nothing_acknowledged_is_lost_when_the_program_is_killed(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    open_store(folder).close()
    rng = random.Random(11)
    done: list[tuple[str, int, str]] = []
    for _ in range(10):
        with subprocess.Popen(
            [sys.executable, str(PROGRAM), str(folder), str(len(done))],
            stdout=subprocess.PIPE,
            text=True,
            cwd=PROGRAM.parents[2],
            env={"PYTHONPATH": str(PROGRAM.parents[2])},
        ) as program:
            assert program.stdout is not None
            first = program.stdout.readline()
            time.sleep(rng.uniform(0.0, 0.1))
            program.kill()
            done += acknowledged(first + program.stdout.read())
        if rng.random() < 0.3:
            (folder / "mixtaste.db-shm").unlink(missing_ok=True)
    with closing(sqlite3.connect(folder / "mixtaste.db")) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with open_store(folder, create=False) as db:
        told = {word.id for word in words.words(db)}
        kept = saves.contents_kept(db)
        assert len(done) > 20
        assert {name for kind, _, name in done if kind == "word"} <= told
        assert {name for kind, _, name in done if kind == "save"} <= kept.keys()
        for name in kept:
            assert saves.content_id([saves.content(db, name)]) == name
