"""Automation in a few numbers: where it was drawn, between which values, which way; and where clips were edited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from parsers.session import Clip, Envelope, EnvelopePoint, Marker, SourceRef, Track
from profiler.history.json import move_json, stretch_from_json, stretch_json
from profiler.history.moves import compare
from profiler.history.records import Move, Stretch
from profiler.history.words import in_words

Build = Callable[..., Any]
MARKS = (Marker(30.0, "Chorus", 60.0), Marker(90.0, "Outro", None))


def curve(*points: tuple[float, float], target: str = "fader.gain") -> Envelope:
    return Envelope(target, active=True, points=tuple(EnvelopePoint(time, value, "linear") for time, value in points))


def moved(session: Build, before: Track, after: Track) -> list[Move]:
    return list(compare(session(before, markers=MARKS), session(after, markers=MARKS)).moves)


def test_a_ride_that_was_drawn_tells_its_range_way_and_place(session: Build) -> None:
    plain = Track("{1}", "Vox", automation_mode="read")
    (move,) = moved(session, plain, replace(plain, envelopes=(curve((32.0, -6.0), (40.0, -4.0), (55.0, -2.0)),)))
    assert move.stretch == Stretch(32.0, 55.0, "Chorus", -6.0, -2.0, "up")
    assert in_words(move) == (
        "Vox: fader automation drawn (0 → 3 points) from 0:32 to 0:55 in “Chorus”: -6.0 dB … -2.0 dB, up"
    )


def test_a_redrawn_part_is_told_alone_with_its_change(session: Build) -> None:
    before = curve((0.0, -6.0), (32.0, -6.0), (40.0, -6.0), (55.0, -6.0), (120.0, -6.0))
    after = curve((0.0, -6.0), (32.0, -3.0), (40.0, -3.0), (55.0, -3.0), (120.0, -6.0))
    track = Track("{1}", "Vox", automation_mode="read", envelopes=(before,))
    (move,) = moved(session, track, replace(track, envelopes=(after,)))
    assert move.stretch == Stretch(32.0, 55.0, "Chorus", -3.0, -3.0, "level", 3.0)
    assert in_words(move).endswith("from 0:32 to 0:55 in “Chorus”: -3.0 dB, 3.0 dB higher")


def test_a_redrawn_pan_curve_went_to_a_side(session: Build) -> None:
    before, after = (curve((0.0, 0.0), (32.0, at), (55.0, at), target="pan.position") for at in (0.0, -0.4))
    track = Track("{1}", "Vox", automation_mode="read", envelopes=(before,))
    (move,) = moved(session, track, replace(track, envelopes=(after,)))
    assert in_words(move).endswith("from 0:32 to 0:55 in “Chorus”: L40, 40 further left")


def test_a_pan_goes_to_the_sides(session: Build) -> None:
    plain = Track("{1}", "Vox", automation_mode="read")
    (move,) = moved(session, plain, replace(plain, envelopes=(curve((0.0, -1.0), (4.0, 1.0), target="pan.position"),)))
    assert in_words(move).endswith("L100 … R100, to the right")


@pytest.mark.parametrize(
    ("values", "way"),
    [((0.0, 3.0), "up"), ((0.0, -3.0), "down"), ((0.0, 4.0, 0.2), "up and down"), ((0.0, 0.3), "level")],
)
def test_the_way_of_a_ride_is_what_can_be_heard(session: Build, values: tuple[float, ...], way: str) -> None:
    plain = Track("{1}", "Vox", automation_mode="read")
    points = [(float(time), value) for time, value in enumerate(values)]
    (move,) = moved(session, plain, replace(plain, envelopes=(curve(*points),)))
    assert move.stretch is not None
    assert move.stretch.direction == way


def test_a_curve_that_leaves_tells_what_it_was(session: Build) -> None:
    before = Track("{1}", "Vox", automation_mode="read", envelopes=(curve((95.0, 0.0), (99.0, float("-inf"))),))
    (move,) = [one for one in moved(session, before, replace(before, envelopes=())) if one.object.envelope]
    assert move.stretch == Stretch(95.0, 99.0, "Outro", float("-inf"), 0.0, "down")
    told = move_json(move)["stretch"]
    assert told["low"] == "-inf"
    assert stretch_from_json(told) == move.stretch
    assert stretch_json(None) is None


def test_a_clips_curve_counts_from_its_start(session: Build) -> None:
    clip = Clip("c", "take", 30.0, 20.0, SourceRef("audio", "a.wav"))
    drawn = replace(clip, envelopes=(curve((2.0, 0.0), (6.0, -6.0), target="clip.gain"),))
    (move,) = moved(session, Track("{1}", "a", clips=(clip,)), Track("{1}", "a", clips=(drawn,)))
    assert move.stretch is not None
    assert (move.stretch.start_s, move.stretch.end_s, move.stretch.where) == (32.0, 36.0, "Chorus")


def test_edited_clips_tell_where_in_the_song_they_lie(session: Build) -> None:
    clips = tuple(Clip(f"c{n}", "take", 31.0 + n, 1.0, SourceRef("audio", "a.wav")) for n in range(3))
    later = tuple(replace(clip, position_s=clip.position_s + 0.5) for clip in clips)
    (move,) = moved(session, Track("{1}", "a", clips=clips), Track("{1}", "a", clips=later))
    assert move.stretch == Stretch(31.5, 34.5, "Chorus")
    assert in_words(move) == "a: 3 clips moved by +0.500 s in “Chorus”"
