from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.formats.reaper.split import careful_stretches, is_complete, join, split, stretches, versions

PIECES = st.sampled_from(
    [
        b"<REAPER_PROJECT 0.1\n",
        b"  <TRACK {A}\n",
        b"  >\n",
        b">\n",
        b"<TRACK\n",
        b"  NAME x\r\n",
        b"\n",
        b" ",
        b"<",
        b"\t>",
    ]
)


def test_a_project_is_cut_into_head_tracks_and_tail(song: bytes) -> None:
    blocks = split(song)
    assert [block.kind for block in blocks] == ["head", "track", "track", "tail"]
    assert [block.key[-2:] for block in blocks] == ["", "1}", "2}", ""]
    assert blocks[-1].data.endswith(b"  >\n>\n")


@given(st.lists(PIECES | st.binary(max_size=12), max_size=40).map(b"".join))
def test_the_blocks_of_any_bytes_are_these_bytes(data: bytes) -> None:
    assert join(block.data for block in split(data)) == data


def test_the_cut_by_indent_is_the_cut_by_counting(song: bytes) -> None:
    for data in (song, song.replace(b"\n", b"\r\n"), song.rstrip()):
        assert stretches(data) == careful_stretches(data)


def test_a_file_without_indent_is_cut_by_counting(song: bytes) -> None:
    flat = b"\n".join(line.lstrip() for line in song.split(b"\n"))
    assert [block.key for block in split(flat)] == [block.key for block in split(song)]
    assert join(block.data for block in split(flat)) == flat


def test_a_track_in_another_block_starts_no_block(project: Callable[..., bytes], track: Callable[..., str]) -> None:
    data = project(track("NAME Vox"), terms="<EXTENSIONS\n  <SWSSNAPSHOT x\n    <TRACK {B} 1 0\n    >\n  >\n>")
    assert [block.kind for block in split(data)] == ["head", "track", "tail"]


def test_the_key_of_a_track_is_its_guid_wherever_it_stands(project: Callable[..., bytes]) -> None:
    tracks = "<TRACK '{A}'\n>\n<TRACK\n  TRACKID {B}\n>\n<TRACK {A}\n>\n<TRACK\n>\n<TRACK\n  TRACKID\n>\n"
    keys = [block.key for block in split(project(tracks)) if block.kind == "track"]
    assert keys == ["{A}", "{B}", "{A}#2", "#1", "#2"]


def test_a_template_is_cut_at_every_root() -> None:
    data = b"<TRACK {A}\n  NAME x\n>\n<TRACK {B}\n>\n"
    assert [(block.kind, block.key) for block in split(data)] == [("track", "{A}"), ("track", "{B}")]


def test_nothing_has_no_blocks() -> None:
    assert split(b"") == []


def test_a_file_is_complete_when_all_its_blocks_are_closed(song: bytes) -> None:
    assert is_complete(song)
    assert is_complete(song.rstrip())
    assert not any(is_complete(song[:size]) for size in range(0, len(song) - 2, 97))
    assert not is_complete(b"  \n")


def test_a_chain_is_complete_with_a_closer_too_many() -> None:
    assert is_complete(b'BYPASS 0 0\n<JS x ""\n  1 2\n>\nWAK 0\n>\n')


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_backup_may_hold_several_saves_oldest_first(song: bytes, end: bytes) -> None:
    song = song.replace(b"\n", end)
    later = song.replace(b"1700000000", b"1700000600")
    assert versions(song + later) == [song, later]
    assert versions(b"@noindex" + end + song) == [b"@noindex" + end + song]
