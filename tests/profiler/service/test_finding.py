from __future__ import annotations

import pytest

from profiler.history.records import Move, MoveObject, Song, SongHistory
from profiler.service.finding import UnknownNameError, move_named, song_named

SONGS = [Song("a1", "Rain", ()), Song("a2", "Rain", ()), Song("b1", "Snow", ())]


def history(*ids: str) -> SongHistory:
    moves = tuple(Move(one, MoveObject(), "level", "fader.gain", 0.0, 1.0, "dB") for one in ids)
    return SongHistory(SONGS[2], moves, (), (), (), {})


def test_a_song_is_found_by_its_id_or_by_a_name_that_only_it_has() -> None:
    assert song_named(SONGS, "a2") is SONGS[1]
    assert song_named(SONGS, "Snow") is SONGS[2]


def test_of_a_name_that_several_songs_have_the_ids_are_told() -> None:
    with pytest.raises(UnknownNameError) as told:
        song_named(SONGS, "Rain")
    assert told.value.remedy == "Ids: a1, a2."


def test_for_a_name_that_no_song_has_near_ones_are_told() -> None:
    with pytest.raises(UnknownNameError) as told:
        song_named(SONGS, "Snwo")
    assert told.value.remedy == "Near ones: Snow."
    with pytest.raises(UnknownNameError) as told:
        song_named([], "Snow")
    assert told.value.remedy == "List them: songs."


def test_a_move_is_found_by_its_first_letters_when_no_other_begins_so() -> None:
    known = history("abc1", "abd2", "abc")
    assert move_named([known], "abd") == (known, known.moves[1])
    assert move_named([known], "abc") == (known, known.moves[2])  # all of its id
    with pytest.raises(UnknownNameError, match="3 moves begin with ab"):
        move_named([known], "ab")
    with pytest.raises(UnknownNameError, match="there is no move"):
        move_named([known], "")
