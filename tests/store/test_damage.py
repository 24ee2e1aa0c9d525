"""What a store says when its bytes have changed under it, or its disk is full."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from parsers import registry
from parsers.block import Block
from store import saves, users, words
from store.database import FILE, Database, open_store
from store.errors import StoreDamagedError, StoreError, StoreFullError
from store.schema import words as words_table


def filled(folder: Path) -> dict[str, bytes]:
    """A store with some saves and words; the saves' bytes by content."""
    rng = random.Random(8)
    kept = {}
    with open_store(folder) as db:
        track = [b"%d\n" % rng.getrandbits(40) for _ in range(100)]
        for number in range(20):
            track[rng.randrange(100)] = b"%d\n" % rng.getrandbits(40)
            data = b"".join(track)
            kept[record(db, data, number)] = data
            words.say(db, user="anna", kind="answer", time=float(number), subject={}, body={"words": "muddy"})
    return kept


def record(db: Database, data: bytes, number: int = 0) -> str:
    return saves.record(
        db,
        path="/songs/rain.rpp",
        format="reaper",
        blocks=[Block("track", "1", data)],
        size=len(data),
        mtime_ns=number,
        inode=1,
        user="anna",
        seen=float(number),
    )


def test_flipped_bits_are_said_and_never_pass_for_a_save(tmp_path: Path) -> None:
    kept = filled(tmp_path / "good")
    sound = (tmp_path / "good" / FILE).read_bytes()
    rng = random.Random(9)
    said = 0
    for number in range(40):
        damaged = bytearray(sound)
        damaged[rng.randrange(len(damaged))] ^= 1 << rng.randrange(8)
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / FILE).write_bytes(damaged)
        try:
            with open_store(folder) as db:
                words.words(db)
                users.names(db)
                for content, data in kept.items():
                    assert saves.content(db, content) == data
        except StoreError:
            said += 1
    assert said > 0


def test_a_word_that_is_not_what_was_said_is_named(db: Database) -> None:
    word = words.say(db, user="anna", kind="answer", time=1.0, subject={}, body={"words": "muddy"})
    with db.write() as connection:
        connection.execute(sa.update(words_table).values(body={"words": "bright"}))
    with pytest.raises(StoreDamagedError, match=word.id):
        words.words(db)
    with db.write() as connection:
        connection.exec_driver_sql("UPDATE words SET body = '{'")
    with pytest.raises(StoreDamagedError, match="backup"):
        words.words(db)


def test_a_save_for_which_there_is_no_room_is_said_and_the_rest_intact(db: Database) -> None:
    rng = random.Random(10)
    first = record(db, b"small")
    with db.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    limit = [f"PRAGMA max_page_count = {pages + 2}"]
    sa.event.listen(db._engine, "checkout", lambda raw, *_: raw.execute(limit[0]))
    large = rng.randbytes(100_000)
    with pytest.raises(StoreFullError):
        record(db, large, 1)
    assert [one.content for one in saves.sightings(db)] == [first]
    limit[0] = "PRAGMA max_page_count = 1000000"
    assert saves.content(db, record(db, large, 1)) == large


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_a_file_that_may_grow_no_further_is_an_error_of_the_store(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    program = (
        "import resource, sys; from store import words; from store.database import open_store\n"
        "from store.errors import StoreError\n"
        "db = open_store(sys.argv[1]); resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))\n"
        "try:\n    words.say(db, user='a', kind='answer', time=1, subject={}, body={'words': 'x' * 200_000})\n"
        "except StoreError as error:\n    print(type(error).__name__, len(words.words(db)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == ["StoreFullError", "0"]
    with open_store(tmp_path) as db:
        words.say(db, user="a", kind="answer", time=1, subject={}, body={"words": "x" * 200_000})


@pytest.mark.corpus
def test_every_real_session_comes_back_byte_for_byte(db: Database, corpus: Path) -> None:
    read = 0
    for path in sorted((corpus / "reaper" / "files").rglob("*")):
        if path.is_file() and registry.is_session_path(str(path)):
            data = path.read_bytes()
            content = saves.record(
                db,
                path=str(path),
                format="reaper",
                blocks=registry.split(data, path=str(path)),
                size=len(data),
                mtime_ns=0,
                inode=0,
                user="",
                seen=0.0,
            )
            assert saves.content(db, content) == data, path
            read += 1
    assert read > 400
