"""Windows of acceptability: what answers do to them."""

from __future__ import annotations

import json
import math
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtr

from profiler.windows import (
    Control,
    Evidence,
    PastValue,
    Policy,
    UnknownControlError,
    WindowAnswer,
    WindowModel,
    models_of,
    propose,
    window_of,
    windows_of,
)
from profiler.windows.gaussian import cdf
from profiler.windows.grid import SLOPES, VALUES, likelihood, table
from profiler.windows.scales import scale_of, terms_with_window

CORNER = Control("lead vocal", "hpf.frequency")
SEND = Control("lead vocal", "send.gain", "reverb")
THRESHOLD = Control("kick", "compressor.threshold")


def said(control, *pairs, song="s1"):
    return [WindowAnswer(control, value, song, verdict, float(n)) for n, (value, verdict) in enumerate(pairs)]


def judge(value, low, high):
    return "too_much" if value > high else "not_enough" if value < low else "fine"


def everything(_song, _value):
    return True


# controls and scales


def test_a_control_is_written_role_term_and_circumstance():
    assert Control.parse("lead vocal:send.gain@reverb") == SEND
    assert SEND.id == "lead vocal:send.gain@reverb"


@pytest.mark.parametrize("text", ["", "kick", ":hpf.frequency", "kick:", "kick:mute", "kick:hpf.frequencie"])
def test_what_is_no_control_is_refused(text):
    with pytest.raises(UnknownControlError):
        Control.parse(text)


def test_an_unknown_term_names_near_ones():
    with pytest.raises(UnknownControlError, match=r"hpf\.frequency"):
        Control.parse("kick:hpf.frequencie")


@given(st.sampled_from(terms_with_window()), st.floats(0, 1))
@settings(max_examples=200)
def test_a_value_survives_its_scale(term, share):
    scale = scale_of(term)
    value = (
        scale.low + share * (scale.high - scale.low)
        if scale.kind != "log"
        else scale.low * (scale.high / scale.low) ** share
    )
    steps = scale.steps(value)
    assert math.isclose(scale.value(steps), value, rel_tol=1e-9, abs_tol=1e-9)
    assert scale.holds(steps)


def test_off_is_no_point_on_the_scale():
    assert scale_of("send.gain").steps(-math.inf) is None


def test_a_lower_threshold_is_more():
    scale = scale_of("compressor.threshold")
    assert scale.steps(-30.0) > scale.steps(-10.0)


def test_an_answer_survives_being_stored():
    answer = WindowAnswer(SEND, -12.0, "song", "fine", 5.0)
    assert WindowAnswer.of_body(answer.body(), time=5.0) == answer


@pytest.mark.parametrize("body", [{}, {"verdict": "maybe", "value": 1.0}, {"verdict": "fine", "value": "loud"}])
def test_a_stored_answer_that_is_none_is_refused(body):
    with pytest.raises(UnknownControlError):
        WindowAnswer.of_body({"control": SEND.id, **body})


# arithmetic


def test_the_normal_distribution_agrees_with_scipy():
    z = np.linspace(-8, 8, 2001)
    assert np.abs(cdf(z) - ndtr(z)).max() < 1.5e-7


def test_the_three_answers_are_a_distribution_in_every_cell():
    for x in (-20.0, -0.3, 7.0):
        three = [likelihood(x, verdict) for verdict in ("too_much", "fine", "not_enough")]
        assert all((each > 0).all() for each in three)
        assert np.allclose(sum(three), 1.0)


def test_the_table_holds_what_the_likelihood_says():
    n = len(VALUES)
    row = table()[:n][30].reshape(113, 23, len(SLOPES))
    full = likelihood(float(VALUES[30]), "too_much")
    assert np.allclose(full[..., 0], row * 0.99 + 0.01 / 3.0, atol=1e-6)


# the posterior


def test_more_answers_make_the_window_narrower():
    def doubt(answers):
        model = WindowModel(CORNER, answers, usual=100.0)
        return model.usual_low.sd + model.usual_high.sd

    answers = said(CORNER, (100, "fine"), (60, "not_enough"), (180, "too_much"), (75, "fine"), (140, "fine"))
    widths = [doubt(answers[:n]) for n in (0, 1, 3, 5)]
    assert widths == sorted(widths, reverse=True)


def test_answers_move_the_edges_to_where_they_lie():
    answers = said(SEND, (-20, "not_enough"), (-14, "fine"), (-9, "fine"), (-4, "too_much"), (-18, "not_enough"))
    window = window_of(WindowModel(SEND, answers, usual=-12.0))
    assert -20 < window.low.median < -13
    assert -10 < window.high.median < -3
    assert window.low.lo90 < window.low.median < window.low.hi90


@given(st.randoms(use_true_random=False))
@settings(max_examples=10, deadline=None)
def test_the_order_of_the_answers_does_not_matter(rng):
    answers = said(CORNER, (100, "fine"), (60, "not_enough"), (180, "too_much"), (120, "too_much"))
    answers += said(CORNER, (90, "fine"), (50, "not_enough"), song="s2")
    shuffled = list(answers)
    rng.shuffle(shuffled)
    assert window_of(WindowModel(CORNER, shuffled)) == window_of(WindowModel(CORNER, answers))


@given(
    st.lists(
        st.tuples(st.floats(-200, 200), st.sampled_from(["too_much", "fine", "not_enough"]), st.sampled_from("ab")),
        max_size=12,
    )
)
@settings(max_examples=25, deadline=None)
def test_no_answers_however_contradictory_break_it(rows):
    answers = [WindowAnswer(SEND, value, song, verdict) for value, verdict, song in rows]
    model = WindowModel(SEND, answers, past={"a": PastValue(-80.0, 1.0), "c": PastValue(-math.inf, 1.0)})
    told = window_of(model)
    json.dumps(told.to_json(with_songs=True), allow_nan=False)
    assert told.low.median <= told.high.median
    assert np.isfinite(told.log_p_fine(-10.0))


def test_answers_that_contradict_each_other_are_said_to():
    answers = said(SEND, *[(-12, "too_much"), (-12, "not_enough")] * 3)
    assert window_of(WindowModel(SEND, answers)).state == "contradictory"


def test_past_settings_lead_and_answers_overrule_them():
    past = {f"song {n}": PastValue(-20.0 + n % 3, 1.0) for n in range(10)}
    before = window_of(WindowModel(SEND, [], past=past, usual=-12.0))
    assert before.low.median < -20 < before.high.median
    answers = said(SEND, (-20, "not_enough"), (-14, "not_enough"), (-8, "fine"), (-4, "fine"), (0, "too_much"))
    after = window_of(WindowModel(SEND, answers, past=past, usual=-12.0))
    assert after.in_songs[0].low.median > -16


def test_more_past_settings_are_not_more_fine_answers():
    """As "fine" answers thirty settings would make the window wider than five; as draws near the centre they do not."""
    spread = [-3.0, -1.0, 0.0, 1.0, 3.0]

    def width(count):
        past = {f"song {n}": PastValue(-12.0 + spread[n % 5], 1.0) for n in range(count)}
        model = WindowModel(SEND, [], past=past, usual=-12.0)
        return model.usual_high.mean - model.usual_low.mean

    assert width(30) < width(5) * 1.5


def test_a_setting_that_was_no_choice_says_nothing():
    inherited = WindowModel(SEND, [], past={"s": PastValue(-30.0, 0.0)}, usual=-12.0)
    nothing = WindowModel(SEND, [], usual=-12.0)
    assert inherited.usual_low == nothing.usual_low


def test_a_window_far_from_the_usual_place_is_found():
    answers = said(SEND, (-40, "fine"), (-35, "too_much"), (-52, "not_enough"), (-48, "fine"), (-38, "fine"))
    window = window_of(WindowModel(SEND, answers, usual=-6.0))
    assert -55 < window.in_songs[0].low.median < -43
    assert -42 < window.in_songs[0].high.median < -33


def test_an_edge_that_is_never_reached_is_open():
    answers = said(SEND, *[(12.0, "fine"), (11.0, "fine"), (8.0, "fine"), (12.0, "fine"), (10.5, "fine")])
    window = window_of(WindowModel(SEND, answers, usual=8.0))
    assert window.high.open
    assert not window.low.open
    assert "no upper limit found up to" in window.sentence()


def test_too_much_of_a_threshold_is_told_in_its_own_unit():
    """Heard as too much compression at -40 dB, not enough at -10: the window lies between, lower value first."""
    answers = said(THRESHOLD, (-40, "too_much"), (-24, "fine"), (-10, "not_enough"), (-30, "fine"), (-15, "not_enough"))
    window = window_of(WindowModel(THRESHOLD, answers, usual=-22.0))
    assert -40 < window.low.median < -24 < window.high.median < -10


def test_a_person_who_means_the_number_of_a_threshold_is_understood():
    past = {f"song {n}": PastValue(-22.0 + n % 3, 1.0) for n in range(8)}
    heard = [(-35, "not_enough"), (-22, "fine"), (-8, "too_much"), (-29, "not_enough"), (-12, "too_much")]
    model = WindowModel(THRESHOLD, said(THRESHOLD, *heard), past=past, usual=-22.0)
    window = window_of(model)
    assert model.turned
    assert -33 < window.low.median < -22 < window.high.median < -10


def test_answers_of_other_controls_have_no_say():
    alone = WindowModel(SEND, said(SEND, (-12, "fine")))
    mixed = WindowModel(SEND, said(SEND, (-12, "fine")) + said(CORNER, (100, "too_much")))
    assert window_of(alone) == window_of(mixed)


def test_old_answers_count_half():
    year = 365.25 * 86_400.0
    answers = said(SEND, (-20, "not_enough"), (-6, "too_much"))
    fresh = WindowModel(SEND, answers, now=year)
    old = WindowModel(SEND, answers, now=4 * year)
    assert old.usual_low.sd > fresh.usual_low.sd


# asking


def engineer(low, high, *, control=CORNER, songs=("a", "b", "c", "d", "e"), audible=everything, usual=100.0):
    answers = []
    while (asked := propose(WindowModel(control, answers, usual=usual), songs, audible)) is not None:
        answers.append(
            WindowAnswer(control, asked.value, asked.song, judge(asked.value, low, high), float(len(answers)))
        )
        assert len(answers) <= 16
    return answers, window_of(WindowModel(control, answers, usual=usual))


def test_a_few_answers_find_the_window():
    answers, window = engineer(80, 160)
    assert 4 <= len(answers) <= 16
    assert window.state == "settled"
    assert 60 < window.low.median < 100
    assert 130 < window.high.median < 200


def test_answers_are_spread_over_songs_four_each():
    answers, _ = engineer(40, 500)
    counts = [sum(a.song == song for a in answers) for song in "abcde"]
    assert max(counts) <= 4
    assert sum(count > 0 for count in counts) <= 4


def test_only_what_can_be_heard_is_asked():
    answers, _ = engineer(80, 160, audible=lambda song, value: song == "c" and value < 150)
    assert answers
    assert {a.song for a in answers} == {"c"}
    assert max(a.value for a in answers) < 150


def test_when_nothing_can_be_heard_nothing_is_asked():
    assert propose(WindowModel(CORNER, []), ["a"], lambda *_: False) is None
    assert propose(WindowModel(CORNER, []), [], everything) is None


def test_the_same_knowledge_asks_the_same_question():
    one, other = (propose(WindowModel(CORNER, [], usual=100.0), ["a", "b"], everything) for _ in range(2))
    assert one == other
    assert one.id.startswith("w")


def test_values_asked_can_be_dialled_and_lie_in_range():
    rng = random.Random(5)
    answers = []
    for _ in range(12):
        asked = propose(
            WindowModel(SEND, answers, usual=8.0),
            ["a", "b", "c"],
            everything,
            policy=Policy(target=0.01),
        )
        if asked is None:
            break
        assert -60 <= asked.value <= 12
        assert asked.value == round(asked.value, 1)
        answers.append(WindowAnswer(SEND, asked.value, asked.song, rng.choice(["fine", "not_enough"])))


# several windows


def test_a_strict_engineer_is_expected_to_be_strict_again():
    narrow = [Control(role, "eq.2.gain") for role in ("kick", "snare", "bass", "keys")]
    answers = []
    for control in narrow:
        answers += said(control, (0, "fine"), (1, "too_much"), (-1, "not_enough"), (0.5, "fine"), (-1.5, "not_enough"))
    fresh = Control("lead vocal", "eq.2.gain")
    taught = models_of(answers, {}, controls=[fresh])[fresh]
    alone = WindowModel(fresh, [])
    assert taught.log_half[0] < alone.log_half[0]


def test_windows_of_all_controls_do_not_depend_on_the_order_of_answers():
    answers = said(SEND, (-12, "fine"), (-2, "too_much")) + said(CORNER, (100, "fine"), (300, "too_much"))
    evidence = {SEND: Evidence({"x": PastValue(-10.0, 0.8)}, -14.0)}
    assert windows_of(answers, evidence) == windows_of(answers[::-1], evidence)
    assert [window.id for window in windows_of(answers, evidence)] == [CORNER.id, SEND.id]
