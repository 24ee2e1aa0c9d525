"""Hidden tastes and the answers that come of them."""

from dataclasses import replace
from statistics import mean

import pytest

from profiler.studio.chance import stream
from profiler.studio.controls import controls
from profiler.studio.engineer import SHARES, Person, answer_why, answer_window, draw_engineer, window_in_song
from profiler.studio.truth import Control, MadeMove, SongTruth

CONTROL = "lead vocal:hpf.frequency"


def attentive(engineer):
    return replace(engineer, noise=0.0, lapse=0.0)


def song(**shifts):
    return SongTruth(
        "Ada",
        "A song",
        folder="",
        bpm=93.0,
        tempo_is_default=False,
        key="C major",
        parts=(),
        saves=(),
        moves=(),
        shifts=shifts,
    )


def test_the_same_seed_and_name_give_the_same_person():
    assert draw_engineer(4, Person("Ada")) == draw_engineer(4, Person("Ada"))
    assert draw_engineer(4, Person("Ada")) != draw_engineer(5, Person("Ada"))
    assert draw_engineer(4, Person("Ada")).windows != draw_engineer(4, Person("Ben")).windows


@pytest.mark.parametrize("seed", range(20))
def test_every_window_holds_its_ideal_and_every_engineer_five_to_fifteen_habits(seed):
    engineer = draw_engineer(seed, Person("Ada"))
    assert len(engineer.windows) == len(list(controls()))
    assert all(window.low <= window.ideal <= window.high for window in engineer.windows.values())
    assert 5 <= len(engineer.habits) <= 15
    assert 0.4 <= engineer.noise <= 2.5
    assert 0 <= engineer.lapse <= 0.1
    assert sum(engineer.rates.values()) == pytest.approx(1.0)


def test_rates_scatter_around_the_published_shares():
    drawn = [draw_engineer(seed, Person("Ada")).rates for seed in range(150)]
    for kind, share in SHARES.items():
        assert mean(rates[kind] for rates in drawn) == pytest.approx(share, abs=0.03)


def test_leanings_move_all_controls_that_share_them():
    def air(bright):
        drawn = [draw_engineer(seed, Person("Ada", {"bright": bright})) for seed in range(30)]
        return mean(each.windows["lead vocal:eq.4.gain"].ideal for each in drawn), mean(
            each.windows["lead vocal:eq.2.gain"].ideal for each in drawn
        )

    assert air(2.0)[0] > air(-2.0)[0] + 3
    assert air(2.0)[1] < air(-2.0)[1] - 2


def test_an_attentive_listener_knows_his_window():
    engineer = attentive(draw_engineer(1, Person("Ada")))
    window = engineer.windows[CONTROL]
    rng = stream(0, "answers")
    assert answer_window(engineer, CONTROL, window.ideal, rng) == "fine"
    assert answer_window(engineer, CONTROL, window.high * 1.2, rng) == "too_much"
    assert answer_window(engineer, CONTROL, window.low / 1.2, rng) == "not_enough"


def test_too_much_of_a_threshold_is_a_low_one():
    engineer = attentive(draw_engineer(1, Person("Ada")))
    control = "lead vocal:compressor.threshold"
    window = engineer.windows[control]
    assert answer_window(engineer, control, window.low - 3, stream(0)) == "too_much"
    assert answer_window(engineer, control, window.high + 3, stream(0)) == "not_enough"


def test_a_song_moves_the_window_with_its_centre():
    engineer = attentive(draw_engineer(1, Person("Ada")))
    window = engineer.windows[CONTROL]
    low, high = window_in_song(engineer, CONTROL, song(**{CONTROL: 4.0}))
    assert low == pytest.approx(window.low * 2)
    assert high == pytest.approx(window.high * 2)
    assert answer_window(engineer, CONTROL, window.ideal, stream(0), song=song(**{CONTROL: 8.0})) == "not_enough"


def test_noise_and_lapses_make_answers_err_at_their_rates():
    engineer = replace(draw_engineer(1, Person("Ada")), noise=0.0, lapse=0.3)
    rng = stream(0, "lapses")
    window = engineer.windows[CONTROL]
    answers = [answer_window(engineer, CONTROL, window.ideal, rng) for _ in range(2000)]
    assert answers.count("fine") / 2000 == pytest.approx(1 - 0.3 * 2 / 3, abs=0.04)
    vague = replace(engineer, noise=2.0, lapse=0.0)
    at_edge = [answer_window(vague, CONTROL, window.high, rng) for _ in range(2000)]
    assert at_edge.count("too_much") / 2000 == pytest.approx(0.5, abs=0.04)


def test_why_is_answered_with_the_true_cause_and_now_and_then_with_another():
    made = MadeMove(
        before_save="a", after_save="b", control=Control("t", "fader.gain"), role="kick", term="fader.gain",
        family="level", before=0.0, after=1.0, kind="taste", reason="", gesture="1", principal=True, holds=False,
        words="I like it.",
    )  # fmt: skip
    assert answer_why(made).kind == "taste"
    assert answer_why(made).words == "I like it."
    rng = stream(0, "why")
    wrong = sum(answer_why(made, rng).kind != "taste" for _ in range(2000))
    assert 0.015 < wrong / 2000 < 0.05
