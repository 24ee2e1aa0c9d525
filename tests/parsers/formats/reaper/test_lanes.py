"""Fixed lanes: which lane a clip lies in, and whether it is heard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from parsers.errors import UnwritableSessionError
from parsers.formats.reaper.read import read
from parsers.formats.reaper.write import write
from parsers.session import Track


def item(number: int, place: str) -> str:
    return f"<ITEM\n  POSITION {number}\n  LENGTH 1\n  IGUID {{{number}}}\n  {place}\n>"


COMPED = "\n".join(
    [
        "FREEMODE 2",
        "FIXEDLANES 9 0 0 0 0",
        "LANESOLO 4 0 0 0 0 0 0 0",
        "LANEREC -1 0 -1 0",
        "LANENAME comp 1 2 3",
        "ITEMLANES 4",
        "LINKEDLANE 0 3 3 0 -1 0.01 0.01",
        item(1, "YPOS 0.5 0.25 2"),
        item(2, "YPOS 0 0.25 2"),
        item(3, "YPOS 0.333333 0.333333 2"),
    ]
)


def test_a_clip_lies_in_the_lane_that_its_place_says(track_of: Callable[[str], Track]) -> None:
    assert [clip.lane for clip in track_of(COMPED).clips] == [3, 1, 2]


def test_only_clips_in_playing_lanes_are_heard(track_of: Callable[[str], Track]) -> None:
    track = track_of(COMPED)
    assert track.lanes_playing == (3,)
    assert [track.plays(clip) for clip in track.clips] == [True, False, False]


def test_without_a_mask_every_lane_plays(track_of: Callable[[str], Track]) -> None:
    track = track_of(COMPED.replace("LANESOLO 4 0 0 0 0 0 0 0\n", ""))
    assert track.lanes_playing is None
    assert all(track.plays(clip) for clip in track.clips)


def test_bits_beyond_the_lanes_say_nothing(track_of: Callable[[str], Track]) -> None:
    track = track_of(COMPED.replace("LANESOLO 4 0 0 0 0 0 0 0", "LANESOLO 4294967281 4294967295"))
    assert track.lanes_playing == (1,)


def test_a_track_that_was_turned_back_has_no_lanes(track_of: Callable[[str], Track]) -> None:
    track = track_of(COMPED.replace("FREEMODE 2", "FREEMODE 0"))
    assert track.lanes_playing is None
    assert {clip.lane for clip in track.clips} == {0}
    assert "LANESOLO 4 0 0 0 0 0 0 0" in track.extra


@pytest.mark.parametrize("mask", ["4 0 0 0 0 0 0 0", "4", "4294967281 4294967295", "x"])
def test_lanes_are_written_back(mask: str, project: Callable[..., bytes], track: Callable[..., str]) -> None:
    data = project(track(COMPED.replace("4 0 0 0 0 0 0 0", mask, 1)))
    session = read(data)
    assert write(session, base=data) == data
    assert read(write(session)) == session


def test_another_lane_plays_and_a_clip_moves_to_another(
    project: Callable[..., bytes], track: Callable[..., str]
) -> None:
    data = project(track(COMPED))
    session = read(data)
    first = session.tracks[0]
    clips = (replace(first.clips[0], lane=4), *first.clips[1:])
    changed = replace(session, tracks=(replace(first, lanes_playing=(1, 4), clips=clips),))
    written = write(changed, base=data)
    assert b"LANESOLO 9 0 0 0 0 0 0 0" in written
    assert b"YPOS 0.75 0.25 2" in written
    assert read(written) == changed


def test_lanes_need_a_track_that_has_them(session_of: Callable[..., object], track: Callable[..., str]) -> None:
    session = session_of(track("NAME Vox"))
    lost = replace(session, tracks=(replace(session.tracks[0], lanes_playing=(1,)),))  # type: ignore[attr-defined, type-var]
    with pytest.raises(UnwritableSessionError):
        write(lost)  # type: ignore[arg-type]
