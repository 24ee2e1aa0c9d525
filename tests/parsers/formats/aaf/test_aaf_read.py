from __future__ import annotations

import math
from fractions import Fraction

import pytest

from parsers.formats.aaf.minimal import (
    Clip,
    Combined,
    Composition,
    Fade,
    Gap,
    Lane,
    Media,
    Muted,
    Nested,
    Part,
    aaf,
    gain,
    pan,
    sped,
    unknown,
)
from parsers.formats.aaf.read import NOT_CARRIED, read
from parsers.session import Session, Track

KICK = Media("kick.wav")
PIANO = Media("piano", channels=2)
FILM = Fraction(30000, 1001)


def session(*parts: Part, application: str = "Media Composer", **lane: object) -> Session:
    return read(aaf(Composition("Mix", [Lane(parts, **lane)]), application=application))  # type: ignore[arg-type]


def track(*parts: Part, application: str = "Media Composer", **lane: object) -> Track:
    return session(*parts, application=application, **lane).tracks[0]


def curve(track: Track, target: str) -> list[tuple[float, float]]:
    (envelope,) = (one for one in track.envelopes if one.target == target)
    return [(round(point.time_s, 3), round(point.value, 2)) for point in envelope.points]


def test_clips_stand_where_the_lengths_before_them_add_up_to() -> None:
    found = track(Gap(24), Clip(KICK, 12, start=6), Clip(KICK, 6), name="Kick")
    assert [(clip.position_s, clip.length_s, clip.source_offset_s) for clip in found.clips] == [
        (1.0, 0.5, 0.25),
        (1.5, 0.25, 0.0),
    ]
    assert (found.name, found.clips[0].name, found.clips[0].source.path) == ("Kick", "kick.wav", "/audio/kick.wav")


def test_a_transition_lies_over_what_is_before_and_after_it() -> None:
    first, second = track(Gap(5), Fade(5), Clip(KICK, 30), Fade(10, 4), Clip(KICK, 20), Fade(6, 6), Gap(9)).clips
    assert (first.position_s * 24, first.length_s * 24, first.fade_in_s * 24, first.fade_out_s * 24) == (0, 30, 5, 10)
    assert (second.position_s * 24, second.fade_in_s * 24, second.fade_out_s * 24) == (20, 10, 6)


@pytest.mark.parametrize(("shape", "word"), [("log", "log"), ("power", "power"), ("linear", "linear"), (1, "type 1")])
def test_the_shape_of_a_fade_is_that_of_its_interpolation_or_avids_number(shape: str | int, word: str) -> None:
    (clip,) = track(Fade(5, shape=shape), Clip(KICK, 30)).clips
    assert clip.fade_in_shape == word


def test_media_composer_keeps_clip_gain_and_volume_automation_apart() -> None:
    found = track(gain(Clip(KICK, 24), ratio=2.0, clip_ratio=[(0, 1), (0.5, 0.5)]))
    assert found.clips[0].gain_db == pytest.approx(6.02, abs=0.01)
    assert found.clips[0].envelopes == ()
    assert curve(found, "fader.gain") == [(0.0, 0.0), (0.5, -6.02), (1.0, -6.02)]


def test_resolve_writes_automation_around_the_clips_own_gain() -> None:
    inner = gain(Clip(KICK, 24), ratio=2.0)
    found = track(
        gain(inner, curve=[(0, 1), (1, 0.5)]), Gap(24), gain(inner, curve=[(0, 1), (1, 1)]), application="Resolve"
    )
    assert [round(clip.gain_db, 2) for clip in found.clips] == [6.02, 6.02]
    assert curve(found, "fader.gain") == [(0.0, 0.0), (1.0, -6.02), (2.0, 0.0), (3.0, 0.0)]


def test_automation_that_moves_nothing_is_none() -> None:
    assert track(gain(Clip(KICK, 24), curve=[(0, 1), (1, 1)]), application="Resolve").envelopes == ()


def test_pro_tools_one_curve_is_told_as_clip_gain_and_said_to_be_both() -> None:
    found = session(gain(Clip(KICK, 24), curve=[(0, 1), (1, 0.5)]), application="Pro Tools")
    (envelope,) = found.tracks[0].clips[0].envelopes
    assert envelope.target == "clip.gain"
    assert found.tracks[0].envelopes == ()
    assert any("one curve" in warning for warning in found.warnings)


def test_logics_curve_is_automation_since_it_exports_no_region_gain() -> None:
    found = track(gain(Clip(KICK, 24), curve=[(0, 1), (1, 0.5)]), application="Logic", name="Vox")
    assert curve(found, "fader.gain") == [(0.0, 0.0), (1.0, -6.02)]


def test_a_flat_curve_is_a_constant() -> None:
    (clip,) = track(gain(Clip(KICK, 24), curve=[(0, 1.99526), (1, 1.99526)]), application="Premiere").clips
    assert (round(clip.gain_db, 2), clip.envelopes) == (6.0, ())


def test_gains_inside_each_other_multiply() -> None:
    (clip,) = track(gain(gain(Clip(KICK, 24), ratio=0.5), ratio=0.5)).clips
    assert clip.gain_db == pytest.approx(-12.04, abs=0.01)


def test_resolves_lowest_gain_is_silence() -> None:
    (clip,) = track(gain(Clip(KICK, 24), ratio=1.12e-5), application="Resolve").clips
    assert clip.gain_db == -math.inf


def test_a_clip_cut_in_from_the_bin_brings_its_gain_along_and_is_then_turned_on_its_own() -> None:
    bin_ = Composition("kick.sub", [Lane([gain(Clip(KICK, 48, start=10), ratio=0.5)], bare=True)], "AdjustedClip")
    same = gain(Nested("kick.sub", 24, start=4), ratio=0.5)
    found = read(aaf(bin_, Composition("Mix", [Lane([same, Nested("kick.sub", 24)])])))
    turned, untouched = found.tracks[0].clips
    assert (round(turned.gain_db, 2), round(untouched.gain_db, 2)) == (-6.02, -6.02)
    assert (turned.name, turned.source_offset_s * 24) == ("kick.sub", 14)


def test_a_nested_composition_is_laid_out_where_it_is_used() -> None:
    inner = Composition("Inner", [Lane([Clip(KICK, 24), gain(Clip(KICK, 24), ratio=0.5)])], "LowerLevel")
    found = read(aaf(inner, Composition("Mix", [Lane([Gap(10), gain(Nested("Inner", 24, start=12), ratio=0.5)])])))
    first, second = found.tracks[0].clips
    assert (first.position_s * 24, first.length_s * 24, first.source_offset_s * 24) == (10, 12, 12)
    assert (round(first.gain_db, 2), round(second.gain_db, 2)) == (-6.02, -12.04)


def test_pan_around_a_track_is_the_tracks() -> None:
    assert track(pan(Clip(KICK, 24), Gap(24), value=0.25), bare=True).pan == -0.5
    rides = track(pan(Clip(KICK, 24), Gap(24), value=[(0, 0.5), (0.5, 1)]), bare=True)
    assert (rides.pan, curve(rides, "pan.position")) == (0.0, [(0.0, 0.0), (1.0, 1.0), (2.0, 1.0)])


def test_pan_that_is_counted_in_other_units_spans_what_is_inside_it() -> None:
    """Resolve counts the pan of a track in frames, the track itself in samples."""
    found = track(pan(Clip(KICK, 96_000), Gap(96_000), value=[(0, 0), (1, 1)], length=120), bare=True, rate=48_000)
    assert curve(found, "pan.position") == [(0.0, -1.0), (4.0, 1.0)]


def test_pan_around_a_clip_is_the_clips() -> None:
    found = track(pan(Clip(KICK, 24), value=1.0), Gap(10))
    assert (found.pan, found.clips[0].pan) == (0.0, 1.0)


def test_gain_around_a_whole_track_is_its_fader() -> None:
    found = track(gain(Clip(KICK, 24), Gap(24), ratio=0.5), bare=True, application="Other")
    assert found.gain_db == pytest.approx(-6.02, abs=0.01)
    assert found.clips[0].gain_db == 0.0


def test_combined_clips_are_one_clip_of_so_many_channels() -> None:
    left, right = Media("Piano.L"), Media("Piano.R")
    found = track(Combined([Clip(left, 24), Clip(right, 24)]))
    assert (found.channels, [clip.name for clip in found.clips]) == (2, ["Piano"])


def test_a_selector_that_selects_nothing_is_a_muted_clip() -> None:
    (clip,) = track(Muted(Clip(KICK, 24))).clips
    assert clip.muted


def test_tracks_are_muted_and_soloed_by_their_attributes() -> None:
    found = track(Clip(KICK, 24), attributes={"AudioMixerCompMute": 1, "AudioMixerCompSolo": 1})
    assert (found.muted, found.soloed) == (True, True)


def test_speed_is_what_is_played_by_the_time_it_takes() -> None:
    """The ratio in the file is the other way round: length as played by length of what is played."""
    slow, fast = track(
        sped(Clip(KICK, 24), length=48, ratio=Fraction(2)), sped(Clip(KICK, 24), length=12, ratio=Fraction(1, 2))
    ).clips
    assert (slow.length_s, slow.rate, fast.length_s, fast.rate) == (2.0, 0.5, 0.5, 2.0)


def test_a_clip_of_another_frame_rate_is_not_sped() -> None:
    (clip,) = track(sped(Clip(KICK, 121, 60), length=100, ratio=Fraction(5, 6), mixed=30), rate=25).clips
    assert (clip.length_s, clip.rate, clip.source_offset_s) == (4.0, 1.0, 2.0)


def test_markers_and_timecode_are_told() -> None:
    found = read(
        aaf(Composition("Mix", [Lane([Clip(KICK, 24)])], markers=[(24, "B", 12), (12, "A", 1)], timecode=86_400))
    )
    assert [(mark.time_s, mark.name, mark.end_s) for mark in found.markers] == [(0.5, "A", None), (1.0, "B", 1.5)]
    assert found.extra == ("TIMECODE 86400 24 NDF",)


@pytest.mark.parametrize(
    ("application", "name", "version"),
    [
        ("Pro Tools", "Pro Tools", "23.12.0.136"),
        ("Media Composer", "Avid Media Composer", "23.12"),
        ("Resolve", "DaVinci Resolve", "18.5"),
        ("Premiere", "Premiere Pro", "23.5.0"),
        ("Logic", "Logic Pro", "10.7.4.5614"),
        ("Other", "Mixer", "1.0"),
    ],
)
def test_the_last_program_in_the_list_wrote_the_file(application: str, name: str, version: str) -> None:
    found = session(Clip(KICK, 24), application=application)
    assert (found.app, found.app_version) == (name, version)
    assert any("not known here" in warning for warning in found.warnings) == (application == "Other")


def test_what_an_aaf_cannot_carry_is_said_once() -> None:
    assert session(Clip(KICK, 24)).warnings == (NOT_CARRIED,)


def test_times_on_frames_are_said_to_be_so() -> None:
    assert session(Clip(KICK, 24), rate=FILM).time_step_s == pytest.approx(1001 / 30000)
    assert session(Clip(KICK, 24), rate=48_000).time_step_s == 0.0
    assert session(Clip(KICK, 24), rate=44_100).sample_rate == 44_100
    assert session(Clip(KICK, 24), rate=FILM).sample_rate == 48_000


def test_an_effect_that_nobody_knows_is_passed_through_and_said() -> None:
    found = session(unknown(Clip(KICK, 24)))
    assert len(found.tracks[0].clips) == 1
    assert any("not known here" in warning for warning in found.warnings)


def test_several_compositions_for_the_top_level_are_folders_of_one_session() -> None:
    reels = [Composition(f"Reel {n}", [Lane([Clip(KICK, 24 * n)], "Kick")]) for n in (1, 2)]
    found = read(aaf(*reels))
    assert [(one.kind, one.name, one.folder) for one in found.tracks] == [
        ("folder", "Reel 1", ""),
        ("track", "Kick", "#reel 1"),
        ("folder", "Reel 2", ""),
        ("track", "Kick", "#reel 2"),
    ]
    assert found.parts == ("Reel 1", "Reel 2")
    assert len({one.id for one in found.tracks}) == 4
    assert any("2 compositions" in warning for warning in found.warnings)


def test_a_composition_without_a_usage_is_read_where_no_other_one_holds_it() -> None:
    """Logic gives its composition no usage."""
    inner = Composition("Inner", [Lane([Clip(KICK, 24)])], "")
    found = read(aaf(inner, Composition("Song", [Lane([Nested("Inner", 24)], "Kick")], ""), application="Logic"))
    assert (found.title, len(found.tracks)) == ("Song", 1)
    assert any("“Inner”" in warning for warning in found.warnings)


def test_a_file_without_a_composition_is_an_empty_session_that_says_so() -> None:
    found = read(aaf())
    assert found.tracks == ()
    assert any("no composition" in warning for warning in found.warnings)


def test_a_composition_of_pictures_alone_has_no_tracks() -> None:
    found = read(aaf(Composition("Film", [Lane([Gap(24)], media_kind="picture")])))
    assert found.tracks == ()
    assert any("no sound track" in warning for warning in found.warnings)


def test_the_time_of_the_save_is_utc() -> None:
    assert session(Clip(KICK, 24)).saved_at == 1704164645.0
