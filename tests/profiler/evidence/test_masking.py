"""How far a part stands out, and whether a move helped more there than elsewhere."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.session import Envelope, EnvelopePoint, Insert, Plugin, Track, Value
from profiler.evidence.features import FeatureStore
from profiler.evidence.masking import Part, band_move, parts_of, signal_to_masker_db, unmasking_rank
from profiler.evidence.scene import track_audio
from profiler.rendering.bands import band_change, centres_hz
from profiler.rendering.equaliser import Band

RATE = 48_000
FLAT = np.ones(2049)


def part(levels_db, frames=40):
    """A part of steady bands, dB each."""
    levels = np.broadcast_to(np.asarray(levels_db, dtype=float), (40,))
    ltas = np.interp(np.linspace(0, RATE / 2, 2049), centres_hz(), levels)
    return Part(np.tile(10 ** (levels / 10), (frames, 1)).astype(np.float32), 10 ** (ltas / 10), RATE)


def bump(hertz, height_db, floor_db=-60.0, width=2.0):
    place = np.arange(40)
    centre = int(np.argmin(np.abs(centres_hz() - hertz)))
    return floor_db + (height_db - floor_db) * np.exp(-(((place - centre) / width) ** 2))


def test_the_ratio_follows_the_level_and_is_bounded():
    voice, band = part(-30).powers, part(-36).powers
    near = signal_to_masker_db(voice, band)
    assert signal_to_masker_db(voice * 2, band) == pytest.approx(near + 3.01, abs=0.01)
    assert signal_to_masker_db(voice, band * 1e9) == pytest.approx(-12)
    assert signal_to_masker_db(voice, band * 0) == pytest.approx(18)
    assert signal_to_masker_db(voice * 0, band) == -12


def test_masking_reaches_further_up_than_down():
    masker = part(bump(1000, 0, -100, 0.5)).powers
    above, below = (part(bump(hertz, -40, -100, 0.5)).powers for hertz in (2000, 500))
    assert signal_to_masker_db(above, masker) < signal_to_masker_db(below, masker)


def test_a_cut_where_the_masker_covers_the_voice_ranks_high_and_one_elsewhere_low():
    voice = part(bump(2500, -20))
    guitar = part(np.maximum(bump(2500, -14), bump(300, -10)))
    others = [part(-55)]
    cut = Band("bell", 2500, -5, 1.4)
    there = unmasking_rank(voice, guitar, others, band_move(guitar, None, cut), 2500)
    away = unmasking_rank(voice, guitar, others, band_move(guitar, None, cut.moved_to(200)), 200)
    assert there.rank >= 0.9
    assert there.benefit_db > away.benefit_db
    assert away.rank < 0.5


@settings(max_examples=25, deadline=None)
@given(st.floats(80, 12_000), st.floats(-8, -1), st.floats(0.7, 4))
def test_any_cut_helps_a_little_which_proves_nothing(hertz, gain, q):
    voice, guitar = part(bump(1500, -20, -40, 8)), part(-25)
    rank = unmasking_rank(voice, guitar, [], band_move(guitar, None, Band("bell", hertz, gain, q)), hertz)
    assert rank.benefit_db >= 0
    assert 0 <= rank.rank <= 1


def test_a_boost_of_the_part_itself_is_ranked_too():
    voice = part(np.maximum(bump(3000, -25), bump(400, -25)))
    guitar = part(bump(3000, -20))
    boost = Band("bell", 3000, 4, 1.4)
    rank = unmasking_rank(voice, voice, [guitar], band_move(voice, None, boost), 3000)
    assert rank.benefit_db > 0
    assert rank.rank > 0.5


def test_parts_that_never_sound_together_have_no_rank():
    early = part(-20)
    late = Part(np.concatenate([early.powers * 0, early.powers]), FLAT, RATE)
    move = band_move(early, None, Band("bell", 1000, -3, 1))
    assert unmasking_rank(late, early, [], move, 1000) is None
    assert unmasking_rank(Part(early.powers * 0, FLAT, RATE), early, [], move, 1000) is None


def test_a_band_whose_gain_alone_changed_is_tried_elsewhere_as_a_whole():
    guitar = part(-25)
    before, after = Band("bell", 1000, -2, 2), Band("bell", 1000, -5, 2)
    change = band_move(guitar, before, after)
    middle = int(np.argmin(np.abs(centres_hz() - 1000)))
    assert change(1000)[middle] == pytest.approx(-3, abs=0.2)
    assert change(4000)[middle] == pytest.approx(0, abs=0.3)


def test_a_band_that_moved_is_tried_at_other_goals_from_the_same_start():
    guitar = part(-25)
    before, after = Band("bell", 400, -6, 2), Band("bell", 2000, -6, 2)
    change = band_move(guitar, before, after)
    start, goal = (int(np.argmin(np.abs(centres_hz() - hertz))) for hertz in (400, 2000))
    assert change(2000)[start] == pytest.approx(6, abs=0.5)
    assert change(2000)[goal] == pytest.approx(-6, abs=0.5)
    assert change(8000)[start] == pytest.approx(6, abs=0.5)


@pytest.fixture
def mix(session, wav, tmp_path, clip):
    """A session of three tracks of noise, and its audio."""
    noise = 0.1 * np.random.default_rng(0).standard_normal(RATE * 3)
    path = wav("a.wav", noise)
    held = session(**{name: [clip("a.wav", 0.0, 3.0)] for name in ("Kick", "Bass", "Vox")})
    return held, track_audio(held, {"a.wav": path}, FeatureStore(tmp_path / "features"))


def loudness_of(part):
    return 10 * math.log10(float(part.powers.mean()))


def test_faders_folders_and_mutes_shape_what_a_track_adds(mix):
    held, audio = mix
    kick, bass, vox = held.tracks
    plain = loudness_of(parts_of(held, audio)["kick"])
    band = Track("band", "Band", kind="folder", gain_db=-2.0)
    ride = Envelope("fader.gain", active=True, points=tuple(EnvelopePoint(t, -9.0, "linear") for t in (0.0, 1.0, 2.0)))
    held = replace(
        held,
        tracks=(
            band,
            replace(kick, gain_db=-4.0, folder="band"),
            replace(bass, muted=True),
            replace(vox, envelopes=(ride,)),
        ),
    )
    parts = parts_of(held, audio)
    assert set(parts) == {"kick", "vox"}
    assert loudness_of(parts["kick"]) == pytest.approx(plain - 6, abs=0.01)
    assert loudness_of(parts["vox"]) == pytest.approx(plain - 9, abs=0.01)


def test_a_folder_that_holds_itself_ends(mix):
    held, audio = mix
    looped = replace(held, tracks=tuple(replace(track, folder=track.id) for track in held.tracks))
    assert set(parts_of(looped, audio)) == {"kick", "bass", "vox"}


def test_the_net_curve_of_a_tracks_equalisers_is_on_its_part(mix):
    held, audio = mix
    values = {"eq.1.shape": "high pass", "eq.1.frequency": 1000.0, "eq.1.q": 0.7, "eq.1.enabled": True}
    cut = Insert(
        "x", Plugin("EQ", "", "VST2", "1"), parameters={k: Value(v, "", "measured") for k, v in values.items()}
    )
    bass = held.tracks[1]
    flat = parts_of(held, audio)["bass"]
    filtered = parts_of(replace(held, tracks=(replace(bass, inserts=(cut,)),)), audio)["bass"]
    drop = 10 * np.log10(filtered.powers.mean(axis=0) / flat.powers.mean(axis=0))
    expected = band_change(
        20
        * np.log10(
            np.maximum(np.abs(Band("high pass", 1000, q=0.7).response(np.linspace(0, 24_000, 2049), RATE)), 1e-6)
        ),
        audio["bass"].features.ltas,
        RATE,
    )
    assert drop == pytest.approx(expected, abs=0.05)
    bypassed = parts_of(replace(held, tracks=(replace(bass, inserts=(cut,), chain_enabled=False),)), audio)["bass"]
    assert loudness_of(bypassed) == pytest.approx(loudness_of(flat))
