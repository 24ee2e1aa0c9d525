"""How a hand sets a value: the step of its fader, round numbers, a typed time, a dragged frequency."""

from __future__ import annotations

from profiler.studio.chance import Stream

__all__ = ["ROUND_HERTZ", "ROUND_MS", "on_hand_grid", "to_grid"]

ROUND_HERTZ = (
    20, 25, 30, 35, 40, 45, 50, 60, 70, 75, 80, 90, 100, 110, 120, 130, 150, 160, 180, 200, 220, 250, 300, 350, 400,
    450, 500, 600, 700, 750, 800, 900, 1000, 1200, 1500, 1800, 2000, 2200, 2500, 3000, 3500, 4000, 4500, 5000, 6000,
    7000, 7500, 8000, 9000, 10_000, 12_000,
)  # fmt: skip
ROUND_MS = (
    1, 2, 3, 5, 8, 10, 15, 20, 25, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120, 125, 140, 150, 160, 180, 200, 220, 250,
    300, 350, 375, 400, 450, 500, 550, 600, 700, 750, 800, 900, 1000, 1200,
)  # fmt: skip
_RATIOS = (1.5, 2, 2.5, 3, 3.5, 4, 5, 6, 8, 10, 12, 20)


def to_grid(value: float, step: float) -> float:
    """The multiple of the step that is nearest, without binary dust."""
    return round(round(value / step) * step, 6) + 0.0


def _nearest(value: float, choices: tuple[float, ...]) -> float:
    return float(min(choices, key=lambda choice: abs(choice - value)))


def on_hand_grid(term: str, value: float, rng: Stream, *, fader_grid: float, round_share: float) -> float:
    """The value as a hand leaves it: a round number with probability `round_share`, else what a drag gives.

    term   as spoken; its last word tells the kind of control
    """
    kind = term.rpartition(".")[2]
    is_round = rng.random() < round_share
    if kind == "frequency":
        return _nearest(value, ROUND_HERTZ) if is_round else round(value, 1)
    if kind in ("attack", "release", "time", "hold"):
        return _nearest(value, ROUND_MS) if is_round else round(value, 1)
    if kind == "ratio":
        return _nearest(value, _RATIOS) if is_round else round(value, 2)
    if kind == "position":
        return to_grid(value, 0.1 if is_round else 0.01)
    if kind == "q":
        return round(value, 2)
    if term == "fader.gain":
        return to_grid(value, fader_grid)
    return to_grid(value, 0.5 if is_round else 0.1)
