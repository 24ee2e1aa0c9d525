"""Claims against the truth: every figure on cases small enough to count by hand."""

import math
from dataclasses import replace

import pytest

from profiler.studio.engineer import Person, draw_engineer
from profiler.studio.scoring import (
    Claim,
    accuracy,
    any_reason_fires,
    brier,
    calibration_error,
    edge_error,
    first_is_best,
    majority_class,
    match,
    reason_named,
    settled_right,
    settled_share,
)
from profiler.studio.truth import Control, MadeMove, RankingTask, SongTruth, Truth


def move(number, kind, reason=""):
    return MadeMove(
        before_save="a.rpp", after_save="b.rpp", control=Control("t", f"term {number}"), role="kick",
        term=f"term {number}", family="eq", before=0.0, after=1.0, kind=kind, reason=reason, gesture=str(number),
        principal=True, holds=True,
    )  # fmt: skip


def world(*moves):
    song = SongTruth(
        "Ada",
        "Salt",
        folder="Ada/Salt",
        bpm=90.0,
        tempo_is_default=False,
        key="C major",
        parts=(),
        saves=("a.rpp", "b.rpp"),
        moves=tuple(moves),
        shifts={},
    )
    return Truth(7, "studio", (draw_engineer(7, Person("Ada")),), (song,))


def claim(number, p, *more, settled=False, reason="", any_hit=False):
    controls = tuple(Control("t", f"term {each}") for each in (number, *more))
    return Claim("a.rpp", "b.rpp", controls, p, settled, reason, any_hit)


FOUR = world(move(1, "objective", "T1"), move(2, "taste"), move(3, "unlisted", "rule"), move(4, "request"))


def test_claims_find_their_moves_and_requests_are_left_out():
    judged = match(FOUR, [claim(1, 0.9), claim(2, 0.1), claim(4, 0.5), claim(9, 0.5)])
    assert [each.moves[0].term for each in judged] == ["term 1", "term 2"]
    assert judged[0].engineer == "7/Ada"


def test_a_gesture_is_judged_as_a_whole_and_left_out_when_it_mixes_taste_with_reason():
    assert [len(each.moves) for each in match(FOUR, [claim(1, 0.9, 3)])] == [2]
    assert match(FOUR, [claim(1, 0.9, 2)]) == []
    assert match(FOUR, [claim(2, 0.9, 4)]) == []


def test_accuracy_brier_and_settled_shares():
    judged = match(FOUR, [claim(1, 0.9, settled=True), claim(2, 0.6, settled=True), claim(3, 0.2)])
    assert accuracy(judged).mean == pytest.approx(1 / 3)
    assert brier(judged).mean == pytest.approx((0.01 + 0.36 + 0.64) / 3)
    assert settled_share(judged).mean == pytest.approx(2 / 3)
    assert settled_right(judged).mean == pytest.approx(1 / 2)


def test_baselines():
    judged = match(FOUR, [claim(1, 0.5, any_hit=True), claim(2, 0.5, any_hit=True), claim(3, 0.5)])
    assert majority_class(judged).mean == pytest.approx(2 / 3)
    assert any_reason_fires(judged).mean == pytest.approx(1 / 3)


def test_a_reason_is_named_when_its_id_or_its_alias_is():
    judged = match(FOUR, [claim(1, 0.9, reason="T2"), claim(3, 0.9, reason="T1")])
    assert reason_named(judged).mean == 0
    assert reason_named(judged, {"T2": "T1"}).mean == 1


def test_means_are_over_engineers_not_over_moves():
    many = match(FOUR, [claim(1, 0.9)] * 9)
    one = [replace(match(FOUR, [claim(2, 0.9)])[0], engineer="8/Ben")]
    rate = accuracy([*many, *one])
    assert rate.mean == 0.5
    assert rate.claims == 10
    assert rate.low <= rate.mean <= rate.high


def test_calibration_error_is_nought_for_true_probabilities_and_large_for_false_ones():
    truth = world(*(move(n, "objective" if n % 4 else "taste", "T1") for n in range(400)))
    assert calibration_error(match(truth, [claim(n, 0.75) for n in range(400)])) < 0.05
    assert calibration_error(match(truth, [claim(n, 0.25) for n in range(400)])) > 0.4
    assert calibration_error([]) == 0


def test_no_claims_have_no_rate():
    assert math.isnan(accuracy([]).mean)
    assert accuracy([]).claims == 0


def test_edge_error_counts_in_steps():
    engineer = draw_engineer(7, Person("Ada"))
    control = "lead vocal:hpf.frequency"
    window = engineer.windows[control]
    assert edge_error(engineer, control, None, window.low, window.high) == 0
    off = 2**window.step
    assert edge_error(engineer, control, None, window.low * off, window.high / off) == pytest.approx(1.0)


def test_a_ranking_is_right_when_the_best_comes_first():
    task = RankingTask("Ada", "s", "c", {"a": -3.0, "b": -0.5, "c": -1.0})
    assert task.best == "b"
    assert first_is_best(task, ["b", "a", "c"])
    assert not first_is_best(task, ["a", "b", "c"])
    assert not first_is_best(task, [])
