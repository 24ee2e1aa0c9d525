from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from profiler.history.records import InsertRef, Move, MoveObject, Setting, TrackRef
from profiler.recurrence import Habit, evidence, index

ON = True


def control(song, role="lead vocal", *, plugin="", band=None, track="Vox"):
    insert = InsertRef(f"{song}-{track}-{plugin}", plugin, 1) if plugin else None
    return MoveObject(TrackRef(f"{song}-{track}", track, role), insert, band)


def rests(song, term, value, role="lead vocal", *, touched=True, first=None, default=None, **where):
    thing = control(song, role, **where)
    return Setting(song, "u", thing, term, value, "", "s", None, default=default, first=first, touched=touched)


def moved(song, term, value, role="lead vocal", **where):
    return Move("m", control(song, role, **where), "filter", term, None, value, "Hz", song=song)


def corners(*hertz, **fields):
    return [rests(f"song{i}", "hpf.frequency", float(hz), **fields) for i, hz in enumerate(hertz)]


HABITUAL = corners(98, 100, 95, 102, 100, 97, 240, 104, 99, 101)


def test_a_corner_that_recurs_is_a_habit_and_says_where():
    habit = evidence(moved("song0", "hpf.frequency", 98.0), index(HABITUAL))
    assert habit.likelihood_ratio > 4
    assert (habit.songs, habit.of) == (8, 9)
    assert habit.sentence == "recurs in 8 of 9 songs: high-pass on lead vocal 95 Hz … 104 Hz"


def test_a_corner_unlike_the_habit_speaks_for_another_cause_but_only_a_little():
    habit = evidence(moved("song0", "hpf.frequency", 300.0), index(HABITUAL))
    assert 0.3 < habit.likelihood_ratio < 1
    assert habit.sentence == ""


def test_scattered_corners_are_no_habit():
    rng = random.Random(1)
    scattered = index(corners(*(60 * 2 ** rng.uniform(0, 4) for _ in range(30))))
    ratios = [evidence(moved("song0", "hpf.frequency", hz), scattered).likelihood_ratio for hz in (80.0, 150.0, 400.0)]
    assert all(0.3 < ratio < 2 for ratio in ratios)


def test_two_favourite_values_are_both_habits():
    settings_ = [rests(f"song{i}", "delay.time", 375.0 if i % 2 else 500.0) for i in range(14)]
    for favourite in (375.0, 500.0):
        assert evidence(moved("song0", "delay.time", favourite), index(settings_)).likelihood_ratio > 3
    assert evidence(moved("song0", "delay.time", 431.0), index(settings_)).likelihood_ratio < 1.5


def test_fewer_than_eight_other_songs_say_nothing():
    habit = evidence(moved("song0", "hpf.frequency", 98.0), index(HABITUAL[:8]))
    assert habit == Habit(of=7)
    assert not habit.known


def test_the_song_itself_never_counts():
    alike = [*HABITUAL[1:], *[rests("song0", "hpf.frequency", 3000.0, track=f"V{i}") for i in range(50)]]
    without, beside = (evidence(moved("song0", "hpf.frequency", 98.0), index(s)) for s in (HABITUAL[1:], alike))
    assert beside.likelihood_ratio == pytest.approx(without.likelihood_ratio)
    assert beside.sentence == without.sentence


def test_the_habit_of_one_role_is_none_of_another():
    assert evidence(moved("song0", "hpf.frequency", 98.0, "bass"), index(HABITUAL)) == Habit()


def test_many_tracks_of_one_song_count_as_one_song():
    crowd = [rests("song1", "hpf.frequency", 900.0, track=f"V{i}") for i in range(60)]
    alone, crowded = (evidence(moved("x", "hpf.frequency", 98.0), index(s)) for s in (HABITUAL, [*HABITUAL, *crowd]))
    assert crowded.likelihood_ratio == pytest.approx(alone.likelihood_ratio, rel=0.35)
    assert crowded.of == alone.of


def test_a_value_that_songs_only_inherited_weighs_less_and_an_untouched_default_nothing():
    inherited = [
        s for i in range(12) for s in [rests(f"song{i}", "hpf.frequency", 80.0, touched=False, first=80.0)]
    ]  # fmt: skip
    assert evidence(moved("x", "hpf.frequency", 80.0), index(inherited)).likelihood_ratio == 1.0
    untouched = [rests(f"song{i}", "fader.gain", 0.0, touched=False, default=0.0) for i in range(20)]
    assert evidence(moved("x", "fader.gain", 0.0), index(untouched)).of == 0


def test_gains_are_compared_within_their_part_of_the_spectrum():
    air = [
        s
        for i in range(12)
        for s in (
            rests(f"song{i}", "eq.4.frequency", 11_000.0, plugin="ReaEQ", band=4),
            rests(f"song{i}", "eq.4.gain", 3.0 + 0.1 * i, plugin="ReaEQ", band=4),
            rests(f"song{i}", "eq.2.frequency", 300.0, plugin="ReaEQ", band=2),
            rests(f"song{i}", "eq.2.gain", -4.0, plugin="ReaEQ", band=2),
        )
    ]
    boost = evidence(moved("song0", "eq.4.gain", 3.5, plugin="ReaEQ", band=4), index(air))
    mud = evidence(moved("song0", "eq.2.gain", 3.5, plugin="ReaEQ", band=2), index(air))
    assert boost.likelihood_ratio > 2
    assert mud.likelihood_ratio < 1


def test_a_plug_in_that_the_role_always_has_is_a_habit():
    songs = [
        s
        for i in range(12)
        for s in (
            rests(f"song{i}", "compressor.ratio", 3.0, plugin="ReaComp"),
            rests(f"song{i}", "fader.gain", -3.0, "bass", track="Bass"),
            rests(f"song{i}", "fader.gain", -3.0, "kick", track="Kick"),
        )
    ]
    added = Move("m", control("song0", plugin="ReaComp"), "insert", "insert.added", None, "ReaComp", "", song="song0")
    habit = evidence(added, index(songs))
    assert habit.likelihood_ratio == pytest.approx(11.5 / 12 / (1 / 3))
    assert habit.sentence == "recurs in 11 of 11 songs: ReaComp on lead vocal"


def test_a_switch_that_always_rests_one_way_doubles_at_most():
    songs = [rests(f"song{i}", "polarity", ON) for i in range(12)]
    on, off = (Move("m", control("song0"), "polarity", "polarity", not v, v, "", song="song0") for v in (True, False))
    assert evidence(on, index(songs)).likelihood_ratio == pytest.approx(11.5 / 12 / 0.5)
    assert evidence(off, index(songs)).likelihood_ratio == pytest.approx(1 / 3)


@given(st.lists(st.floats(20.0, 2000.0), min_size=1, max_size=25), st.floats(20.0, 2000.0))
@settings(max_examples=60, deadline=None)
def test_the_ratio_is_bounded_and_the_order_of_settings_does_not_matter(hertz, value):
    known = corners(*hertz)
    habit = evidence(moved("song0", "hpf.frequency", value), index(known))
    assert 1 / 3 <= habit.likelihood_ratio <= 30
    assert evidence(moved("song0", "hpf.frequency", value), index(known[::-1])) == habit


@given(
    st.lists(
        st.tuples(st.integers(0, 14), st.sampled_from([-9.0, -6.0, -5.5, 0.0]) | st.floats(-30.0, 6.0)), max_size=40
    ),
    st.lists(st.tuples(st.integers(0, 14), st.booleans()), max_size=30),
    st.integers(0, 16),
    st.floats(-30.0, 6.0),
)
@settings(max_examples=150, deadline=None)
def test_leaving_a_song_out_is_as_if_it_had_never_been(levels, switches, own, value):
    known = [rests(f"song{song}", "fader.gain", level, track=f"T{n}") for n, (song, level) in enumerate(levels)]
    known += [rests(f"song{song}", "polarity", on, track=f"S{n}") for n, (song, on) in enumerate(switches)]
    others = index([setting for setting in known if setting.song != f"song{own}"])
    for term, after in (("fader.gain", value), ("polarity", True), ("polarity", False)):
        move = moved(f"song{own}", term, after)
        left_out, never = evidence(move, index(known)), evidence(move, others)
        assert left_out.likelihood_ratio == pytest.approx(never.likelihood_ratio, rel=1e-6)
        assert (left_out.songs, left_out.of, left_out.sentence) == (never.songs, never.of, never.sentence)


def test_random_values_give_no_habit_on_average():
    rng = random.Random(9)
    draw = lambda: 60 * 2 ** rng.uniform(0, 4)  # noqa: E731 - one line of a table
    ratios = []
    for _ in range(300):
        known = index(corners(*(draw() for _ in range(16))))
        ratios.append(evidence(moved("x", "hpf.frequency", draw()), known).likelihood_ratio)
    assert sum(ratios) / len(ratios) < 1.3
    assert sum(ratio >= 3 for ratio in ratios) / len(ratios) < 0.04
