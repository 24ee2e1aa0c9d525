"""Judges a gesture: the reasons' mean, the habit, a learnt rule and the engineer's word, to one verdict."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.vocabulary import describe
from profiler.history.records import Gesture, Move
from profiler.justifications.controls import percent
from profiler.justifications.reason import ReasonResult
from profiler.recurrence import Habit
from profiler.rules import Answer, Rule
from profiler.verdicts.beliefs import EVEN, Beliefs
from profiler.verdicts.combining import Combined, combine
from profiler.verdicts.verdict import Amount, Evidence, Guess, Kind, Thresholds, Verdict

__all__ = ["judge"]

_SURE = 0.97
"""What an engineer says of his own move is right so often (3 % wrong answers in the simulations)."""
_TELLING = 15.0
"""A test that hits with this Bayes factor tags the gesture, whatever else may explain it."""
_NO_HABIT = Habit()


@dataclass(frozen=True, slots=True)
class _Balance:
    """The lines of evidence and what they come to."""

    p_objective: float
    evidence: tuple[Evidence, ...]


def judge(
    gesture: Gesture,
    moves: Sequence[Move],
    results: Sequence[ReasonResult],
    *,
    beliefs: Beliefs | None = None,
    habit: Habit = _NO_HABIT,
    rule: Rule | None = None,
    answer: Answer | None = None,
    thresholds: Thresholds | None = None,
) -> Verdict:
    """The verdict on one gesture.

    moves    the gesture's, the principal one first; its family is the gesture's
    results  from `profiler.justifications.testing.test`
    habit    of the principal move, from `profiler.recurrence.evidence`
    rule     the strongest learnt rule that speaks of it (`profiler.rules.matching`)
    answer   what the engineer said of this very gesture: it settles, except "do not know"
    """
    beliefs, thresholds = beliefs or Beliefs(), thresholds or Thresholds()
    family = moves[0].family
    combined = combine(results, reserve=beliefs.reserve(family))
    said = answer if answer is not None and answer.label != "unknown" else None
    balance = _weigh(beliefs, family, combined, habit, rule, said)
    p = balance.p_objective
    guess: Guess = "objective" if p >= 0.5 else "subjective"
    hits = [r for r in combined.results if r.outcome == "hit" and r.weight > 0]
    best = max(hits, key=lambda r: r.share, default=None)
    why_open = "" if said else _why_open(p, combined, best, habit, rule, thresholds)
    reason = _reason(guess, best, rule, said)
    return Verdict(
        gesture=gesture.id,
        family=family,
        guess=guess,
        p_objective=p,
        settled=not why_open,
        best_reason=reason,
        kind=Kind(guess, p, reason, _sentence(guess, p, best, habit, rule, said, settled=not why_open)),
        amount=_amount(guess, moves[0], best),
        tags=_tags(gesture, moves, combined, p, said),
        reasons=combined.results,
        evidence=balance.evidence,
        testable=combined.testable,
        log10_context=math.log10(combined.factor),
        open_because=why_open,
        answered=answer is not None,
    )


def _weigh(
    beliefs: Beliefs, family: str, combined: Combined, habit: Habit, rule: Rule | None, said: Answer | None
) -> _Balance:
    """Posterior log odds: prior, tempered evidence, the rule; the engineer's word stands above them."""
    prior = beliefs.prior(family)
    context, recurring = math.log(combined.factor), -habit.log_evidence
    odds = math.log(prior / (1 - prior)) + (context + recurring) / beliefs.temperature
    tested = sum(r.outcome != "untestable" for r in combined.results)
    lines = [
        Evidence(
            "prior", math.log10(prior / (1 - prior)), f"{percent(prior)} of moves of this family have such a reason"
        ),
        Evidence("context", context / math.log(10), f"{tested} of {len(combined.results)} reasons could be tested"),
    ]
    if habit.known:
        lines.append(Evidence("habit", recurring / math.log(10), _recurrence(habit)))
    if rule is not None:
        strength = -rule.strength if rule.label == "taste" else rule.strength
        odds += strength
        lines.append(Evidence("rule", strength / math.log(10), rule.sentence))
    p = 1.0 / (1.0 + math.exp(-min(max(odds, -30.0), 30.0)))
    if said is not None:
        p = 1 - _SURE if said.label == "taste" else _SURE
        lines.append(Evidence("answer", math.log10(p / (1 - p)), f"you said: {_said(said)}"))
    return _Balance(p, tuple(lines))


def _recurrence(habit: Habit) -> str:
    if not habit.sentence:
        return f"no habit of {habit.of} other songs"
    return habit.sentence if habit.log_evidence > 0 else f"{habit.sentence}; reasons lead there as often"


def _why_open(
    p: float, combined: Combined, best: ReasonResult | None, habit: Habit, rule: Rule | None, thresholds: Thresholds
) -> str:
    """Why the guess is not settled, as a clause; "" when it is."""
    if p >= thresholds.objective:
        named = (best is not None and best.bayes_factor > 1) or (rule is not None and rule.label != "taste")
        return "" if named else "no reason can be named for it"
    if p > thresholds.subjective:
        missing = [r for r in combined.results if r.outcome == "untestable" and r.why_untested]
        if combined.testable < thresholds.testable and missing:
            heaviest = max(missing, key=lambda r: r.weight)
            return f"only {percent(combined.testable)} of its reasons could be tested ({heaviest.why_untested})"
        return "the evidence points neither way clearly enough"
    if combined.testable < thresholds.testable:
        return f"only {percent(combined.testable)} of its reasons could be tested, so taste cannot be concluded"
    positive = habit.log_evidence > 0 or (rule is not None and rule.label == "taste")
    return "" if positive else "no reason found, but nothing speaks for taste either: no habit, no word of yours"


def _reason(guess: Guess, best: ReasonResult | None, rule: Rule | None, said: Answer | None) -> str | None:
    if said is not None:
        return (said.reason or said.words or None) if said.label == "reason" else None
    if guess == "subjective":
        return None
    if best is None and rule is not None and rule.label == "reason":
        return rule.reason
    return best.name if best is not None else None


def _sentence(
    guess: Guess,
    p: float,
    best: ReasonResult | None,
    habit: Habit,
    rule: Rule | None,
    said: Answer | None,
    *,
    settled: bool,
) -> str:
    """The verdict in words, as sure as it is."""
    if said is not None:
        return f"You said: {_said(said)}."
    sureness = f"({percent(max(p, 1 - p))})"
    if guess == "objective":
        if best is not None:
            return best.sentence if settled else f"Perhaps: {best.sentence} {sureness}"
        if rule is not None and rule.label != "taste":
            return f"Probably as you said of similar moves: {rule.reason} {sureness}"
        return f"There may be a reason, but none that was tested explains it {sureness}."
    if habit.log_evidence > 0:
        return f"{'Taste' if settled else 'Perhaps taste'}: {habit.sentence} {sureness}."
    if rule is not None and rule.label == "taste":
        return f"{'Taste' if settled else 'Perhaps taste'}: {rule.sentence} {sureness}"
    return f"Nothing that could be tested explains it; taste or an unknown reason {sureness}."


def _said(answer: Answer) -> str:
    return {
        "taste": "taste, I like it so",
        "requested": "the client asked",
        "mistake": "a mistake, or undone",
    }.get(answer.label, answer.words or answer.reason or "a reason")


def _amount(guess: Guess, move: Move, best: ReasonResult | None) -> Amount:
    """What the reason's test asked at least, and what went beyond it."""
    if guess == "subjective" or best is None or best.least is None or best.size is None:
        return Amount("not judged", "How much of it the reason asked for cannot be said.")
    residual = best.size - best.least
    unit = describe(move.term).unit if describe(move.term).scale == "linear" else "octaves"
    numbers = f"{best.size:.2g} {unit} where {best.least:.2g} {unit} would have been enough"
    if best.step > 0 and residual > best.step:
        return Amount("subjective", f"How much is taste: {numbers}.", best.size, best.least, residual)
    return Amount("objective", f"As much as the reason asks: {numbers}.", best.size, best.least, residual)


def _tags(
    gesture: Gesture, moves: Sequence[Move], combined: Combined, p: float, said: Answer | None
) -> tuple[str, ...]:
    """From tests that hit (process reasons where they tell enough or hold most of it), history, and answers."""
    found = {
        r.tag
        for r in combined.results
        if r.tag and (not r.structural or r.bayes_factor >= _TELLING or p * r.share >= EVEN)
    }
    if all(move.undone_by is not None for move in moves):
        found.add("undone")
    if gesture.kind == "group":
        found.add("group")
    if said is not None and said.label in ("requested", "mistake", "taste"):
        found.add(said.label)
    return tuple(sorted(found))
