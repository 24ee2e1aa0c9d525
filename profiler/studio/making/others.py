"""Moves that are neither reason nor taste: what the client asked for, experiments, and slips on the wrong control."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from profiler.studio.bench import Bench, Change, Draft
from profiler.studio.desk import PLUGINS
from profiler.studio.truth import Control

__all__ = ["REQUESTS", "experiment", "mistake", "request"]

_Wish = Iterator[tuple[Control | None, float]]


def _vocal_up_and_dry(bench: Bench) -> _Wish:
    for part in bench.plan.parts_of("lead vocal"):
        yield bench.knob(part.id, "fader.gain"), 2.0
        for to in bench.returns().values():
            yield bench.knob(part.id, "send.gain", to=to), -5.0


def _more_room(bench: Bench) -> _Wish:
    for part in bench.plan.parts:
        yield bench.knob(part.id, "send.gain", to=bench.returns()["reverb return"]), 4.0


def _darker(bench: Bench) -> _Wish:
    for part in bench.plan.parts_of("lead vocal", "hi-hat", "electric guitar", "keys"):
        yield bench.knob(part.id, "eq.4.gain", job="equaliser"), -3.0


def _brighter(bench: Bench) -> _Wish:
    for part in bench.plan.parts_of("lead vocal", "snare", "electric guitar", "strings"):
        yield bench.knob(part.id, "eq.4.gain", job="equaliser"), 3.0


def _more_low_end(bench: Bench) -> _Wish:
    for part in bench.plan.parts_of("kick", "bass"):
        yield bench.knob(part.id, "fader.gain"), 2.5
        yield bench.knob(part.id, "eq.1.gain", job="equaliser"), 3.0


REQUESTS: Mapping[str, Callable[[Bench], _Wish]] = {
    "the vocal up and drier": _vocal_up_and_dry,
    "more room": _more_room,
    "it darker": _darker,
    "it brighter": _brighter,
    "more low end": _more_low_end,
}


def request(bench: Bench, wish: str) -> Draft | None:
    """Everything that one wish of the client asks for, whatever the engineer's taste."""
    changes = []
    for control, step in REQUESTS[wish](bench):
        if control is not None:
            term = "fader.gain" if control.term == "fader.gain" else "level"
            value = bench.hand(term, bench.number(control) + step * bench.rng.uniform(0.7, 1.4))
            changes.append(Change(control, min(max(value, -60.0), 12.0)))
    return Draft("request", tuple(changes), f"The client wanted {wish}.") if changes else None


def experiment(bench: Bench) -> Draft | None:
    """A control is taken well away, to hear what it does."""
    return _away(bench, "experiment", 3, 7, "Just trying.")


def mistake(bench: Bench) -> Draft | None:
    """The wrong control was turned, and nobody noticed."""
    return _away(bench, "mistake", 1.5, 5, "I did not mean to do that.")


def _away(bench: Bench, kind: str, least: float, most: float, words: str) -> Draft | None:
    able = [
        control
        for control in bench.goals
        if bench.knob(control.track, control.term, job=_job(bench, control), to=control.send) == control
    ]
    if not able:
        return None
    control = bench.rng.choice(able)
    spec = bench.spec(control)
    if spec is None:
        return None
    steps = bench.rng.choice((-1, 1)) * bench.rng.uniform(least, most)
    if spec.term == "pan.position":
        value = min(max(bench.number(control) + steps * spec.step, -1.0), 1.0)
    else:
        value = spec.value(spec.steps(bench.number(control)) + steps)
    change = Change(control, bench.hand(spec.spoken, value))
    return Draft("experiment" if kind == "experiment" else "mistake", (change,), words)


def _job(bench: Bench, control: Control) -> str:
    if not control.insert:
        return ""
    insert = next(each for each in bench.track(control.track).inserts if each.id == control.insert)
    return next(job for job, plugin in PLUGINS.items() if plugin == insert.plugin)
