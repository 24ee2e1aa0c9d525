"""Templates told from songs, and several songs told in one project."""

from __future__ import annotations

import pytest

from parsers.session import Marker, Session, Track
from profiler.history.facts import Facts
from profiler.history.regions import parts_of, place_of
from profiler.history.songs import group
from profiler.history.templates import is_template_path

START = tuple(f"{{{n}}}" for n in range(8))


def fact(path: str, time: float, content: str, tracks: tuple[str, ...] = START) -> Facts:
    return Facts(content, content, path, time, time, "reaper", "6.80", "me", tracks, ())


def songs_from_one_start(names: str) -> list[Facts]:
    return [
        one
        for name in names.split()
        for one in (fact(f"/a/{name}/{name}.rpp", 1.0, "start"), fact(f"/a/{name}/{name}.rpp", 2.0, name))
    ]


def test_three_songs_that_begin_with_the_same_save_are_three_songs() -> None:
    songs = group(songs_from_one_start("Ash Birch Cedar"))
    assert [(song.name, len(song.saves), song.template) for song in songs] == [
        ("Ash", 2, False),
        ("Birch", 2, False),
        ("Cedar", 2, False),
    ]
    assert len({song.id for song in songs}) == 3
    assert len({save.id for song in songs for save in song.saves}) == 6


def test_two_that_begin_alike_are_one_song_under_a_new_name() -> None:
    assert [len(song.saves) for song in group(songs_from_one_start("Ash Birch"))] == [3]


def test_copies_of_a_song_in_three_places_are_one_song() -> None:
    facts = [fact(f"/{disk}/Ash/Ash.rpp", time, str(time)) for disk in "abc" for time in (1.0, 2.0)]
    assert [len(song.saves) for song in group(facts)] == [2]


def test_shared_track_ids_of_different_songs_join_nothing() -> None:
    facts = [fact("/a/Ash/Ash.rpp", 1.0, "1"), fact("/a/Birch/Birch.rpp", 2.0, "2")]
    assert len(group(facts)) == 2


def test_a_start_that_lies_among_templates_joins_not_even_two_songs_and_counts_nowhere() -> None:
    songs = group([fact("/a/ProjectTemplates/Band.rpp", 0.5, "start"), *songs_from_one_start("Ash Birch")])
    assert [(song.name, song.template, song.counts) for song in songs] == [
        ("Ash", False, True),
        ("Band", True, False),
        ("Birch", False, True),
    ]


def test_an_untouched_copy_of_a_template_is_no_song() -> None:
    songs = group([*songs_from_one_start("Ash Birch Cedar"), fact("/a/Next/Next.rpp", 1.0, "start")])
    assert {song.name: song.template for song in songs} == {"Ash": False, "Birch": False, "Cedar": False, "Next": True}


@pytest.mark.parametrize(
    "path", ["/home/a/REAPER/ProjectTemplates/Band.RPP", "C:\\m\\Vorlagen\\Band.rpp", "/a/x/Console_Template v2.rpp"]
)
def test_a_template_is_told_by_its_folder_or_its_name(path: str) -> None:
    assert is_template_path(path)


@pytest.mark.parametrize("path", ["/a/x/Band.rpp", "/a/Temple/Temple.rpp", "/a/My templates collection/song.rpp"])
def test_a_song_is_no_template_for_a_likeness_of_words(path: str) -> None:
    assert not is_template_path(path)


def project(*markers: Marker) -> Session:
    return Session("reaper", "REAPER", "6.80", Track("master", "", kind="master"), markers=markers)


def test_an_album_in_one_project_is_told_by_its_regions() -> None:
    album = project(Marker(0.0, "Low Tide", 180.0), Marker(200.0, "High Tide", 420.0), Marker(430.0, "Ebb", 600.0))
    assert parts_of(album) == ("Low Tide", "High Tide", "Ebb")


@pytest.mark.parametrize(
    "names", ["Intro|Verse 1|Chorus|Verse 2", "Mix|Song", "1|2|3", "Low Tide|Low Tide", "Chorus|Low Tide|Verse"]
)
def test_sections_of_one_song_are_no_songs(names: str) -> None:
    regions = [Marker(n * 100.0, name, n * 100.0 + 90.0) for n, name in enumerate(names.split("|"))]
    assert parts_of(project(*regions)) == ()


def test_a_place_is_the_shortest_region_around_it_else_the_marker_before_it() -> None:
    session = project(
        Marker(0.0, "Low Tide", 180.0),
        Marker(60.0, "Chorus", 90.0),
        Marker(200.0, "Count", None),
        Marker(190.0, "", 300.0),
    )
    assert place_of(session, 62.0, 80.0) == "Chorus"
    assert place_of(session, 10.0, 20.0) == "Low Tide"
    assert place_of(session, 210.0, 215.0) == "Count"
    assert place_of(session, 185.0, 187.0) == ""
