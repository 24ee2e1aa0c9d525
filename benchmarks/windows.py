"""Edge error of windows of acceptability on simulated listeners, beside the research table and two staircases.

    python benchmarks/windows.py [--engineers 100] [--seed 1]

World (LEARNING §1.9 of the project's research): typical centre N(0, 2.5²) in steps, between-song sd 1, half-width
lognormal (median 2, log-sd .4), 8 past songs whose settings are Beta(2, 2) within 80 % of the window with 10 % outliers
of ± 8; "wrong 4" shifts all past settings by 4. The listener is an ordered probit with a lapse rate of 5 %. The figures
are root-mean-square errors of both edges in the asked song, in steps.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from profiler.windows import Control, PastValue, Verdict, WindowModel

CONTROL = Control("lead vocal", "eq.2.gain")
LAPSE = 0.05
AT = (4, 8, 16)

TABLE = {
    # slope, prior: (ours from past songs, ours with this song's own setting, staircases) after 4, 8 and 16 answers
    (0.5, "right"): ((0.74, 0.52, 0.32), (0.70, 0.52, 0.32), (1.32, 0.78, 0.42)),
    (0.5, "wrong 4"): ((1.41, 0.73, 0.41), (1.00, 0.59, 0.34), (1.65, 1.36, 0.81)),
    (1.0, "right"): ((0.94, 0.74, 0.54), (0.83, 0.66, 0.49), (1.70, 1.19, 0.71)),
    (1.0, "wrong 4"): ((1.38, 0.96, 0.64), (1.04, 0.74, 0.52), (1.70, 1.52, 0.96)),
    (2.0, "right"): ((1.28, 1.01, 0.81), (0.98, 0.85, 0.71), (2.13, 1.74, 1.13)),
    (2.0, "wrong 4"): ((2.02, 1.46, 0.98), (1.39, 1.14, 0.83), (2.15, 2.10, 1.60)),
}
"""LEARNING §1.9, lapse 0.05."""


@dataclass(frozen=True)
class Listener:
    """One simulated engineer in the asked song, with the settings of other songs and of this one."""

    low: float
    high: float
    slope: float
    past: tuple[float, ...]
    own: float

    def answer(self, x: float, rng: np.random.Generator) -> Verdict:
        """What this listener says of x."""
        names: tuple[Verdict, Verdict, Verdict] = ("not_enough", "fine", "too_much")
        if rng.random() < LAPSE:
            return names[int(rng.integers(3))]
        noisy = x + self.slope * rng.normal()
        # one noisy reading against both edges gives exactly the ordered probit
        return names[0] if noisy < self.low else names[2] if noisy > self.high else names[1]


def listener(rng: np.random.Generator, slope: float, shift: float) -> Listener:
    """Draw one from the world."""
    typical = rng.normal(0.0, 2.5)
    half = 2.0 * math.exp(rng.normal(0.0, 0.4))

    def setting(centre: float) -> float:
        if rng.random() < 0.1:
            return centre + (8.0 if rng.random() < 0.5 else -8.0)
        return centre + 0.8 * half * (2.0 * float(rng.beta(2, 2)) - 1.0)

    past = tuple(setting(typical + rng.normal()) + shift for _ in range(8))
    centre = typical + rng.normal()
    return Listener(centre - half, centre + half, slope, past, setting(centre))


def ours(who: Listener, rng: np.random.Generator, *, own: bool) -> list[tuple[float, float, float]]:
    """Error of both edges after each answer, and whether both 90 % intervals hold (mean of two)."""
    past = {f"song {i}": PastValue(value, 1.0) for i, value in enumerate(who.past)}
    if own:
        past["asked"] = PastValue(who.own, 1.0)
    model = WindowModel(CONTROL, (), past=past, usual=0.0)
    belief = model.in_song("asked")
    errors = []
    for _ in range(max(AT)):
        chosen = belief.next_value(lambda _x: True)
        assert chosen is not None  # noqa: S101 - every value may be asked here
        belief.update(chosen.x, who.answer(chosen.x + model.origin, rng))
        low, high = belief.low, belief.high
        truth = (who.low - model.origin, who.high - model.origin)
        held = (low.lo90 <= truth[0] <= low.hi90) + (high.lo90 <= truth[1] <= high.hi90)
        errors.append((low.mean - truth[0], high.mean - truth[1], held / 2.0))
    return errors


def staircases(who: Listener, rng: np.random.Generator) -> list[tuple[float, float, float]]:
    """Two alternating 1-up-1-down staircases from the median past setting ± 2.5; steps 2, 1, then .5."""
    middle = float(np.median(who.past))
    runs = [_Staircase(middle - 2.5, "not_enough"), _Staircase(middle + 2.5, "too_much")]
    errors = []
    for n in range(max(AT)):
        run = runs[n % 2]
        run.step(who.answer(run.x, rng))
        errors.append((runs[0].estimate - who.low, runs[1].estimate - who.high, 0.0))
    return errors


class _Staircase:
    def __init__(self, x: float, outside: Verdict) -> None:
        self.x = x
        self.outside = outside
        self.inwards = 1.0 if outside == "not_enough" else -1.0
        self.turns: list[float] = []
        self.last = 0.0

    def step(self, said: Verdict) -> None:
        way = self.inwards if said == self.outside else -self.inwards
        if self.last and way != self.last:
            self.turns.append(self.x)
        self.last = way
        self.x += way * max(2.0 / 2 ** len(self.turns), 0.5)

    @property
    def estimate(self) -> float:
        return float(np.mean(self.turns[-4:])) if len(self.turns) > 1 else self.x


def rms(
    method: Callable[[Listener, np.random.Generator], list[tuple[float, float, float]]],
    slope: float,
    shift: float,
    *,
    engineers: int,
    seed: int,
) -> tuple[list[float], list[float]]:
    """Rms error of both edges, and the share of 90 % intervals that hold, after `AT` answers."""
    every = []
    for number in range(engineers):
        rng = np.random.default_rng([seed, int(10 * slope), int(shift), number])
        every.append(method(listener(rng, slope, shift), rng))
    table = np.array(every)
    at = [n - 1 for n in AT]
    error = np.sqrt((table[:, at, :2] ** 2).mean(axis=(0, 2)))
    return [float(value) for value in error], [float(value) for value in table[:, at, 2].mean(axis=0)]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engineers", type=int, default=100, help="simulated listeners a row (the research used 300)")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(
        f"{given.engineers} listeners a row, seed {given.seed}, lapse {LAPSE}; rms edge error after 4 / 8 / 16 answers"
    )
    print(f"{'slope':>5} {'prior':8} {'method':14} {'measured':>16}   {'research':>16}   90 % intervals that hold")
    started = time.perf_counter()
    for (slope, prior), research in TABLE.items():
        shift = 4.0 if prior == "wrong 4" else 0.0
        methods: dict[str, Callable[[Listener, np.random.Generator], list[tuple[float, float, float]]]] = {
            "past songs": lambda who, rng: ours(who, rng, own=False),
            "+ own setting": lambda who, rng: ours(who, rng, own=True),
            "staircases": staircases,
        }
        for (name, method), expected in zip(methods.items(), research, strict=True):
            error, held = rms(method, slope, shift, engineers=given.engineers, seed=given.seed)
            row = f"{slope:5} {prior:8} {name:14} {_row(error):>16}   {_row(expected):>16}"
            print(row + (f"   {_row(held)}" if name != "staircases" else ""), flush=True)
    print(f"{time.perf_counter() - started:.0f} s")


def _row(values: list[float] | tuple[float, ...]) -> str:
    return " ".join(f"{value:.2f}" for value in values)


if __name__ == "__main__":
    main()
