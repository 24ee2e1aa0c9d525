"""Reasons that need audio, on short synthetic parts that were analysed as any file is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import soundfile

from parsers.session import Insert
from profiler.evidence.features import Features, analyse
from profiler.evidence.scene import TrackAudio
from profiler.history.records import Role
from profiler.justifications import (
    clipping,
    gain_stage,
    hpf_guff,
    hpf_lowest_note,
    level_match,
    makeup_gain,
    testing,
    unmask_neighbour,
)
from profiler.justifications.chance import Chance, LevelTarget

RATE, SECONDS = 24_000, 6.0
TIME = np.arange(int(RATE * SECONDS)) / RATE


def notes(*hertz: float) -> np.ndarray:
    """One note after the other, with harmonics."""
    lengths = np.array_split(TIME, len(hertz))
    return np.concatenate(
        [sum(np.sin(2 * np.pi * f * k * t) / k for k in range(1, 6)) for f, t in zip(hertz, lengths, strict=True)]
    )


def band_noise(low: float, high: float, seed: int) -> np.ndarray:
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(len(TIME)))
    frequencies = np.fft.rfftfreq(len(TIME), 1 / RATE)
    return np.fft.irfft(np.where((frequencies > low) & (frequencies < high), spectrum, 0), len(TIME))


@pytest.fixture(scope="module")
def sounds(tmp_path_factory) -> dict[str, Features]:
    folder = tmp_path_factory.mktemp("sounds")
    voice = band_noise(900, 1400, 1)
    parts = {
        "bass": notes(55.0, 65.4, 73.4, 82.4),
        "voice": voice,
        "guitar": band_noise(150, 6000, 2) + 2 * band_noise(900, 1400, 3),
        "rumble": band_noise(300, 6000, 4) + 1.2 * band_noise(22, 35, 5),
        "clean": band_noise(300, 6000, 6),
        "loud": notes(220.0, 247.0),
    }
    found = {}
    for name, samples in parts.items():
        peak = 1.19 if name == "loud" else 0.25
        soundfile.write(folder / f"{name}.wav", samples / np.abs(samples).max() * peak, RATE, subtype="FLOAT")
        found[name] = analyse(folder / f"{name}.wav")
    return found


def heard(**parts: Features) -> dict[str, TrackAudio]:
    return {f"id-{name}": TrackAudio(features, 0.0, 1.0) for name, features in parts.items()}


def high_passed(mix, name, before, after):
    band = {"eq.1.shape": "high pass", "eq.1.enabled": True, "eq.1.q": 0.7, "eq.1.gain": 0.0, "eq.1.frequency": before}
    return mix().add(name, plugin="ReaEQ", parameters=band).change(name, "hpf.frequency", before, after, band=1)


def test_a_high_pass_just_under_the_lowest_note_is_explained(mix, sounds):
    scene = high_passed(mix, "Bass", 20.0, 45.0).scene(audio=heard(Bass=sounds["bass"]))
    result = hpf_lowest_note.REASON.test(scene)
    assert result.outcome == "hit"
    assert result.numbers["lowest_note_hz"] == pytest.approx(55.0, rel=0.03)
    assert result.sentence.startswith("High-passed at 45 Hz, under the lowest note that Bass plays (5")


def test_a_high_pass_far_below_or_above_the_lowest_note_is_not(mix, sounds):
    for corner in (30.0, 80.0):
        scene = high_passed(mix, "Bass", 20.0, corner).scene(audio=heard(Bass=sounds["bass"]))
        assert hpf_lowest_note.REASON.test(scene).outcome == "missed"


def test_a_part_without_one_clear_note_at_a_time_cannot_be_tested(mix, sounds):
    scene = high_passed(mix, "Gtr", 20.0, 100.0).scene(audio=heard(Gtr=sounds["guitar"]))
    result = hpf_lowest_note.REASON.test(scene)
    assert (result.outcome, result.bayes_factor) == ("untestable", 1.0)
    assert result.why_untested == "Gtr does not play one clear note at a time"


def test_a_high_pass_that_takes_rumble_alone_is_explained_and_how_far_is_taste(mix, sounds):
    scene = high_passed(mix, "Vox", 20.0, 120.0).scene(audio=heard(Vox=sounds["rumble"]))
    result = hpf_guff.REASON.test(scene)
    assert result.outcome == "hit"
    assert result.numbers["loss_lu"] < 0.1
    assert result.size - result.least > result.step


def test_where_there_is_no_rumble_a_high_pass_removes_nothing(mix, sounds):
    scene = high_passed(mix, "Vox", 20.0, 120.0).scene(audio=heard(Vox=sounds["clean"]))
    assert hpf_guff.REASON.test(scene).outcome == "missed"


def cut(mix, sounds, hertz, **roles):
    band = {"eq.1.shape": "bell", "eq.1.enabled": True, "eq.1.q": 1.4, "eq.1.gain": 0.0, "eq.1.frequency": hertz}
    song = mix().add("Gtr", role="electric guitar", plugin="ReaEQ", parameters=band)
    song.add("Vox", role=roles.get("vox", "lead vocal")).change("Gtr", "eq.1.gain", 0.0, -4.0, band=1)
    return song.scene(audio=heard(Gtr=sounds["guitar"], Vox=sounds["voice"]))


def test_a_cut_where_the_voice_speaks_makes_room_for_it(mix, sounds):
    result = unmask_neighbour.REASON.test(cut(mix, sounds, 1150.0))
    assert result.outcome == "hit"
    assert result.bayes_factor == 5.7
    assert result.sentence.startswith("Cut Gtr at 1.15 kHz, where it covers Vox: ")


def test_a_cut_elsewhere_does_not(mix, sounds):
    result = unmask_neighbour.REASON.test(cut(mix, sounds, 4500.0))
    assert result.outcome == "missed"
    assert result.bayes_factor < 1


def test_without_a_named_neighbour_unmasking_cannot_be_tested(mix, sounds):
    result = unmask_neighbour.REASON.test(cut(mix, sounds, 1150.0, vox="keys"))
    assert result.why_untested == "no neighbour can be named that it would be for"


def test_a_boost_is_not_judged_as_unmasking(mix, sounds):
    scene = cut(mix, sounds, 1150.0)
    boosted = mix().add("Gtr", plugin="ReaEQ", parameters={"eq.1.shape": "bell", "eq.1.frequency": 1150.0})
    boosted.change("Gtr", "eq.1.gain", 0.0, 4.0, band=1)
    assert unmask_neighbour.REASON.test(replace(boosted.scene(), audio=scene.audio)) is None


def test_a_clip_brought_to_the_level_that_tracks_start_at(mix, sounds):
    now = sounds["clean"].loudness_lufs
    chance = Chance(level_target=LevelTarget(round(now, 1), 0.6, 9))
    song = mix().add("Vox", clips=1).change("Vox", "clip.gain", 0.0, 4.0, clip=0)
    result = gain_stage.REASON.test(song.scene(audio=heard(Vox=sounds["clean"]), chance=chance))
    assert result.outcome == "hit"
    assert result.numbers["before_lufs"] == pytest.approx(now - 4.0)
    elsewhere = Chance(level_target=LevelTarget(now + 2.0, 0.6, 9))
    missed = gain_stage.REASON.test(song.scene(audio=heard(Vox=sounds["clean"]), chance=elsewhere))
    assert missed.outcome == "missed"


def test_without_a_learnt_level_or_for_one_of_several_clips_it_cannot_be_tested(mix, sounds):
    audio = heard(Vox=sounds["clean"])
    song = mix().add("Vox", clips=1).change("Vox", "clip.gain", 0.0, 4.0, clip=0)
    assert "no common level" in gain_stage.REASON.test(song.scene(audio=audio)).why_untested
    some = mix().add("Vox", clips=3).change("Vox", "clip.gain", 0.0, 4.0, clip=0)
    chance = Chance(level_target=LevelTarget(-20.0, 0.6, 9))
    assert "one of several clips" in gain_stage.REASON.test(some.scene(audio=audio, chance=chance)).why_untested


def test_a_fader_pulled_until_nothing_clips(mix, sounds):
    peak = sounds["loud"].true_peak_db
    assert peak > 1
    audio = heard(Loud=sounds["loud"])
    just = clipping.REASON.test(mix().add("Loud").change("Loud", "fader.gain", 0.0, -peak - 0.2).scene(audio=audio))
    far = clipping.REASON.test(mix().add("Loud").change("Loud", "fader.gain", 0.0, -9.0).scene(audio=audio))
    up = clipping.REASON.test(mix().add("Loud").change("Loud", "fader.gain", 0.0, 2.0).scene(audio=audio))
    assert (just.outcome, far.outcome, up.outcome) == ("hit", "hit", "missed")
    assert just.bayes_factor > far.bayes_factor > 1
    assert far.size - far.least > far.step > just.size - just.least


def test_the_peak_behind_an_unknown_plug_in_is_not_known(mix, sounds):
    song = mix().add("Loud", plugin="Mystery").change("Loud", "fader.gain", 0.0, -4.0)
    result = clipping.REASON.test(song.scene(audio=heard(Loud=sounds["loud"])))
    assert result.why_untested == "what Mystery does to the peak is not known"


def equalised(mix, step):
    band = {"eq.1.shape": "low shelf", "eq.1.enabled": True, "eq.1.q": 0.7, "eq.1.gain": 0.0, "eq.1.frequency": 12000.0}
    song = mix().add("Vox", plugin="ReaEQ", parameters=band).change("Vox", "eq.1.gain", 0.0, 4.0, band=1)
    return song.change("Vox", "fader.gain", -6.0, -6.0 + step)


def test_a_fader_that_takes_back_what_the_equaliser_gave_is_level_matching(mix, sounds):
    audio = heard(Vox=sounds["clean"])
    given = level_match.REASON.test(equalised(mix, -4.0).scene(only=1, audio=audio)).numbers["chain_lu"]
    assert 3 < given < 4.1
    result = level_match.REASON.test(equalised(mix, -given).scene(only=1, audio=audio))
    assert result.outcome == "hit"
    assert level_match.REASON.test(equalised(mix, given).scene(only=1, audio=audio)).outcome == "missed"


def test_make_up_that_gives_back_the_gain_reduction(mix, sounds):
    held = {
        "compressor.threshold": -24.0, "compressor.ratio": 4.0, "compressor.attack": 10.0,
        "compressor.release": 100.0, "compressor.makeup": 0.0,
    }  # fmt: skip
    audio = heard(Bass=sounds["bass"])

    def makeup(gain):
        song = mix().add("Bass", plugin="ReaComp", parameters=held).change("Bass", "compressor.makeup", 0.0, gain)
        return makeup_gain.REASON.test(song.scene(audio=audio))

    taken = makeup(3.0).numbers["reduction_db"]
    assert taken > 2
    assert makeup(round(taken, 1)).outcome == "hit"
    assert makeup(taken + 4).outcome == "missed"


def test_without_audio_audio_reasons_count_as_nothing_and_the_others_do_not_change(mix, sounds):
    song = high_passed(mix, "Bass", 20.0, 45.0)
    song.change("Bass", "fader.gain", -6.0, -8.0)
    song.roles["id-Bass"] = Role("bass", 0.9)
    with_audio = testing.test(song.scene(audio=heard(Bass=sounds["bass"])))
    without = testing.test(song.scene())
    needs_audio = {"E7", "E8", "L2", "L7"}
    assert [r.name for r in with_audio] == [r.name for r in without]
    for one, other in zip(with_audio, without, strict=True):
        if one.name.split()[0] in needs_audio:
            assert one.outcome != "untestable"
            assert (other.outcome, other.bayes_factor) == ("untestable", 1.0)
            assert other.why_untested == "no audio found for Bass"
        else:
            assert one == other


def test_half_found_audio_is_no_audio(mix, sounds):
    audio = {"id-Bass": TrackAudio(sounds["bass"], 0.0, 0.5)}
    result = hpf_lowest_note.REASON.test(high_passed(mix, "Bass", 20.0, 45.0).scene(audio=audio))
    assert result.why_untested == "only 50 % of the audio found for Bass"


def test_a_bypassed_equaliser_has_no_high_pass(mix, sounds):
    song = high_passed(mix, "Vox", 20.0, 120.0)
    off = song.after["Vox"]
    bypassed: Insert = replace(off.inserts[0], enabled=False)
    song.after["Vox"] = replace(off, inserts=(bypassed,))
    result = hpf_guff.REASON.test(song.scene(audio=heard(Vox=sounds["rumble"])))
    assert result.why_untested == "no high-pass is on after the move"
