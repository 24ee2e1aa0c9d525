"""Moves of taste: a control goes toward where this engineer likes it in this song, in one to three steps."""

from __future__ import annotations

from profiler.studio.bench import SPARE_BAND, Bench, Change, Draft
from profiler.studio.chance import pick
from profiler.studio.controls import ControlSpec
from profiler.studio.desk import insert_of
from profiler.studio.truth import Control

__all__ = ["colour", "switch_on", "toward_goal"]

_WORDS = ("I like it that way.", "It just felt right.", "That is how I hear it.", "More my sound.")
_COMPANIONS = {"eq.2.gain": "eq.2.frequency", "eq.3.gain": "eq.3.frequency", "compressor.threshold": "compressor.ratio"}


def toward_goal(bench: Bench, *, habit_share: float) -> Draft | None:
    """One control that stands off its goal moves there, or part of the way when it is far.

    habit_share  how often the hand goes to a control for which the engineer has a fixed value
    """
    open_ = {control: weight for control, weight in _open(bench).items() if weight > 0}
    if not open_:
        return None
    habits = {control: weight for control, weight in open_.items() if control in bench.habitual}
    others = {control: weight for control, weight in open_.items() if control not in bench.habitual}
    wants_habit = bench.rng.random() < habit_share
    control = pick(bench.rng, (habits if wants_habit else others) or open_)
    changes = [_step(bench, control)]
    mate = _COMPANIONS.get(control.term)
    if mate and bench.rng.random() < 0.35:
        companion = Control(control.track, mate, insert=control.insert)
        if open_.get(companion):
            changes.append(_step(bench, companion))
    return Draft("taste", tuple(changes), bench.rng.choice(_WORDS))


def _open(bench: Bench) -> dict[Control, float]:
    """Controls that are not where taste wants them, with how often a hand goes there."""
    weights = {}
    for control, goal in bench.goals.items():
        spec = bench.spec(control)
        if spec is None or not bench.is_free(control):
            continue
        off = abs(_off(bench, control, spec, goal))
        if off >= 0.6 and _sounds(bench, control):
            weights[control] = spec.salience * min(off, 4.0)
    return weights


def _off(bench: Bench, control: Control, spec: ControlSpec, goal: float) -> float:
    """Steps from where the control stands to its goal; pan counts from side to side."""
    now = bench.number(control)
    if spec.term == "pan.position":
        return (goal - now) / spec.step
    return spec.steps(goal) - spec.steps(now)


def _sounds(bench: Bench, control: Control) -> bool:
    """Whether the control can be heard: its plug-in is on, its bell is not flat when only its place would move."""
    if not control.insert:
        return True
    insert = next(each for each in bench.track(control.track).inserts if each.id == control.insert)
    if not insert.enabled:
        return False
    gain = insert.parameters.get(control.term.replace(".frequency", ".gain"))
    moves_bell = control.term.endswith(".frequency") and gain is not None
    return not moves_bell or abs(float(gain.value)) >= 1 if gain is not None else True


def _step(bench: Bench, control: Control) -> Change:
    spec = bench.spec(control)
    goal = bench.goals[control]
    if spec is None or control in bench.habitual:
        return Change(control, goal)
    off = _off(bench, control, spec, goal)
    if abs(off) > 3 and bench.rng.random() < 0.5:
        part = off * bench.rng.uniform(0.4, 0.75)
        now = bench.number(control)
        goal = now + part * spec.step if spec.term == "pan.position" else spec.value(spec.steps(now) + part)
        goal = min(
            max(bench.hand(spec.spoken, goal), -spec.high if spec.term == "pan.position" else spec.low), spec.high
        )
    return Change(control, goal)


def colour(bench: Bench) -> Draft | None:
    """The spare bell is pulled to some place that pleases, up or down: taste that no ideal explains."""
    part = bench.rng.choice(bench.plan.parts)
    frequency = bench.knob(part.id, f"eq.{SPARE_BAND}.frequency", job="equaliser")
    gain = bench.knob(part.id, f"eq.{SPARE_BAND}.gain", job="equaliser")
    if frequency is None or gain is None:
        return None
    place = 150 * (9000 / 150) ** bench.rng.random()
    amount = bench.rng.uniform(1, 5) * bench.rng.choice((-1, -1, 1))
    changes = (Change(gain, bench.hand("eq.gain", amount)), Change(frequency, bench.hand("eq.frequency", place)))
    return Draft("taste", changes, bench.rng.choice(_WORDS))


def switch_on(bench: Bench) -> Draft | None:
    """A compressor that this engineer always uses on such a part goes on."""
    always = {habit.role for habit in bench.engineer.habits if habit.kind == "always"}
    for part in bench.plan.parts:
        compressor = insert_of(bench.session, part.id, "compressor")
        if part.role in always and compressor is not None and not compressor.enabled:
            control = bench.knob(part.id, "insert.enabled", job="compressor")
            if control is not None:
                return Draft("taste", (Change(control, True),), "I always compress those.")  # noqa: FBT003 - a value
    return None
