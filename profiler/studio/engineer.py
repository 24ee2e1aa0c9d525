"""One simulated engineer: hidden ideals, windows, habits and hands; and how he answers questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from parsers.vocabulary import describe
from profiler.studio.chance import Stream, beta, dirichlet, pick, stream, student
from profiler.studio.controls import FACTORS, ControlSpec, controls
from profiler.studio.hands import on_hand_grid
from profiler.studio.truth import EngineerTruth, HabitTruth, MadeMove, SongTruth, WindowTruth

__all__ = ["Answer", "Person", "WhyAnswer", "answer_why", "answer_window", "draw_engineer", "window_in_song"]

Answer: TypeAlias = Literal["too_much", "fine", "not_enough"]

SHARES: Mapping[str, float] = {
    "objective": 0.40, "unlisted": 0.125, "taste": 0.325, "request": 0.065, "experiment": 0.065, "mistake": 0.02,
}  # fmt: skip
"""Mean share of moves by kind; engineers scatter around them."""
_CONCENTRATION = 30

_OWN_SHARE = 0.6
"""Weight of what is this engineer's alone in an ideal, beside the shared factors."""
_WRONG_WHY = 0.03
"""Share of answers to "why?" that name another cause."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who is to be simulated. What is not given is drawn.

    noise, lapse  of his answers, as `EngineerTruth` has them
    """

    name: str
    leanings: Mapping[str, float] | None = None
    noise: float | None = None
    lapse: float | None = None


@dataclass(frozen=True, slots=True)
class WhyAnswer:
    """What an engineer says when asked why: the kind he names, the reason's id if there is one, his words."""

    kind: str
    reason: str
    words: str


def draw_engineer(seed: int, person: Person, *, rates: Mapping[str, float] | None = None) -> EngineerTruth:
    """Draw everything hidden about one engineer; the same seed and name give the same person.

    rates   fixed shares of moves by kind, instead of drawn ones
    """
    rng = stream(seed, person.name, "taste")
    drawn = {factor: _skewed(rng) for factor in FACTORS}
    leanings = {**drawn, **(person.leanings or {})}
    strictness = 2 ** rng.gauss(0, 0.7)
    asymmetry = rng.gauss(0, 0.5)
    windows = {spec.id: _window(rng, spec, leanings, strictness, asymmetry) for spec in controls()}
    fader_grid = rng.choice((0.1, 0.1, 0.25, 0.5))
    round_share = rng.uniform(0.35, 0.65)
    noise, lapse = beta(rng, 2, 3, 0.4, 2.5), rng.uniform(0, 0.1)
    return EngineerTruth(
        name=person.name,
        leanings=leanings,
        strictness=strictness,
        windows=windows,
        habits=_habits(rng, windows, fader_grid),
        rates=dict(rates) if rates else dirichlet(rng, SHARES, _CONCENTRATION),
        noise=noise if person.noise is None else person.noise,
        lapse=lapse if person.lapse is None else person.lapse,
        nominal=rng.choice((-20.0, -20.0, -18.0, -23.0)),
        fader_grid=fader_grid,
        round_share=round_share,
    )


def _skewed(rng: Stream) -> float:
    """A gamma draw, centred and scaled to unit spread, leaning to either side."""
    return float(rng.choice((-1, 1)) * (rng.gammavariate(2.5, 1) - 2.5) / 2.5**0.5)


def _window(
    rng: Stream, spec: ControlSpec, leanings: Mapping[str, float], strictness: float, asymmetry: float
) -> WindowTruth:
    shared = sum(loading * leanings[factor] for factor, loading in spec.loadings.items())
    own = max(min(student(rng, 3), 4.0), -4.0) / 3**0.5
    ideal = spec.spread * (shared + _OWN_SHARE * own)
    half = spec.half * strictness * 2 ** rng.gauss(0, 0.5)
    lean = 2 ** (asymmetry + rng.gauss(0, 0.3))
    low, high = ideal - half / lean**0.5, ideal + half * lean**0.5
    return WindowTruth(
        low=spec.value(low),
        ideal=spec.value(ideal),
        high=spec.value(high),
        unit=spec.unit,
        log=spec.log,
        step=spec.step,
        between_songs=spec.songs,
    )


def _habits(rng: Stream, windows: Mapping[str, WindowTruth], fader_grid: float) -> tuple[HabitTruth, ...]:
    """5 to 15 habits: mostly one value for everything, some things never touched, some plug-ins always on."""
    specs = {spec.id: spec for spec in controls()}
    weights = {name: spec.salience for name, spec in specs.items()}
    habits = []
    for _ in range(rng.randint(5, 15)):
        spec = specs[pick(rng, weights)]
        del weights[spec.id]
        kind: Literal["always", "never", "value"] = rng.choices(("value", "never", "always"), (6, 1.5, 1.5))[0]
        rate = rng.uniform(0.9, 1.0)
        role, _, term = spec.id.partition(":")
        if kind == "always" and term.startswith("compressor."):
            habits.append(HabitTruth("always", role, "insert.enabled", None, rate))
        elif kind == "never" and spec.salience < 1.5:
            habits.append(HabitTruth("never", role, term, None, rate))
        else:
            value = on_hand_grid(spec.spoken, windows[spec.id].ideal, rng, fader_grid=fader_grid, round_share=0.8)
            habits.append(HabitTruth("value", role, term, value, rate))
    return tuple(habits)


def window_in_song(engineer: EngineerTruth, control: str, song: SongTruth | None) -> tuple[float, float]:
    """Lower and upper edge of a window, in the term's unit: the usual ones, or those of one song.

    control  ``ROLE:TERM``; KeyError where the engineer has no taste in it
    """
    window = engineer.windows[control]
    shift = window.step * song.shifts.get(control, 0.0) if song else 0.0
    if window.log:
        return window.low * 2**shift, window.high * 2**shift
    return window.low + shift, window.high + shift


def answer_window(
    engineer: EngineerTruth, control: str, value: float, rng: Stream, *, song: SongTruth | None = None
) -> Answer:
    """What the engineer says when he hears the control at a value, as heard: much of a threshold is a low one.

    Noise of the listener is added to the value, in steps; a lapse answers anything.
    """
    if rng.random() < engineer.lapse:
        return rng.choice(("too_much", "fine", "not_enough"))
    window = engineer.windows[control]
    low, high = window_in_song(engineer, control, song)
    noise = rng.gauss(0, engineer.noise) * window.step
    heard = value * 2**noise if window.log else value + noise
    if low <= heard <= high:
        return "fine"
    term = control.partition(":")[2].partition("@")[0]
    more = describe(term).louder != -1
    return "too_much" if (heard > high) == more else "not_enough"


def answer_why(move: MadeMove, rng: Stream | None = None) -> WhyAnswer:
    """What the engineer says when asked why. Without a stream he is always right; with one he errs now and then."""
    if rng is not None and rng.random() < _WRONG_WHY:
        wrong = "objective" if move.kind == "taste" else "taste"
        return WhyAnswer(wrong, "", "It just felt right." if wrong == "taste" else "There was a technical reason.")
    return WhyAnswer(move.kind, move.reason, move.words)
