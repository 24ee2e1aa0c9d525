"""Each trap of the format as it was met in real files (AAF_FORMAT §4 of the project's research)."""

from __future__ import annotations

from fractions import Fraction

import pytest

from parsers.formats.aaf.curves import Point, is_flat, multiplied, windowed
from parsers.formats.aaf.minimal import Clip, Combined, Composition, Fade, Gap, Lane, Media, aaf, gain, pan
from parsers.formats.aaf.objects import indirect, integer, rational
from parsers.formats.aaf.read import read
from parsers.formats.aaf.sources import local_path
from parsers.session import Session

KICK = Media("kick.wav")


def mix(*lanes: Lane, application: str = "Media Composer", **more: object) -> Session:
    return read(aaf(Composition("Mix", lanes), application=application, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize("names", ["", "Audio Pan", "オーディオゲイン"])
def test_definitions_are_known_by_their_auids_whatever_they_are_called(names: str) -> None:
    found = mix(Lane([gain(Clip(KICK, 24), ratio=0.5)]), Lane([pan(Clip(KICK, 24), value=0.0)], bare=True), names=names)
    assert round(found.tracks[0].clips[0].gain_db, 2) == -6.02
    assert found.tracks[1].pan == -1.0


def test_legacy_sound_is_sound() -> None:
    """Logic's tracks, and the transitions of Premiere."""
    assert len(mix(Lane([Clip(KICK, 24)], "Vox", media_kind="LegacySound"), application="Logic").tracks) == 1


def test_sources_that_share_a_name_are_two() -> None:
    """Resolve repeats a master's name for each use of it."""
    one, other = Media("take", url="file:///a.wav"), Media("take", url="file:///b.wav")
    found = mix(Lane([Clip(one, 24), Clip(other, 24)]), application="Resolve")
    assert [clip.source.path for clip in found.tracks[0].clips] == ["/a.wav", "/b.wav"]


def test_two_mono_slots_of_one_name_and_layout_are_one_stereo_track() -> None:
    """Pro Tools without multichannel tracks."""
    sides = [Lane([Clip(Media(f"gtr.{side}"), 24), Gap(4)], "Gtr") for side in "LR"]
    (found,) = mix(*sides, application="Pro Tools").tracks
    assert (found.name, found.channels, [clip.name for clip in found.clips]) == ("Gtr", 2, ["gtr"])


def test_tracks_of_one_name_that_play_different_things_stay_two() -> None:
    found = mix(Lane([Clip(KICK, 24)], "Gtr"), Lane([Clip(Media("other.wav"), 24)], "Gtr"), Lane([], "Gtr"))
    assert [track.id for track in found.tracks] == ["#Gtr 1", "#Gtr 2", "#Gtr 3"]


def test_logics_sides_are_told_by_the_end_of_their_names() -> None:
    found = mix(*(Lane([], f"Vox {n} -{side}") for n in (1, 2) for side in "LR"), application="Logic")
    assert [(track.name, track.channels) for track in found.tracks] == [("Vox 1", 2), ("Vox 2", 2)]


def test_an_empty_list_of_points_changes_nothing() -> None:
    """26 of the 30 clips of the Logic file."""
    (found,) = mix(Lane([gain(Clip(KICK, 24), curve=[])], "Vox"), application="Logic").tracks
    assert (found.envelopes, found.clips[0].envelopes, found.clips[0].gain_db) == ((), (), 0.0)


def test_one_point_holds_throughout() -> None:
    """Media Composer writes a constant as a single point in the middle."""
    (found,) = mix(Lane([gain(Clip(KICK, 24), clip_ratio=[(Fraction(13, 30), 0.5)])])).tracks
    assert {round(point.value, 2) for point in found.envelopes[0].points} == {-6.02}
    assert [found.envelopes[0].points[n].time_s for n in (0, -1)] == [0.0, 1.0]


def test_points_outside_the_clip_are_cut_at_its_edges() -> None:
    """Resolve's pans begin at -59 lengths, Pro Tools' curves end at 2.756."""
    (found,) = mix(Lane([pan(Clip(KICK, 24), value=[(-1, 0), (1, 1), (3, 0)])], bare=True)).tracks
    assert [(point.time_s, point.value) for point in found.envelopes[0].points] == [(0.0, 0.0), (1.0, 1.0)]


def test_a_point_that_falls_back_behind_the_one_above_it_is_a_step() -> None:
    """Media Composer writes pan clip by clip, and clips that cross-fade overlap."""
    (found,) = mix(Lane([pan(Clip(KICK, 24), value=[(0, 0), (0.5, 0), (0.25, 1), (1, 1)])], bare=True)).tracks
    points = [(point.time_s, point.value) for point in found.envelopes[0].points]
    assert points == [(0.0, -1.0), (0.5, -1.0), (0.5, 1.0), (1.0, 1.0)]


def test_two_points_at_one_time_are_a_step() -> None:
    curve = (Point(0.0, 1.0), Point(0.5, 1.0), Point(0.5, 0.2), Point(1.0, 0.2))
    assert windowed(curve, 0.0, 1.0) == curve
    assert windowed(curve, 0.6, 0.2) == (Point(0.0, 0.2), Point(pytest.approx(0.2), 0.2))


def test_curves_within_each_other_multiply_where_either_has_a_point() -> None:
    product = multiplied([(Point(0.0, 1.0), Point(1.0, 0.0)), (Point(0.0, 0.5), Point(0.5, 0.5))])
    assert product == (Point(0.0, 0.5), Point(0.5, 0.25), Point(1.0, 0.0))
    assert not is_flat(product)


def test_a_clip_whose_source_is_not_in_the_file_is_kept() -> None:
    found = mix(Lane([Clip(None, 24)]))
    (clip,) = found.tracks[0].clips
    assert (clip.name, clip.source.path, clip.length_s) == ("", "", 1.0)
    assert any("not in the file" in warning for warning in found.warnings)


def test_a_combiner_may_miss_a_side() -> None:
    (found,) = mix(Lane([Combined([Clip(KICK, 24)])]), application="Pro Tools").tracks
    assert (found.channels, len(found.clips)) == (1, 1)


def test_audio_inside_the_file_has_no_path() -> None:
    (clip,) = mix(Lane([Clip(Media("in", url=""), 24)])).tracks[0].clips
    assert (clip.source.path, clip.source.name) == ("", "in")


@pytest.mark.parametrize("sector", [512, 4096])
def test_both_sizes_of_sectors_are_read(sector: int) -> None:
    assert len(mix(Lane([Clip(KICK, 24)]), sector=sector).tracks[0].clips) == 1


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("file:///c%3a/Users/a%20b.wav", "c:/Users/a b.wav"),
        ("file:///C:/a.wav", "C:/a.wav"),
        ("file://localhost/C:/a.wav", "C:/a.wav"),
        ("file:///G%3a/M%c3%a9dia/a.wav", "G:/Média/a.wav"),
        ("file://server/share/a.wav", "//server/share/a.wav"),
        ("file:///Users/me/a.wav", "/Users/me/a.wav"),
        ("D:\\a.wav", "D:\\a.wav"),
        ("file:///%ff.wav", "/\ufffd.wav"),
    ],
)
def test_paths_are_written_as_the_exporters_do(url: str, path: str) -> None:
    assert local_path(url) == path


@pytest.mark.parametrize("ratio", [-1.0, 1000.0])
def test_a_gain_that_cannot_be_is_left_out_and_said(ratio: float) -> None:
    found = mix(Lane([gain(Clip(KICK, 24), ratio=ratio)]))
    assert found.tracks[0].clips[0].gain_db == 0.0
    assert any("cannot be right" in warning for warning in found.warnings)


def test_a_pan_that_cannot_be_is_left_out_and_said() -> None:
    found = mix(Lane([pan(Clip(KICK, 24), value=3.0)], bare=True))
    assert found.tracks[0].pan == 0.0
    assert any("cannot be right" in warning for warning in found.warnings)


def test_a_fade_is_no_longer_than_its_clip() -> None:
    (clip,) = mix(Lane([Fade(30), Clip(KICK, 24)])).tracks[0].clips
    assert clip.fade_in_s == clip.length_s


class _Thing:
    def __init__(self, raw: bytes) -> None:
        self.property_entries = {1: self}
        self.data = raw


def test_values_of_a_wrong_size_are_none() -> None:
    assert rational(_Thing(b"\1\0\0\0"), 1) is None
    assert rational(_Thing(b"\1\0\0\0\0\0\0\0"), 1) is None
    assert integer(_Thing(b"\1" * 9), 1) is None
    assert indirect(_Thing(b"\x42" + bytes(20)), 1) is None


# Fades that Pro Tools renders


def _made(position: int, length: int, start: int = 0, name: str = "Fade ") -> Clip:
    """A clip of audio made for an export: used whole, and lying on the tape where it lies in the session."""
    whole = length if start == 0 else length + 2
    return Clip(Media(name, whole, url=f"file:///{name}{position}.wav", origin=position - start), length, start)


def _rendered(name: str) -> list[Gap | Clip]:
    recording = Media("kick-01", 90, origin=0)
    return [
        Gap(100),
        _made(100, 1, name="accurate"),
        _made(101, 9, 1, name),
        _made(110, 1, name="accurate"),
        Clip(recording, 29, 33),
        _made(140, 1, name="accurate"),
        _made(141, 11, 1, name),
        _made(152, 1, name="accurate"),
        Clip(Media("snare-01", 90, origin=0), 20, 5),
        _made(173, 1, name="accurate"),
    ]


@pytest.mark.parametrize("name", ["Fade ", "페이드"])
def test_rendered_fades_are_put_back_in_any_language(name: str) -> None:
    (found,) = mix(Lane(_rendered(name), "Kick", rate=30), application="Pro Tools").tracks
    kick, snare = found.clips
    assert (kick.name, round(kick.position_s * 30), round(kick.length_s * 30)) == ("kick-01", 100, 53)
    assert (round(kick.fade_in_s * 30), round(kick.fade_out_s * 30)) == (10, 12)
    assert (snare.name, round(snare.position_s * 30), round(snare.length_s * 30)) == ("snare-01", 140, 34)
    assert (round(snare.fade_in_s * 30), snare.fade_out_s) == (12, 0.0)


def test_short_clips_of_other_applications_are_clips() -> None:
    assert len(mix(Lane(_rendered("Fade "), "Kick", rate=30)).tracks[0].clips) == 9
