from __future__ import annotations

import json
import math
import random
from collections import defaultdict
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from profiler.history.records import Gesture, Move, MoveObject, TrackRef
from profiler.justifications.catalogue import reasons
from profiler.justifications.chance import Chance
from profiler.justifications.reason import Rate, Reason, ReasonResult, hit, missed, untestable
from profiler.recurrence import Habit
from profiler.rules import Answer, Rule
from profiler.verdicts import (
    Beliefs,
    Observed,
    Thresholds,
    combine,
    judge,
    learn,
    verdict_from_json,
    verdict_to_json,
)
from profiler.verdicts.tables import beliefs_from_row, beliefs_row, verdict_row, verdicts_from_rows

VOX = MoveObject(TrackRef("v", "Lead Vox", "lead vocal"))
DELAY = Move("m1", VOX, "delay", "delay.time", 400.0, 384.6, "ms", song="song", user="u")
GESTURE = Gesture("g", ("m1",), "single")
EVEN = Beliefs(temperature=1.0)
HABIT = Habit(12.0, 9, 10, "recurs in 9 of 10 songs: delay on lead vocal 380 ms … 390 ms")


def result(name, outcome, *, s=0.8, p0=0.1, weight=0.3, structural=False, line="", factor=None, tag="", **fields):
    reason = Reason(name, ("*",), "session", weight, structural, lambda _: None, tag)
    made = {
        "hit": lambda: hit(reason, s=s, p0=Rate(p0), sentence=f"{name} it was.", numbers={}),
        "missed": lambda: missed(reason, s=s, p0=Rate(p0), sentence=f"Not {name}.", numbers={}),
        "untestable": lambda: untestable(reason, "no audio found for Lead Vox", s=s, p0=Rate(p0)),
    }[outcome]()
    values = {name: getattr(made, name) for name in made.__slots__} | {"line": line} | fields
    return ReasonResult(**values | ({} if factor is None else {"bayes_factor": factor}))


STRONG = result("T1 tempo", "hit", s=0.6, p0=0.02, weight=0.5)
MISSES = [result("T1 tempo", "missed", weight=0.5), result("R1 put back", "missed", weight=0.1, structural=True)]


# The reasons together


def test_reasons_are_averaged_by_weight_with_a_reserve():
    tested = [
        result("E10 lead", "hit", weight=0.4, factor=5.7),
        result("L7 trim", "missed", weight=0.12, factor=0.22),
        result("E13 mirror", "missed", weight=0.12, factor=0.22),
        result("E11 others", "missed", weight=0.08, factor=0.76),
        result("R process", "missed", weight=0.08, factor=0.1),
    ]
    found = combine(tested)
    assert found.factor == pytest.approx(2.60, abs=0.01)
    assert found.factor / (1 + found.factor) == pytest.approx(0.72, abs=0.005)
    assert found.results[0].share == pytest.approx(0.88, abs=0.005)


def test_weights_that_leave_no_reserve_are_scaled_and_missing_weight_is_reserve():
    crowded = [result(f"X{i} x", "missed", weight=0.3) for i in range(4)]
    lonely = [result("P1 pan", "missed", weight=0.1)]
    assert combine(crowded).factor == pytest.approx(0.2 + 0.8 * 0.2 / 0.9)
    assert combine(lonely).factor == pytest.approx(0.9 + 0.1 * 0.2 / 0.9)


def test_misses_alone_never_push_below_what_the_reserve_leaves():
    hopeless = [result(f"X{i} x", "missed", s=0.999, p0=0.001) for i in range(20)]
    factor = combine(hopeless).factor
    assert factor / (1 + factor) >= 0.2 / 1.2 - 1e-9


def test_independent_lines_of_one_gesture_multiply_and_reasons_of_one_line_do_not():
    first = result("T1 tempo", "hit", weight=0.4, line="delay.time")
    one = combine([first])
    both = combine([first, result("E7 low", "hit", weight=0.4, line="hpf.frequency")])
    same = combine([first, result("T9 tempo", "hit", weight=0.4, line="delay.time")])
    assert both.factor == pytest.approx(one.factor**2)
    assert same.factor < both.factor
    assert sum(r.share for r in both.results) <= 2


@given(
    st.lists(
        st.tuples(st.sampled_from(["hit", "missed", "untestable"]), st.floats(0.05, 0.95), st.floats(0.01, 0.5),
                  st.floats(0.01, 0.3), st.booleans(), st.sampled_from(["a", "b"])),
        max_size=8,
    ),
    st.floats(0.01, 0.3),
)  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_a_reason_that_can_never_be_tested_moves_no_posterior_by_more_than_its_weight(tested, weight):
    known = [
        result(f"X{i} x", outcome, s=s, p0=p0, weight=w, structural=structural, line="" if structural else line)
        for i, (outcome, s, p0, w, structural, line) in enumerate(tested)
    ]
    without = combine(known)
    added = combine([*known, result("Z9 z", "untestable", weight=weight, structural=True)])
    p, q = (found.factor / (1 + found.factor) for found in (without, added))
    assert abs(p - q) <= weight + 1e-9
    assert all(0 <= r.share <= 1 for r in added.results)


def planted(n, rng):
    """Moves with known causes, their outcomes drawn from the catalogue's own rates."""
    catalogue = [
        [("T1 tempo", 0.7, 0.85, 0.063), ("R1 put back", 0.1, 0.9, 0.043)],
        [("E7 note", 0.35, 0.7, 0.12), ("E8 guff", 0.35, 0.8, 0.33), ("R1 put back", 0.1, 0.9, 0.043)],
        [("L1 stage", 0.35, 0.85, 0.039), ("L7 trim", 0.35, 0.8, 0.094), ("R2 group", 0.1, 0.95, 0.006)],
    ]  # fmt: skip
    for _ in range(n):
        family = rng.choice(catalogue)
        objective = rng.random() < 0.5
        names = [name for name, *_ in family] + ["uncatalogued"]
        cause = rng.choices(names, [w for _, w, *_ in family] + [0.2])[0] if objective else ""
        yield objective, [
            result(name, "hit" if rng.random() < (s if name == cause else p0) else "missed", s=s, p0=p0, weight=w,
                   structural=name.startswith("R"))
            for name, w, s, p0 in family
        ]  # fmt: skip


def test_planted_outcomes_give_calibrated_and_precise_verdicts():
    judged = [(combine(tested).factor, truth) for truth, tested in planted(12_000, random.Random(1))]
    pairs = [(factor / (1 + factor), truth) for factor, truth in judged]
    bins = defaultdict(list)
    for p, truth in pairs:
        bins[int(p * 10)].append((p, truth))
    ece = sum(len(b) / len(pairs) * abs(fmean(p for p, _ in b) - fmean(t for _, t in b)) for b in bins.values())
    assert ece < 0.05
    assert fmean(truth for p, truth in pairs if p >= 0.8) >= 0.8


# What is believed beforehand


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_the_share_of_objective_moves_is_learnt_without_answers(share):
    rng = random.Random(7)
    moves = []
    while len(moves) < 4000:
        objective, tested = next(planted(1, rng))
        if rng.random() < (share if objective else 1 - share):
            moves.append(Observed("delay", math.log(combine(tested).factor)))
    beliefs = learn(moves)
    assert beliefs.prior("delay") == pytest.approx(share, abs=0.08)
    assert learn(moves[::-1]) == beliefs


def test_few_moves_leave_the_prior_even_and_random_answers_move_it_slowly():
    silent = [Observed("eq", 0.3)] * 100
    assert learn(silent).prior("eq") == 0.5
    answered = [Observed("eq", 0.3, objective=False)] * 8
    assert 0.2 < learn([*silent, *answered]).prior("eq") < 0.3


def test_reasons_nobody_listed_widen_the_reserve():
    unlisted = [Observed("eq", 0.0, objective=True, listed=False)] * 10
    assert learn(unlisted).reserve("eq") == pytest.approx(14 / 30)
    assert learn([]).reserve("eq") == 0.2


def test_forty_random_answers_replace_the_stated_temperature():
    rng = random.Random(2)
    sure = [Observed("eq", 3.0, objective=rng.random() < 0.73) for _ in range(80)]
    assert learn(sure).temperature > 2
    assert learn(sure[:39]).temperature == Beliefs().temperature


# One verdict


def test_a_telling_reason_is_named_and_settles():
    verdict = judge(GESTURE, [DELAY], [STRONG], beliefs=EVEN)
    assert (verdict.guess, verdict.settled, verdict.best_reason) == ("objective", True, "T1 tempo")
    assert verdict.kind.sentence == "T1 tempo it was."
    assert verdict.open_because == ""


def test_failed_tests_alone_never_settle_taste():
    hopeless = [result(f"X{i} x", "missed", s=0.99, p0=0.01, weight=0.2) for i in range(4)]
    verdict = judge(GESTURE, [DELAY], hopeless, beliefs=Beliefs({"delay": 0.3}, temperature=1.0))
    assert verdict.p_objective < 0.2
    assert (verdict.guess, verdict.settled) == ("subjective", False)
    assert "nothing speaks for taste" in verdict.open_because


def test_a_habit_across_songs_settles_taste():
    verdict = judge(GESTURE, [DELAY], MISSES, habit=HABIT)
    assert (verdict.guess, verdict.settled) == ("subjective", True)
    assert verdict.kind.sentence.startswith("Taste: recurs in 9 of 10 songs")


def test_a_value_that_is_merely_usual_is_no_evidence_of_taste():
    usual = Habit(2.5, 9, 10, "recurs in 9 of 10 songs: fader on kick -6.0 dB … -3.0 dB")
    without, beside = judge(GESTURE, [DELAY], MISSES), judge(GESTURE, [DELAY], MISSES, habit=usual)
    assert beside.p_objective == without.p_objective
    (line,) = (line for line in beside.evidence if line.line == "habit")
    assert line.log10_factor == 0
    assert line.sentence == f"{usual.sentence}; reasons lead there as often"


def test_a_habit_does_not_settle_taste_while_reasons_could_not_be_tested():
    open_ = [result("E10 lead", "untestable", weight=0.5), result("R1 put back", "missed", weight=0.1, structural=True)]
    verdict = judge(GESTURE, [DELAY], open_, habit=HABIT)
    assert verdict.guess == "subjective"
    assert not verdict.settled
    assert verdict.open_because == "only 17 % of its reasons could be tested, so taste cannot be concluded"


def test_a_high_prior_alone_settles_nothing():
    verdict = judge(GESTURE, [DELAY], MISSES, beliefs=Beliefs({"delay": 0.97}))
    assert verdict.p_objective >= 0.8
    assert verdict.open_because == "no reason can be named for it"


def test_an_untestable_verdict_says_what_was_missing():
    verdict = judge(GESTURE, [DELAY], [result("E10 lead", "untestable", weight=0.5)])
    assert verdict.open_because == "only 0 % of its reasons could be tested (no audio found for Lead Vox)"
    assert verdict.p_objective == pytest.approx(0.5)


def test_thresholds_come_from_the_configuration():
    assert not judge(GESTURE, [DELAY], [STRONG], thresholds=Thresholds(objective=0.99)).settled


def answer(label, reason="", words=""):
    return Answer("q", label, "delay", "song", 1.0, reason=reason, words=words)


@pytest.mark.parametrize(("label", "guess", "tag"), [
    ("taste", "subjective", "taste"), ("requested", "objective", "requested"), ("mistake", "objective", "mistake"),
])  # fmt: skip
def test_the_engineers_word_settles_and_stands_above_the_tests(label, guess, tag):
    verdict = judge(GESTURE, [DELAY], [STRONG], answer=answer(label))
    assert (verdict.guess, verdict.settled) == (guess, True)
    assert tag in verdict.tags
    assert verdict.evidence[-1].line == "answer"


def test_a_reason_in_his_own_words_is_the_reason():
    verdict = judge(GESTURE, [DELAY], MISSES, answer=answer("reason", "the drummer dragged", "the drummer dragged"))
    assert (verdict.guess, verdict.best_reason) == ("objective", "the drummer dragged")
    assert verdict.kind.sentence == "You said: the drummer dragged."


def test_do_not_know_is_no_evidence_but_counts_as_asked():
    silent, asked = judge(GESTURE, [DELAY], MISSES), judge(GESTURE, [DELAY], MISSES, answer=answer("unknown"))
    assert asked.p_objective == silent.p_objective
    assert (asked.answered, silent.answered, asked.settled) == (True, False, silent.settled)


def test_a_learnt_rule_speaks_for_similar_moves():
    taste = Rule("delay", (("role", "lead vocal"),), "taste", "", 2.0, 0.0, 3, 2)
    reason = Rule("delay", (("role", "lead vocal"),), "reason", "slap", 2.0, 0.0, 3, 2)
    low, middle, high = (judge(GESTURE, [DELAY], MISSES, rule=rule) for rule in (taste, None, reason))
    assert low.p_objective < middle.p_objective < high.p_objective
    assert low.settled
    assert (high.best_reason, low.best_reason) == ("slap", None)


def test_kind_may_be_objective_while_the_amount_is_taste():
    further = result("L2 clip", "hit", s=0.6, p0=0.02, weight=0.5, size=9.0, least=2.0, step=1.0)
    enough = result("L2 clip", "hit", s=0.6, p0=0.02, weight=0.5, size=2.4, least=2.0, step=1.0)
    fader = Move("m1", VOX, "level", "fader.gain", 0.0, -9.0, "dB")
    assert judge(GESTURE, [fader], [further]).amount.state == "subjective"
    assert (
        judge(GESTURE, [fader], [further]).amount.sentence
        == "How much is taste: 9 dB where 2 dB would have been enough."
    )
    assert judge(GESTURE, [fader], [enough]).amount.state == "objective"
    assert judge(GESTURE, [fader], [STRONG]).amount.state == "not judged"


def test_process_reasons_tag_what_they_hold():
    undone = result("R1 put back", "hit", s=0.9, p0=0.014, weight=0.08, structural=True, tag="undone")
    weak = result("R1 put back", "hit", s=0.9, p0=0.5, weight=0.08, structural=True, tag="undone")
    small = result("S1 music", "hit", weight=0.0, tag="serves_the_music")
    assert judge(GESTURE, [DELAY], [undone]).tags == ("undone",)
    assert judge(GESTURE, [DELAY], [weak, small]).tags == ("serves_the_music",)


def test_a_verdict_is_strict_json_and_comes_back_whole():
    tested = [STRONG, result("E10 lead", "untestable"), result("S1 x", "hit", weight=0.0, numbers={"rank": math.inf})]
    verdict = judge(GESTURE, [DELAY], tested, habit=HABIT)
    text = json.dumps(verdict_to_json(verdict), allow_nan=False)
    stored = json.loads(text)
    assert stored["schema"] == "mixtaste/verdict/1"
    assert stored["reasons"][1]["why_untested"] == "no audio found for Lead Vox"
    again = verdict_from_json(stored)
    assert verdict_to_json(again) == stored
    assert again.reasons[0] == verdict.reasons[0]


def test_verdicts_and_beliefs_fit_their_tables():
    verdict = judge(GESTURE, [DELAY], [STRONG])
    row = verdict_row(GESTURE, [DELAY], verdict, {"role": "lead vocal"}, believed="v1")
    assert (row["term"], row["role"], row["direction"], row["moves"]) == ("delay.time", "lead vocal", "", 1)
    assert (row["song"], row["user"], row["settled"], row["answered"]) == ("song", "u", 1, 0)
    assert verdicts_from_rows([row]) == {"g": verdict}
    beliefs = Beliefs({"eq": 0.4}, {"eq": 0.3}, 1.4)
    assert beliefs_from_row(beliefs_row("u", Chance.default(), beliefs, basis="b")) == (Chance.default(), beliefs)


def test_the_shipped_catalogue_lets_its_strongest_tests_settle_alone():
    tempo = next(reason for reason in reasons() if reason.name.startswith("T1"))
    alone = hit(tempo, s=0.6, p0=Rate(0.021), sentence="On the note.", numbers={})
    assert judge(GESTURE, [DELAY], [alone]).settled
