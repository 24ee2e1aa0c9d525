from __future__ import annotations

import math
import random
from dataclasses import replace

import numpy as np
import pytest

from parsers.session import Envelope, EnvelopePoint
from profiler.justifications import local_prominence, mirror_pan, paired_compensation, release_note
from profiler.justifications.chance import Chance
from profiler.justifications.note_values import release_fit


def test_a_release_on_a_note_value_lets_the_gain_come_back_in_time(mix):
    held = {"compressor.release": 150.0}
    song = mix(117.0).add("Bass", plugin="ReaComp", parameters=held).change("Bass", "compressor.release", 150.0, 256.0)
    result = release_note.REASON.test(song.scene())
    assert result.outcome == "hit"
    assert result.sentence == (
        "The release is an eighth (256.4 ms) at 117 bpm, so the gain is back in time; before, 150 ms fitted nothing."
    )


def test_random_releases_hit_as_often_as_stated():
    rng = np.random.default_rng(8)
    hits = expected = 0.0
    for _ in range(6000):
        bpm = math.exp(rng.uniform(math.log(70), math.log(175)))
        old, new = np.exp(rng.uniform(math.log(20), math.log(800), 2))
        hits += release_fit(new, bpm) and not release_fit(old, bpm)
        expected += Chance.default().release_note(new, bpm, tempo_is_default=False).value
    assert hits / expected == pytest.approx(1.0, abs=0.2)


def test_gain_moved_from_the_fader_to_the_clip_changes_nothing(mix):
    song = mix().add("Vox", clips=1)
    song.change("Vox", "clip.gain", 0.0, 3.0, clip=0).change("Vox", "fader.gain", -6.0, -9.0)
    result = paired_compensation.REASON.test(song.scene(only=1))
    assert result.outcome == "hit"
    assert result.sentence == "Fader -3.0 dB and clip gain +3.0 dB: gain moved, nothing changed."


def test_a_threshold_that_follows_its_input_is_compensated(mix):
    song = mix().add("Vox", plugin="ReaComp", parameters={"compressor.threshold": -20.0}, clips=1)
    song.change("Vox", "clip.gain", 0.0, 3.0, clip=0).change("Vox", "compressor.threshold", -20.0, -17.0)
    assert paired_compensation.REASON.test(song.scene(only=1)).outcome == "hit"


def test_two_faders_of_different_tracks_do_not_compensate(mix):
    song = mix().add("Vox").add("Gtr").change("Vox", "fader.gain", -6.0, -9.0).change("Gtr", "fader.gain", -6.0, -3.0)
    assert paired_compensation.REASON.test(song.scene(only=0)).outcome == "missed"


def test_random_half_db_steps_compensate_as_often_as_stated(mix):
    rng, hits, stated = random.Random(2), 0, 0.0
    for _ in range(5000):
        song = mix().add("Vox", clips=1)
        first, second = (rng.choice([s / 2 for s in range(-12, 13) if s]) for _ in range(2))
        song.change("Vox", "clip.gain", 0.0, first, clip=0).change("Vox", "fader.gain", -6.0, -6.0 + second)
        result = paired_compensation.REASON.test(song.scene(only=1))
        hits += result.outcome == "hit"
        stated = result.chance_rate
    assert hits / 5000 == pytest.approx(stated, rel=0.2)


def panned(mix, before, after, other):
    return mix().add("Gtr L").add("Gtr R", pan=other).add("Vox").change("Gtr L", "pan.position", before, after).scene()


def test_a_double_is_panned_as_the_mirror_of_its_twin(mix):
    result = mirror_pan.REASON.test(panned(mix, 0.0, -0.8, 0.8))
    assert result.outcome == "hit"
    assert result.sentence == "Panned L80 as the mirror of Gtr R (R80)."


def test_a_pan_that_already_mirrored_or_does_not_is_a_miss(mix):
    assert mirror_pan.REASON.test(panned(mix, 0.0, -0.5, 0.8)).outcome == "missed"
    assert mirror_pan.REASON.test(panned(mix, -0.79, -0.8, 0.8)).outcome == "missed"


def test_without_a_double_there_is_nothing_to_mirror(mix):
    assert mirror_pan.REASON.test(mix().add("Vox").add("Bass").change("Vox", "pan.position", 0.0, 0.3).scene()) is None


@pytest.mark.parametrize(("one", "other", "twins"), [
    ("Gtr L", "Gtr R", True), ("BV 1", "BV 2", True), ("Vox", "Vox double", True), ("Gtr", "Bass", False),
    ("OH (L)", "OH (R)", True), ("Tom1", "Tom2", True),
])  # fmt: skip
def test_doubles_are_known_by_their_names(mix, one, other, twins):
    scene = mix().add(one).add(other, pan=0.5).change(one, "pan.position", 0.0, -0.5).scene()
    assert (mirror_pan.REASON.test(scene) is not None) == twins


def test_random_pans_mirror_one_double_as_often_as_stated(mix):
    rng, hits, stated = random.Random(4), 0, 0.0
    draw = lambda: 0.0 if rng.random() < 0.4 else rng.choice([p / 10 for p in range(-10, 11)])  # noqa: E731 - one line of a table
    trials = 0
    while trials < 3000:
        before, after, other = draw(), draw(), draw()
        if before == after:
            continue
        trials += 1
        result = mirror_pan.REASON.test(panned(mix, before, after, other))
        hits += result.outcome == "hit"
        stated = result.chance_rate
    assert hits / 3000 == pytest.approx(stated, abs=0.012)


def test_one_clip_a_little_louder_serves_the_music(mix):
    song = mix().add("Vox", clips=3).change("Vox", "clip.gain", 0.0, 1.0, clip=1)
    result = local_prominence.REASON.test(song.scene())
    assert (result.outcome, result.tag, result.weight) == ("hit", "serves_the_music", 0.0)


def test_a_whole_track_or_a_large_step_is_no_small_local_one(mix):
    assert (
        local_prominence.REASON.test(mix().add("V", clips=1).change("V", "clip.gain", 0.0, 1.0, clip=0).scene()) is None
    )
    loud = mix().add("V", clips=3).change("V", "clip.gain", 0.0, 6.0, clip=1).scene()
    assert local_prominence.REASON.test(loud).outcome == "missed"


def test_a_short_bump_in_a_fader_curve_serves_the_music(mix):
    song = mix().add("Vox").change("Vox", "envelope.changed", 2.0, 6.0)
    flat = [EnvelopePoint(0.0, -6.0, "linear"), EnvelopePoint(60.0, -6.0, "linear")]
    bump = [EnvelopePoint(t, v, "linear") for t, v in ((20.0, -6.0), (20.5, -5.0), (23.0, -5.0), (23.5, -6.0))]
    move = song.moves[0]
    song.moves[0] = replace(move, object=replace(move.object, envelope="fader.gain"))
    for side, points in (("before", flat), ("after", [flat[0], *bump, flat[1]])):
        tracks = getattr(song, side)
        curve = Envelope("fader.gain", active=True, points=tuple(points))
        tracks["Vox"] = replace(tracks["Vox"], envelopes=(curve,))
    result = local_prominence.REASON.test(song.scene())
    assert result.outcome == "hit"
    assert result.numbers["seconds"] == pytest.approx(3.5)
