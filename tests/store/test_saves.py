from __future__ import annotations

import itertools
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parsers.block import Block
from parsers.errors import BrokenSessionError
from store import saves
from store.blocks import lineage
from store.database import Database, open_store
from store.errors import StoreDamagedError, StoreError
from store.opened import Opened
from store.schema import bases, blocks, contents


def session(*tracks: tuple[str, bytes]) -> list[Block]:
    parts = [Block("track", key, data) for key, data in tracks]
    return [Block("head", "", b"<REAPER_PROJECT 0.1\n"), *parts, Block("tail", "", b">\n")]


def record(db: Database, path: str, parts: list[Block], **other: Any) -> str:
    size = sum(len(part.data) for part in parts)
    facts = {"format": "reaper", "size": size, "mtime_ns": 1, "inode": 1, "user": "anna", "seen": 1.0} | other
    return saves.record(db, path=path, blocks=parts, **facts)


def whole(parts: list[Block]) -> bytes:
    return b"".join(part.data for part in parts)


def count(db: Database, table: sa.Table) -> int:
    with db.read() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()


def stored(db: Database, table: sa.Table) -> list[Any]:
    with db.read() as connection:
        return sorted(connection.execute(sa.select(table)).all(), key=repr)


def history(seed: int, length: int = 30) -> list[list[Block]]:
    """Successive saves of one song of four tracks, of which one changes a little each time."""
    rng = random.Random(seed)
    lines = {key: [b"LINE %d\r\n" % rng.getrandbits(60) for _ in range(200)] for key in "abcd"}
    made = []
    for _ in range(length):
        key = rng.choice("abcd")
        lines[key][rng.randrange(200)] = b"LINE %d\r\n" % rng.getrandbits(60)
        made.append(session(*((key, b"".join(lines[key])) for key in "abcd")))
    return made


def test_a_save_comes_back_byte_for_byte(db: Database) -> None:
    for parts in history(1):
        save = record(db, "/songs/rain.rpp", parts)
        assert saves.content(db, save) == whole(parts)
        assert saves.content_id([whole(parts)]) == save


def test_saves_that_are_kept_and_read_in_turn_are_the_same_saves(tmp_path: Path) -> None:
    with open_store(tmp_path / "one by one") as alone, open_store(tmp_path / "in turn") as together:
        opened, made = Opened(), []
        for parts in history(3, 40):
            save = record(alone, "/songs/rain.rpp", parts)
            stat = (1, 1, 1)
            facts = {"format": "reaper", "stat": stat, "user": "anna", "seen": 1.0, "opened": opened}
            assert saves.record_versions(together, path="/songs/rain.rpp", versions=[parts], **facts) == [save]
            made.append((save, whole(parts)))
        for db, table in itertools.product((alone, together), (blocks, bases, contents)):
            assert stored(db, table) == stored(alone, table)
        reading = Opened()
        for save, data in made:
            assert saves.content(together, save, reading) == data


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from(["", "a", "b"]), st.binary(max_size=300)), max_size=6),
        min_size=1,
        max_size=5,
    )
)
def test_whatever_the_blocks_they_come_back(db: Database, history_: list[list[tuple[str, bytes]]]) -> None:
    kept = {}
    for tracks in history_:
        parts = [Block("track", key, data) for key, data in tracks]
        kept[record(db, "/x.rpp", parts)] = whole(parts)
    for save, data in kept.items():
        assert saves.content(db, save) == data


def test_close_saves_of_a_song_take_little_room(db: Database) -> None:
    raw = 0
    for parts in history(2, 40):
        record(db, "/songs/rain.rpp", parts)
        raw += len(whole(parts))
    with db.read() as connection:
        stored = connection.execute(sa.select(sa.func.sum(sa.func.length(blocks.c.body)))).scalar_one()
    assert stored < 0.03 * raw
    with db.read() as connection:
        assert connection.execute(sa.select(sa.func.max(blocks.c.depth))).scalar_one() <= 8


def test_an_equal_block_is_kept_once_in_whatever_song(db: Database) -> None:
    record(db, "/a/one.rpp", session(("1", b"x" * 500), ("2", b"x" * 500)))
    record(db, "/b/two.rpp", session(("3", b"x" * 500)))
    assert count(db, blocks) == 3


def test_a_copy_elsewhere_is_pressed_against_the_first(db: Database) -> None:
    track = random.Random(5).randbytes(5000)
    record(db, "/a/one.rpp", session(("{GUID}", track)))
    save = record(db, "/b/other name.rpp", session(("{GUID}", track + b"more")))
    with db.read() as connection:
        body = connection.execute(sa.select(blocks.c.body).where(blocks.c.size == 5004)).scalar_one()
    assert len(body) < 100
    assert saves.content(db, save).endswith(b"more>\n")


def test_recording_the_same_twice_changes_nothing_but_the_stat(db: Database) -> None:
    parts = session(("1", b"a"))
    assert record(db, "/s.rpp", parts) == record(db, "/s.rpp", parts, mtime_ns=9, inode=2**64 - 1, seen=8.0)
    assert saves.known(db) == {"/s.rpp": (len(whole(parts)), 9, 2**64 - 1)}
    (only,) = saves.sightings(db)
    assert only.seen == 1.0
    assert only.latest


def test_an_overwritten_save_stays_in_the_history_of_its_path(db: Database) -> None:
    first, second = session(("1", b"a")), session(("1", b"b"))
    ids = [record(db, "/s.rpp", parts, seen=float(at)) for at, parts in enumerate((first, second, first))]
    assert ids[0] == ids[2]
    assert [(one.content, one.latest, one.seen) for one in saves.sightings(db)] == [
        (ids[0], False, 0.0),
        (ids[1], False, 1.0),
        (ids[2], True, 2.0),
    ]
    assert saves.content(db, ids[1]) == whole(second)


def test_a_file_that_holds_several_saves_lists_them_in_order_and_once(db: Database) -> None:
    a, b, c = (session(("1", text)) for text in (b"a", b"b", b"c"))

    def put(versions: list[list[Block]], mtime_ns: int) -> list[str]:
        return saves.record_versions(
            db,
            path="/s.rpp-bak",
            format="reaper",
            versions=versions,
            stat=(9, mtime_ns, 1),
            user="anna",
            seen=float(mtime_ns),
        )

    first = put([a, b], 1)
    assert put([a, b], 2) == first
    assert [(one.content, one.latest, one.mtime_ns) for one in saves.sightings(db)] == [
        (first[0], False, 1),
        (first[1], True, 2),
    ]
    (_, last) = put([b, c], 3)
    assert [one.content for one in saves.sightings(db)] == [*first, last]
    assert saves.known(db) == {"/s.rpp-bak": (9, 3, 1)}
    assert saves.content(db, last) == whole(c)


def test_what_could_not_be_read_is_remembered_until_it_can(db: Database) -> None:
    save = record(db, "/s.rpp", session(("1", b"a")))
    error = BrokenSessionError("a block is never closed", path="/s.rpp", line=7)
    saves.record_failure(
        db, path="/s.rpp", format="reaper", size=5, mtime_ns=6, inode=7, user="anna", seen=2.0, error=error
    )
    before, failed = saves.sightings(db)
    assert (before.content, before.latest) == (save, False)
    assert (failed.content, failed.latest, failed.error_kind) == (None, True, "BrokenSessionError")
    assert failed.error == "/s.rpp, line 7: a block is never closed"
    assert saves.known(db) == {"/s.rpp": (5, 6, 7)}
    assert saves.given_up(db) == {"/s.rpp": "/s.rpp, line 7: a block is never closed"}
    record(db, "/s.rpp", session(("1", b"b")), mtime_ns=8)
    assert [one.error for one in saves.sightings(db)] == [None, None]
    assert saves.known(db)["/s.rpp"][1] == 8


def test_a_failure_can_be_forgotten_so_that_it_is_tried_again(db: Database) -> None:
    saves.record_failure(
        db, path="/s.rpp", format="", size=5, mtime_ns=6, inode=7, user="", seen=2.0, error=OSError("no")
    )
    saves.forget_path(db, "/s.rpp")
    assert saves.known(db) == {}


def test_known_paths_can_be_asked_for_by_folder(db: Database) -> None:
    for path in ("/a/x.rpp", "/A/x.rpp", "/a_/x.rpp", "/a/b/x.rpp"):
        record(db, path, session(("1", path.encode())))
    assert set(saves.known(db, "/a/")) == {"/a/x.rpp", "/a/b/x.rpp"}
    assert len(saves.known(db)) == 4


def test_a_file_name_that_is_no_unicode_is_a_path_too(db: Database) -> None:
    path = "/songs/caf\udce9 ☂.rpp"
    record(db, path, session(("1", b"a")))
    assert list(saves.known(db)) == [path]
    assert saves.sightings(db)[0].path == path


def test_dropped_saves_leave_nothing_behind(db: Database) -> None:
    ids = [record(db, "/songs/rain.rpp", parts) for parts in history(3)]
    assert saves.drop_contents(db, [*ids, "unknown"]) == len(set(ids))
    assert saves.sightings(db) == []
    assert [count(db, table) for table in (blocks, bases, contents)] == [0, 0, 0]


def test_saves_that_stay_stay_whole_when_their_bases_go(db: Database) -> None:
    made = history(4)
    ids = [record(db, "/songs/rain.rpp", parts) for parts in made]
    saves.drop_contents(db, ids[:12])
    saves.drop_contents(db, ids[20:25])
    left = dict(zip(ids[12:20] + ids[25:], made[12:20] + made[25:], strict=True))
    for save, parts in left.items():
        assert saves.content(db, save) == whole(parts)
    assert saves.contents_kept(db).keys() == left.keys()
    again = record(db, "/songs/rain.rpp", made[0])
    assert saves.content(db, again) == whole(made[0])


def test_the_newest_content_left_at_a_path_is_the_latest(db: Database) -> None:
    ids = [record(db, "/s.rpp", session(("1", b"%d" % at))) for at in range(3)]
    saves.drop_contents(db, [ids[2]])
    assert [(one.content, one.latest) for one in saves.sightings(db)] == [(ids[0], False), (ids[1], True)]


def test_equal_blocks_have_equal_names(db: Database) -> None:
    one = record(db, "/s.rpp", session(("1", b"a"), ("2", b"b")))
    two = record(db, "/s.rpp", session(("1", b"a"), ("2", b"c")))
    first, second = saves.block_names(db, one), saves.block_names(db, two)
    assert [a == b for a, b in zip(first, second, strict=True)] == [True, True, False, True]


def test_a_damaged_block_is_named(db: Database) -> None:
    save = record(db, "/s.rpp", session(("1", b"some text, some text, some text, some text")))
    name = saves.block_names(db, save)[1]
    with db.write() as connection:
        connection.execute(sa.update(blocks).where(blocks.c.hash == bytes.fromhex(name)).values(codec=0, body=b"other"))
    with pytest.raises(StoreDamagedError, match=name):
        saves.content(db, save)
    with db.write() as connection:
        connection.execute(sa.delete(blocks).where(blocks.c.hash == bytes.fromhex(name)))
    with pytest.raises(StoreDamagedError, match="missing"):
        saves.content(db, save)


def test_a_damaged_list_of_blocks_is_found(db: Database) -> None:
    save = record(db, "/s.rpp", session(("1", b"a"), ("2", b"b")))
    with db.write() as connection:
        connection.execute(sa.update(contents).values(blocks=b"\x02\x02"))
    with pytest.raises(StoreDamagedError, match=save):
        saves.content(db, save)


def test_a_save_that_is_not_kept_is_said(db: Database) -> None:
    with pytest.raises(StoreError, match="no save is called"):
        saves.content(db, "0" * 32)


def test_two_stores_that_saw_the_same_in_another_order_hold_the_same(db: Database, tmp_path: Path) -> None:
    made = history(6, 8)
    with open_store(tmp_path / "other") as other:
        for number, parts in enumerate(made):
            record(db, f"/songs/{number}.rpp", parts)
        for number, parts in reversed(list(enumerate(made))):
            record(other, f"/songs/{number}.rpp", parts)
        assert saves.sightings(db) == saves.sightings(other)
        for save in saves.contents_kept(db):
            assert saves.content(db, save) == saves.content(other, save)


@pytest.mark.parametrize(
    "path",
    [
        "/Songs/Rain.rpp",
        "/Songs/Rain.rpp-bak",
        "/Songs/Rain v2.rpp",
        "/Songs/rain_FINAL (2).RPP",
        "/Songs/Rain-mix3.rpp",
        "/Songs/Backups/Rain-2024-05-01_2210.rpp-bak",
    ],
)
def test_versions_and_backups_of_a_song_are_one_lineage(path: str) -> None:
    assert lineage(path) == lineage("/Songs/Rain.rpp")


def test_other_songs_are_other_lineages() -> None:
    assert len({lineage(path) for path in ("/a/Rain.rpp", "/a/Snow.rpp", "/b/Rain.rpp")}) == 3


def test_a_sighting_can_be_altered_like_any_value() -> None:
    sighting = saves.Sighting("/s.rpp", None, 1, 2, 3, 4.0, "", "")
    assert replace(sighting, user="anna").user == "anna"


def test_a_version_history_lists_each_content_once_beside_what_was_seen_on_disk(db: Database) -> None:
    def past(data: bytes, time: int, user: str) -> saves.Sighting:
        blocks = [Block("head", "h", data)]
        return saves.record_past(
            db, path="/a/x.rpp", format="reaper", blocks=blocks, mtime_ns=time, user=user, seen=9.0
        )

    assert past(b"one", 5, "ada") == past(b"one", 7, "ben")
    assert past(b"one", 3, "ben").mtime_ns == 3
    past(b"two", 8, "ben")
    assert saves.known(db) == {}
    told = [(sight.content, sight.mtime_ns, sight.user, sight.past) for sight in saves.sightings(db)]
    assert sorted(told) == sorted(
        [(saves.content_id([b"one"]), 3, "ben", True), (saves.content_id([b"two"]), 8, "ben", True)]
    )


def test_the_newest_content_of_a_path_is_what_was_seen_there_last(db: Database) -> None:
    first, second, *_ = history(5)
    assert saves.newest(db, "/a.rpp") is None
    record(db, "/a.rpp", first)
    record(db, "/b.rpp", first)
    last = record(db, "/a.rpp", second, mtime_ns=2)
    saves.record_past(db, path="/a.rpp", format="reaper", blocks=first, mtime_ns=5, user="anna", seen=9.0)
    assert saves.newest(db, "/a.rpp") == last
    assert saves.newest(db, "/a") is None


def test_what_version_histories_say_can_be_had_apart(db: Database) -> None:
    first, second, *_ = history(6)
    record(db, "/a.rpp", first)
    saves.record_past(db, path="/a.rpp", format="reaper", blocks=second, mtime_ns=5, user="anna", seen=9.0)
    saves.record_failure(
        db, path="/b.rpp", format="", size=1, mtime_ns=1, inode=1, user="", seen=1.0, error=BrokenSessionError("cut")
    )
    every, past, there = saves.sightings(db), saves.sightings(db, past=True), saves.sightings(db, past=False)
    assert [one.past for one in every] == [True, False, False]
    assert past == every[:1]
    assert there == every[1:]
