"""What is told of a window: its edges in the control's own unit, how surely, and what the ranking needs of it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from parsers.vocabulary import describe
from profiler.windows.asking import USUAL, Policy, is_settled, is_settled_in
from profiler.windows.controls import Control, WindowAnswer
from profiler.windows.gaussian import cdf
from profiler.windows.model import WindowModel
from profiler.windows.song import EdgeBelief

__all__ = ["Edge", "SongWindow", "Steps", "Window", "window_of"]

_DISAGREEING_LAPSE = 0.12
_ANSWERS_BEFORE_OPEN = 3


@dataclass(frozen=True, slots=True)
class Edge:
    """One edge in the control's unit: median and 90 % interval.

    open        nothing heard up to the end of the control's range was beyond it
    searched_to the outermost value heard on this side, None before any
    """

    median: float
    lo90: float
    hi90: float
    open: bool = False
    searched_to: float | None = None


@dataclass(frozen=True, slots=True)
class SongWindow:
    """The window in one song that was asked about."""

    song: str
    low: Edge
    high: Edge
    answers: int
    settled: bool


@dataclass(frozen=True, slots=True)
class Steps:
    """The window on the control's step scale (more upwards), as the ranking uses it.

    slope  the listener's uncertainty at an edge; lapse, share of answers that mean nothing; spread, between songs
    """

    low: float
    low_sd: float
    high: float
    high_sd: float
    slope: float
    lapse: float
    spread: float

    @property
    def half(self) -> float:
        """Half the width."""
        return max((self.high - self.low) / 2.0, 0.2)


@dataclass(frozen=True, slots=True)
class Window:
    """Between which values this engineer finds a control fine, over songs (``low``, ``high``) and in each asked one.

    low    the lower edge in the unit; for a threshold that is the "too much" side
    state  ``open`` (more answers wanted), ``settled``, ``contradictory``
    """

    control: Control
    unit: str
    scale: str
    low: Edge
    high: Edge
    answers: int
    songs: int
    state: str
    steps: Steps
    in_songs: tuple[SongWindow, ...] = ()

    @property
    def id(self) -> str:
        """The control's."""
        return self.control.id

    def log_p_fine(self, value: float) -> float:
        """Logarithm of P("fine" | value) in a song not asked about; "off" gives its least value."""
        x = self.control.scale.steps(value)
        return self.log_p_fine_steps(x) if x is not None else math.log(self.steps.lapse / 3.0)

    def log_p_fine_steps(self, x: float) -> float:
        """The same at a point of the step scale."""
        about = self.steps
        doubt = about.slope**2 + about.spread**2
        reached, passed = cdf(
            np.array(
                [
                    (x - about.low) / math.sqrt(doubt + about.low_sd**2),
                    (x - about.high) / math.sqrt(doubt + about.high_sd**2),
                ]
            )
        )
        fine = (1.0 - about.lapse) * max(float(reached - passed), 0.0) + about.lapse / 3.0
        return math.log(fine)

    def to_json(self, *, with_songs: bool = False) -> dict[str, object]:
        """``mixtaste/window/1``.

        with_songs  whether the windows in single songs, which name songs, come along
        """
        told: dict[str, object] = {
            "schema": "mixtaste/window/1",
            "id": self.control.id,
            "control": {
                "role": self.control.role,
                "term": self.control.term,
                "object": None,
                "circumstance": self.control.circumstance or None,
            },
            "unit": self.unit,
            "scale": self.scale,
            "low": _edge_json(self.low),
            "high": _edge_json(self.high),
            "answers": self.answers,
            "songs": self.songs,
            "state": self.state,
            "steps": {name: getattr(self.steps, name) for name in Steps.__dataclass_fields__},
        }
        if with_songs:
            told["in_songs"] = [
                {
                    "song": inside.song,
                    "low": _edge_json(inside.low),
                    "high": _edge_json(inside.high),
                    "answers": inside.answers,
                    "settled": inside.settled,
                }
                for inside in self.in_songs
            ]
        return told

    def sentence(self) -> str:
        """One line of it for a person."""
        say = describe(self.control.term).say
        where = f"{self.control.role}: {self.control.name}"
        if self.low.open and self.high.open:
            return f"{where}: no limit found on either side ({self.answers} answers)"
        if self.high.open:
            reached = "" if self.high.searched_to is None else f" up to {say(self.high.searched_to)}"
            return f"{where}: from {say(self.low.median)}; no upper limit found{reached}"
        if self.low.open:
            reached = "" if self.low.searched_to is None else f" down to {say(self.low.searched_to)}"
            return f"{where}: up to {say(self.high.median)}; no lower limit found{reached}"
        return (
            f"{where}: {say(self.low.median)} to {say(self.high.median)} ({self.answers} answers, {self.songs} songs)"
        )


def window_of(model: WindowModel, *, policy: Policy = USUAL) -> Window:
    """What the model says, in the control's unit."""
    low, high = model.usual_low, model.usual_high
    heard = model.answers
    inside = []
    for song in model.songs:
        belief = model.in_song(song)
        edges = _edges(model, belief.low, belief.high, model.answers_in(song))
        inside.append(SongWindow(song, *edges, len(belief.asked), is_settled_in(belief, policy)))
    below, above = _edges(model, low, high, heard)
    known = "settled" if is_settled(model, policy) else "open"
    state = "contradictory" if _disagree(model) else known
    return Window(
        control=model.control,
        unit=model.scale.unit,
        scale=model.scale.name,
        low=below,
        high=above,
        answers=len(heard),
        songs=len(model.songs),
        state=state,
        steps=Steps(
            low=low.mean + model.origin,
            low_sd=low.sd,
            high=high.mean + model.origin,
            high_sd=high.sd,
            slope=math.exp(model.log_slope[0]),
            lapse=model.lapse,
            spread=model.spread,
        ),
        in_songs=tuple(inside),
    )


def _edges(model: WindowModel, low: EdgeBelief, high: EdgeBelief, heard: tuple[WindowAnswer, ...]) -> tuple[Edge, Edge]:
    """Both edges by value: a scale where lower is more has its upper steps at the low end."""
    ends = sorted((model.steps(model.scale.low), model.steps(model.scale.high)))
    xs = sorted(model.steps(answer.value) for answer in heard)
    enough = len(xs) >= _ANSWERS_BEFORE_OPEN
    below = _edge(model, low, xs[:1], is_open=enough and low.median < ends[0] >= xs[0] - 1.0)
    above = _edge(model, high, xs[-1:], is_open=enough and high.median > ends[1] <= xs[-1] + 1.0)
    return (below, above) if model.scale.sign > 0 else (above, below)


def _edge(model: WindowModel, belief: EdgeBelief, outermost: list[float], *, is_open: bool) -> Edge:
    lowest, highest = sorted(model.scale.value(x + model.origin) for x in (belief.lo90, belief.hi90))
    median = model.scale.value(belief.median + model.origin)
    return Edge(median, lowest, highest, is_open, model.value(outermost[0]) if outermost else None)


def _disagree(model: WindowModel) -> bool:
    if model.lapse > _DISAGREEING_LAPSE:
        return True
    pairs = 0
    for song in model.songs:
        heard = model.answers_in(song)
        for i, one in enumerate(heard):
            for other in heard[i + 1 :]:
                near = abs(model.steps(one.value) - model.steps(other.value)) <= 0.25
                pairs += near and {one.verdict, other.verdict} == {"too_much", "not_enough"}
    return pairs >= 2


def _edge_json(edge: Edge) -> dict[str, object]:
    return {
        "median": edge.median,
        "lo90": edge.lo90,
        "hi90": edge.hi90,
        "open": edge.open,
        "searched_to": edge.searched_to,
    }
