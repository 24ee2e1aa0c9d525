"""Which saves are one song: by path, name, tracks, and the engineer's word."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from profiler.history.corrections import Corrections, Named
from profiler.history.facts import Facts, fingerprint
from profiler.history.names import read_name
from profiler.history.songs import group

TRACKS = ("{A}", "{B}", "{C}", "{D}", "{E}")


def fact(path: str, saved_at: float | None = None, tracks: tuple[str, ...] = TRACKS, **fields: Any) -> Facts:
    content = fields.pop("content", f"{path} {saved_at}")
    return Facts(
        content=content,
        fingerprint=fields.pop("fingerprint", content),
        path=path,
        mtime=fields.pop("mtime", 0.0),
        saved_at=saved_at,
        format="reaper",
        app_version=fields.pop("app_version", "6.80"),
        user="me",
        track_ids=tracks,
        track_names=(),
        **fields,
    )


@pytest.mark.parametrize(
    ("path", "song", "title"),
    [
        ("/a/Song/Song.rpp", "Song", "Song"),
        ("/a/Song/Backups/Song-2024-01-31_1530.rpp-bak", "Song", "Song"),
        ("/a/Tide/0001_20171012T194955Z.rpp", "", "Tide"),
        ("/a/Tide/mix3.rpp", "", "Tide"),
        ("/a/x/My Song v2.rpp", "My Song", "My Song"),
        ("/a/x/My Song (2).rpp", "My Song", "My Song"),
        ("/a/x/MySong_FINAL_v3.rpp", "MySong", "MySong"),
        ("C:\\m\\Song 2\\Song 2.RPP", "Song", "Song"),
    ],
)
def test_a_name_is_read_without_its_version_marks(path: str, song: str, title: str) -> None:
    assert (read_name(path).song, read_name(path).title) == (song, title)


def test_a_stamp_in_the_name_is_a_time() -> None:
    assert read_name("/a/Song-2024-01-31_1530.rpp-bak").stamp == 1706715000.0
    assert read_name("/a/0001_20171012T194955Z.rpp").stamp == 1507837795.0
    assert read_name("/a/Song.rpp").stamp is None


def test_a_path_its_backups_and_its_versions_are_one_song() -> None:
    songs = group(
        [
            fact("/a/Song/Song.rpp", 30.0),
            fact("/a/Song/Song.rpp", 40.0),
            fact("/a/Song/Song.rpp-bak", 20.0, tracks=()),
            fact("/a/Song/Backups/Song-2024-01-31_1530.rpp-bak", 10.0, tracks=("{Z}",)),
            fact("/a/Song/Song v2.rpp", 50.0, tracks=("{A}", "{B}", "{C}", "{X}")),
        ]
    )
    assert [song.name for song in songs] == ["Song"]
    assert [save.time for save in songs[0].saves] == [10.0, 20.0, 30.0, 40.0, 50.0]
    assert [save.parent for save in songs[0].saves] == [None, *(save.id for save in songs[0].saves[:-1])]


def test_numbered_names_without_common_tracks_are_different_songs() -> None:
    songs = group([fact("/a/x/Song 1.rpp", 1.0), fact("/a/x/Song 2.rpp", 2.0, tracks=("{X}", "{Y}", "{Z}"))])
    assert [song.name for song in songs] == ["Song 1", "Song 2"]


def test_two_shared_tracks_of_a_template_make_no_song() -> None:
    songs = group([fact("/a/x/mix1.rpp", 1.0), fact("/a/x/mix2.rpp", 2.0, tracks=("{A}", "{B}", "{X}", "{Y}", "{Z}"))])
    assert len(songs) == 2


def test_the_same_save_with_other_line_ends_is_one_save() -> None:
    assert fingerprint(b"a\r\nb\r\n") == fingerprint(b"a\nb\n")
    songs = group(
        [
            fact("/a/x/Song.rpp", 1.0, content="crlf", fingerprint="f"),
            fact("/b/y/Song.rpp", 1.0, content="lf", fingerprint="f"),
        ]
    )
    assert [len(song.saves) for song in songs] == [1]


def test_without_a_time_in_the_file_the_name_decides_and_then_the_clock() -> None:
    songs = group(
        [
            fact("/a/Song/Song-2024-01-31_1530.rpp-bak", None, content="b", mtime=9e9),
            fact("/a/Song/Song.rpp", None, content="late", mtime=1.8e9),
            fact("/a/Song/Song.rpp", None, content="early", mtime=1.0e9),
        ]
    )
    assert [save.content for save in songs[0].saves] == ["early", "b", "late"]


def named(*pairs: tuple[str, str]) -> Corrections:
    return Corrections(tuple(Named(frozenset({path}), song) for path, song in pairs))


def test_the_engineers_word_wins_for_a_file_and_for_a_folder() -> None:
    facts = [fact("/a/x/one.rpp", 1.0), fact("/a/x/two.rpp", 2.0), fact("/a/y/z/three.rpp", 3.0)]
    songs = group(facts, named(("/a/x/one.rpp", "Tide"), ("/a/y", "Tide")))
    assert {song.name: len(song.saves) for song in songs} == {"Tide": 2, "two": 1}


def test_chains_and_templates_are_no_songs_unless_the_engineer_says_so() -> None:
    chain = fact("/a/x/vox.RfxChain", None, app_version="", fragment=True)
    assert group([chain]) == []
    assert [song.name for song in group([chain], named(("/a/x/vox.RfxChain", "chain")))] == ["chain"]


def test_songs_of_one_name_are_told_apart_by_their_folders() -> None:
    songs = group([fact("/a/Tide/mixdown/song.rpp", 1.0), fact("/a/Ebb/song.rpp", 2.0, tracks=("{X}",))])
    assert [song.name for song in songs] == ["song (Ebb)", "song (mixdown)"]


PATHS = st.sampled_from(
    ["/a/S/S.rpp", "/a/S/S.rpp-bak", "/a/S/S v2.rpp", "/a/S/0001_20171012T194955Z.rpp", "/b/S/S.rpp", "/a/S/T.rpp"]
)
FACTS = st.lists(
    st.builds(
        fact,
        path=PATHS,
        saved_at=st.sampled_from([None, 1.0, 2.0]),
        tracks=st.sampled_from([TRACKS, TRACKS[:3], ("{X}",), ()]),
        content=st.sampled_from(["c1", "c2", "c3", "c4"]),
    ),
    max_size=8,
)


@given(FACTS, st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_the_order_of_learning_changes_nothing(facts: list[Facts], rng: random.Random) -> None:
    shuffled = facts.copy()
    rng.shuffle(shuffled)
    assert group(facts) == group([*shuffled, *shuffled])
