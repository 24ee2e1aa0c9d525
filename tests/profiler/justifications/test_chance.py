from __future__ import annotations

import math
import random

import pytest

from profiler.history.records import InsertRef, Move, MoveObject, Setting, TrackRef
from profiler.justifications.chance import Chance, LevelTarget, Usual, estimate


def move(song, term, before, after, *, track="Vox", role="lead vocal"):
    thing = MoveObject(TrackRef(f"{song}-{track}", track, role))
    return Move(f"{song}{term}{after}", thing, "level", term, before, after, "dB", song=song, after_save=f"{song}-1")


def faders(grid, n=400, songs=20, seed=1):
    rng = random.Random(seed)
    draw = lambda: round(rng.uniform(-12, 3) / grid) * grid  # noqa: E731 - one line of a table
    return [move(f"song{i % songs}", "fader.gain", draw(), draw(), track=f"T{i}") for i in range(n)]


def test_a_coarse_fader_grid_makes_returns_likelier_than_a_fine_one():
    fine, coarse, free = (estimate(moves=faders(grid)).returns("fader.gain", [-7.0]) for grid in (0.1, 0.5, 1e-4))
    assert fine.source == coarse.source == "archive"
    assert fine.value == pytest.approx(0.014, rel=0.4)
    assert coarse.value == pytest.approx(0.07, rel=0.4)
    assert free.value < 0.003


def test_a_place_that_is_gone_to_often_is_returned_to_by_chance():
    moves = faders(0.1) + [move(f"song{i}", "fader.gain", -3.3, 0.0, track="Home") for i in range(100)]
    chance = estimate(moves=moves)
    assert chance.returns("fader.gain", [0.0]).value > 5 * chance.returns("fader.gain", [-7.3]).value


def test_one_group_move_of_many_tracks_is_one_step():
    moves = [move("song", "fader.gain", -6.0, -7.3, track=f"T{i}") for i in range(40)] + faders(0.1)
    assert estimate(moves=moves).same_step("fader.gain", -1.3).value < 0.03


def test_the_mismatch_null_measures_what_chance_does_at_a_tempo():
    rng = random.Random(2)
    tempi = {f"song{i}": 70.0 + 3.3 * i for i in range(30)}
    moves = [
        move(song, "delay.time", math.exp(rng.uniform(4.4, 6.9)), math.exp(rng.uniform(4.4, 6.9)), track=f"T{i}")
        for song in tempi
        for i in range(12)
    ]
    chance = estimate(moves=moves, tempi=tempi)
    tight, loose = chance.delay_note(384.61, 117.0, tempo_is_default=False)
    assert tight.source == "archive"
    assert tight.value + loose.value == pytest.approx(0.063, rel=0.4)


def test_a_habit_of_round_times_shows_at_a_tempo_where_they_are_note_values():
    tempi = {f"song{i}": 71.0 + 3.3 * i for i in range(30)}
    moves = [move(song, "delay.time", 431.0, 375.0, track=f"T{i}") for song in tempi for i in range(2)]
    chance = estimate(moves=moves, tempi=tempi)
    at_80, at_97 = (
        sum(rate.value for rate in chance.delay_note(375.0, bpm, tempo_is_default=False)) for bpm in (80.0, 97.0)
    )
    assert at_80 > 0.6
    assert at_97 < 0.1


def test_his_own_songs_at_a_tempo_do_not_count_as_chance_there():
    moves = [move(f"song{i}", "delay.time", 400.0, 384.6, track=f"T{i}") for i in range(60)]
    chance = estimate(moves=moves, tempi={f"song{i}": 117.0 for i in range(60)})
    assert chance.delay_note(384.6, 117.0, tempo_is_default=False)[0].value < 0.03


def test_the_level_that_tracks_share_is_learnt_and_scattered_levels_are_none():
    rng = random.Random(3)
    shared = {f"song{i}": [-20 + rng.gauss(0, 0.15) for _ in range(6)] + [rng.uniform(-35, -10)] * 3 for i in range(5)}
    scattered = {f"song{i}": [rng.uniform(-35, -10) for _ in range(9)] for i in range(5)}
    moves = faders(0.1)
    found = estimate(moves=moves, levels=shared).level_target
    assert found is not None
    assert found.lufs == pytest.approx(-20, abs=0.2)
    assert (found.songs, estimate(moves=moves, levels=scattered).level_target) == (5, None)
    of_others = {f"other {song}": levels for song, levels in shared.items()}
    assert estimate(moves=moves, levels=of_others).level_target is None


def test_what_most_songs_start_with_is_learnt_by_role():
    def setting(song, first):
        thing = MoveObject(TrackRef(f"{song}-v", "Vox", "lead vocal"), InsertRef("i", "ReaComp", 1))
        return Setting(song, "u", thing, "compressor.ratio", 4.0, "ratio", "s", None, first=first)

    settings = [setting(f"song{i}", 3.0 if i < 7 else 2.0 + i) for i in range(9)]
    assert estimate(moves=[], settings=settings).usual == {
        ("lead vocal", "ReaComp", "compressor.ratio"): Usual(3.0, 7, 9)
    }
    assert estimate(moves=[], settings=settings[:3]).usual == {}


def test_chance_rates_are_the_same_in_any_order_and_after_storing():
    moves = [*faders(0.5), move("song3", "delay.time", 400.0, 384.6), move("song4", "fader.gain", -math.inf, -6.0)]
    tempi = {f"song{i}": 100.0 + i for i in range(20)}
    chance = estimate(moves=moves, tempi=tempi, levels={"song1": [-20.0] * 20, "song2": [-20.0], "song3": [-20.0]})
    shuffled = estimate(
        moves=moves[::-1], tempi=tempi, levels={"song3": [-20.0], "song2": [-20.0], "song1": [-20.0] * 20}
    )
    assert shuffled.version == chance.version != Chance.default().version
    assert Chance.from_json(chance.to_json()) == chance
    assert chance.level_target == LevelTarget(-20.0, 1.0, 3)


def test_the_default_knows_only_the_formulas():
    rates = [
        Chance.default().returns("fader.gain", [-6.0, -3.0, -1.0]),
        Chance.default().same_step("fader.gain", 1.5),
        *Chance.default().delay_note(384.6, 117.0, tempo_is_default=False),
    ]
    assert {rate.source for rate in rates} == {"formula"}
    assert rates[0].value == pytest.approx(0.042, rel=0.02)
