"""Reasons that are said to hold do hold, by arithmetic of these tests alone: on the files as they were written."""

import math
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from parsers.registry import read_file
from profiler.studio.desk import get
from profiler.studio.truth import Control


@pytest.fixture(scope="module")
def made(studio, catalogue):
    """(folder, song, move) of every move that leads its gesture, in both archives."""
    return [
        (folder, song, move) for folder, truth in (studio, catalogue) for song, move in truth.moves() if move.principal
    ]


def of_reason(made, reason, *, holds=True):
    return [entry for entry in made if entry[2].reason == reason and entry[2].holds == holds]


@cache
def save(folder, path):
    return read_file(str(folder / path))


def audio(folder, song, session, track):
    soundfile = pytest.importorskip("soundfile")
    clip = session.track(track).clips[0]
    samples, rate = soundfile.read(folder / song.folder / clip.source.path)
    return samples, rate


def note_values(bpm):
    quarter = 60_000 / bpm
    return [quarter * 2**power * factor for power in range(-2, 2) for factor in (1, 1.5, 2 / 3)]


def test_delays_land_on_notes_that_they_were_off_before(made):
    found = of_reason(made, "T1")
    assert len(found) >= 5
    for _, song, move in found:
        notes = note_values(song.bpm)
        assert min(abs(move.after - note) - max(0.6, 0.01 * note) for note in notes) <= 0.06
    for _, song, move in of_reason(made, "T1", holds=False):
        assert min(abs(move.after / note - 1) for note in note_values(song.bpm)) > 0.009


def test_releases_breathe_with_the_beat(made):
    found = of_reason(made, "T5")
    assert len(found) >= 4
    for _, song, move in found:
        beats = [move.after / (60_000 / song.bpm * part) for part in (0.25, 0.375, 0.5, 0.75, 1, 2)]
        assert min(abs(each - 1) for each in beats) <= 0.031


def test_high_passes_stand_just_below_the_lowest_note(made):
    found = of_reason(made, "E7")
    assert len(found) >= 5
    for _, song, move in found:
        lowest = next(part.lowest_hz for part in song.parts if part.id == move.control.track)
        assert 0.69 * lowest <= move.after <= 1.01 * lowest
        assert not 0.7 * lowest < move.before < lowest


def test_guff_is_what_a_high_pass_takes(made):
    found = of_reason(made, "E8")
    assert found
    for folder, song, move in found:
        samples, rate = audio(folder, song, save(folder, move.after_save), move.control.track)
        power = np.abs(np.fft.rfft(samples)) ** 2
        hertz = np.fft.rfftfreq(len(samples), 1 / rate)
        under = power[hertz < move.after].sum() / power.sum()
        assert 10 * math.log10(under) > -26
        heard = hertz > 300
        kept = (1 / (1 + (move.after / hertz[heard]) ** 4) * power[heard]).sum() / power[heard].sum()
        assert 10 * math.log10(kept) > -0.5


def test_cuts_stand_where_masker_and_neighbour_meet(made):
    found = of_reason(made, "E10")
    assert len(found) >= 10
    for folder, _, move in found:
        assert move.named
        after = save(folder, move.after_save)
        gain = get(
            after, Control(move.control.track, move.control.term.rpartition(".")[0] + ".gain", move.control.insert)
        )
        assert gain < 0


def test_most_cuts_for_a_neighbour_are_well_placed(made):
    right, wrong = of_reason(made, "E10"), of_reason(made, "E10", holds=False)
    assert 0.4 < len(right) / (len(right) + len(wrong)) < 0.95


def test_clips_are_brought_to_nominal_or_to_their_peak(made, studio, catalogue):
    pyloudnorm = pytest.importorskip("pyloudnorm")
    nominal = {
        (id(truth), engineer.name): engineer.nominal for _, truth in (studio, catalogue) for engineer in truth.engineers
    }
    assert nominal
    found = of_reason(made, "L1")
    assert len(found) >= 5
    for folder, song, move in found:
        samples, rate = audio(folder, song, save(folder, move.after_save), move.control.track)
        level = pyloudnorm.Meter(rate, filter_class="DeMan").integrated_loudness(samples) + move.after
        peak = 20 * math.log10(np.abs(samples).max()) + move.after
        at_nominal = min(abs(level - target) for target in set(nominal.values())) <= 0.45
        assert at_nominal or abs(peak + 1) <= 0.35


def test_clips_that_went_over_full_scale_stay_under_it(made):
    found = [entry for entry in of_reason(made, "L2") if entry[2].term == "clip.gain"]
    assert found
    for folder, song, move in found:
        samples, _ = audio(folder, song, save(folder, move.after_save), move.control.track)
        peak = 20 * math.log10(np.abs(samples).max())
        assert peak + move.before > 0
        assert peak + move.after <= -0.99


def test_ceilings_come_down_to_minus_one(made):
    found = [entry for entry in of_reason(made, "L2") if entry[2].term == "limiter.ceiling"]
    assert found
    assert all(move.before > -1 >= move.after for _, _, move in found)


def test_what_the_fader_gives_up_the_clip_gains(made):
    found = of_reason(made, "L8")
    assert found
    for folder, song, move in found:
        before, after = save(folder, move.before_save), save(folder, move.after_save)
        track = move.control.track
        clips = [each.track(track).clips[0].gain_db for each in (before, after)]
        assert (move.after - move.before) + (clips[1] - clips[0]) == pytest.approx(0, abs=0.02)
        assert song.moves


def test_faders_take_back_what_the_equaliser_gave(made):
    found = of_reason(made, "L7")
    assert found
    for _, song, move in found:
        bells = [
            each
            for each in song.moves
            if each.gesture == move.gesture and each.after_save == move.after_save and each.family == "eq"
        ]
        assert len(bells) == 1
        assert bells[0].kind == "taste"
        assert (bells[0].after - bells[0].before) * (move.after - move.before) < 0
        assert abs(move.after - move.before) < abs(bells[0].after - bells[0].before)


def test_make_up_follows_the_threshold(made):
    found = of_reason(made, "L6")
    assert found
    for _, song, move in found:
        thresholds = [
            each for each in song.moves if each.gesture == move.gesture and each.term == "compressor.threshold"
        ]
        assert len(thresholds) == 1
        assert thresholds[0].after < thresholds[0].before
        assert move.after > move.before


def test_doubles_are_mirrored(made):
    found = of_reason(made, "P1")
    assert found
    for folder, _, move in found:
        after = save(folder, move.after_save)
        assert after.track(move.control.track).pan == pytest.approx(-after.track(move.named).pan, abs=0.021)


def test_groups_move_by_one_step(made):
    found = of_reason(made, "R2")
    assert found
    for _, song, move in found:
        steps = [
            round(each.after - each.before, 3)
            for each in song.moves
            if each.gesture == move.gesture and each.after_save == move.after_save
        ]
        assert max(steps.count(step) for step in steps) >= 3


def test_returns_go_to_a_value_that_was_held_before(made):
    found = of_reason(made, "R1")
    assert len(found) >= 5
    for folder, song, move in found:
        saves = song.saves[: song.saves.index(move.before_save)]
        held = [get(save(folder, path), move.control) for path in saves]
        if isinstance(move.after, bool | str):
            assert move.after in held
        else:
            assert min(abs(value - move.after) for value in held) <= 2e-4


def test_copied_chains_are_equal_afterwards(made):
    for folder, _, move in of_reason(made, "R3"):
        after = save(folder, move.after_save)
        chains = [
            {
                term: value.value
                for insert in after.track(track).inserts
                if insert.plugin.name == "ReaEQ"
                for term, value in insert.parameters.items()
            }
            for track in (move.control.track, move.named)
        ]
        assert chains[0] == chains[1]


def test_reasons_fail_as_often_as_hands_do(made):
    """Of each aimed reason some miss, most do not: the generator plays fair."""
    for reason in ("T1", "T5", "E7", "L7"):
        hit, missed = len(of_reason(made, reason)), len(of_reason(made, reason, holds=False))
        assert hit + missed >= 5
        assert 0.4 <= hit / (hit + missed) <= 1.0


def test_rules_of_nobodys_catalogue_hold_for_every_engineer(catalogue):
    _, truth = catalogue
    echoes = [move for _, move in truth.moves() if move.reason == "echo by phrase"]
    places = [move.after for move in echoes]
    assert all(50 < place < 1500 for place in places)
    assert {move.kind for move in echoes} <= {"unlisted"}


def test_gestures_have_one_leading_move(studio, catalogue):
    for _, truth in (studio, catalogue):
        for song in truth.songs:
            leaders = {}
            for move in song.moves:
                leaders.setdefault((move.after_save, move.gesture), []).append(move.principal)
            assert all(sum(each) == 1 for each in leaders.values())
            assert [b for a, b in pairwise(song.saves)] == list(song.saves[1:])
