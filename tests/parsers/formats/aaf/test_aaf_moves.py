"""What changes between two exports of a session: edits are moves, what an export makes anew is not."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from parsers.formats.aaf.minimal import Clip, Composition, Fade, Gap, Lane, Media, Muted, Part, aaf, gain, pan
from parsers.formats.aaf.read import read
from parsers.session import Session
from profiler.history.moves import compare
from profiler.history.patch import diff
from profiler.history.regions import parts_of

KICK, SNARE = Media("kick.wav"), Media("snare.wav", url="file:///audio/snare.wav")


def mix(*tracks: Sequence[Part], seed: int = 0, rate: Fraction | int = 24, application: str = "Resolve") -> Session:
    lanes = [Lane(parts, f"Track {n}", rate) for n, parts in enumerate(tracks)]
    return read(aaf(Composition(f"Mix.Exported.{seed}", lanes), application=application, seed=seed))


def told(before: Session, after: Session) -> list[tuple[str, object, object]]:
    comparison = compare(before, after)
    patch = diff(before, after)
    assert comparison.left_over(patch) == ()
    assert patch.apply(before) == after
    return sorted((move.term, move.before, move.after) for move in comparison.moves)


def test_an_export_of_the_same_session_is_no_move() -> None:
    parts = [Gap(10), gain(Clip(KICK, 24, 33), ratio=0.5), Fade(4, 2), Clip(SNARE, 24)]
    assert told(mix(parts), mix(parts, seed=7)) == []


def test_copies_of_audio_under_new_names_and_with_other_handles_are_no_move() -> None:
    was = mix([Clip(Media("kick-01", url="file:///export/kickxyz.wav"), 24, 33)], application="Pro Tools")
    now = mix([Clip(Media("kick-01", url="file:///export/kickabc.wav"), 24, 1)], application="Pro Tools", seed=1)
    assert told(was, now) == []


def test_audio_inside_the_file_may_begin_elsewhere_in_its_copy() -> None:
    was, now = (mix([Clip(Media("kick-01", url=""), 24, start)], seed=start) for start in (33, 1))
    assert told(was, now) == []


def test_a_slip_within_one_file_is_a_move() -> None:
    assert [term for term, *_ in told(mix([Clip(KICK, 24, 5)]), mix([Clip(KICK, 24, 6)]))] == ["clip.slipped"]


def test_another_recording_is_a_move() -> None:
    terms = [term for term, *_ in told(mix([Clip(KICK, 24)]), mix([Clip(SNARE, 24)]))]
    assert terms == ["clip.added", "clip.removed"]


def test_a_renamed_clip_of_one_file_is_no_move() -> None:
    named = Media("kick best", url=KICK.url)
    assert told(mix([Clip(KICK, 24)]), mix([Clip(named, 24)])) == []


def test_frames_and_samples_round_to_one_place() -> None:
    was = mix([Gap(10), Clip(KICK, 24)], rate=24)
    now = mix([Gap(20_100), Clip(KICK, 47_800)], rate=48_000)
    assert told(was, now) == []


def test_a_nudge_by_a_frame_is_a_move_where_both_exports_count_frames() -> None:
    terms = [term for term, *_ in told(mix([Gap(10), Clip(KICK, 24)]), mix([Gap(11), Clip(KICK, 24)]))]
    assert terms == ["clip.moved"]


def test_gain_pan_fade_and_mute_are_told() -> None:
    assert told(mix([gain(Clip(KICK, 24), ratio=1.0)]), mix([gain(Clip(KICK, 24), ratio=0.5)])) == [
        ("clip.gain", 0.0, -6.020599913279624)
    ]
    assert told(mix([pan(Clip(KICK, 24), value=0.5)]), mix([pan(Clip(KICK, 24), value=0.25)])) == [
        ("clip.pan", 0.0, -0.5)
    ]
    assert told(mix([Fade(12), Clip(KICK, 24)]), mix([Fade(6), Clip(KICK, 24)])) == [("clip.fade_in", 0.5, 0.25)]
    assert told(mix([Clip(KICK, 24)]), mix([Muted(Clip(KICK, 24))])) == [("clip.muted", False, True)]


def test_a_redrawn_ride_is_told_on_its_track() -> None:
    was, now = (mix([gain(Clip(KICK, 24), curve=[(0, 1), (1, end)])]) for end in (0.5, 0.25))
    assert told(was, now) == [("envelope.changed", 2.0, 2.0)]


def test_an_inserted_clip_of_the_same_source_moves_none_of_the_others() -> None:
    was = mix([Gap(24), Clip(KICK, 24), Gap(24), Clip(KICK, 24)])
    now = mix([Clip(KICK, 24), Clip(KICK, 24), Gap(24), Clip(KICK, 24)])
    assert told(was, now) == [("clip.added", 0.0, 1.0)]


def test_reels_are_the_parts_of_a_song() -> None:
    reels = [Composition(f"Reel {n}", [Lane([Clip(KICK, 24)])]) for n in (1, 2)]
    assert parts_of(read(aaf(*reels))) == ("Reel 1", "Reel 2")
