"""Parameters of operations: constants and curves, and what in them cannot be right.

A bit that tipped in a file gives a wrong number silently, so values outside what the parameter can hold are told and
left out rather than believed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from parsers.errors import SessionTooLargeError
from parsers.formats.aaf.auids import INTERPOLATIONS, Pid
from parsers.formats.aaf.curves import Curve, Point
from parsers.formats.aaf.objects import Object, auid, children, class_of, indirect, rational

__all__ = ["GAIN_RANGE", "PAN_RANGE", "Budget", "Parameter", "parameters_of"]

GAIN_RANGE = (0.0, 100.0)
"""As a ratio: silence to +40 dB. Real files hold 1e-5 … 5.3."""
PAN_RANGE = (0.0, 1.0)


@dataclass(slots=True)
class Budget:
    """How much more may be read of a file: objects are counted as they are met, so that loops and nests end.

    warnings  what could not be taken as it stands, each once
    """

    steps: int
    warnings: list[str] = field(default_factory=list)

    def spend(self, steps: int = 1) -> None:
        """Count. Raises SessionTooLargeError."""
        self.steps -= steps
        if self.steps < 0:
            raise SessionTooLargeError("its compositions hold far more objects than a file of its size can need")

    def warn(self, text: str) -> None:
        """Say something, once."""
        if text not in self.warnings:
            self.warnings.append(text)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an operation.

    constant  its value, where it does not vary
    points    (share of the operation's length, value, shape to the next) where it does
    """

    constant: float | None = None
    points: tuple[tuple[float, float, str], ...] = ()

    def curve(self, length_s: float) -> Curve:
        """Its points over a length."""
        return tuple(Point(share * length_s, value, shape) for share, value, shape in self.points)


def parameters_of(operation: Object, wanted: Collection[str], budget: Budget) -> dict[str, Parameter]:
    """The wanted parameters of an operation that are there, by AUID."""
    found = {}
    for one in children(operation, Pid.PARAMETERS):
        budget.spend()
        name = auid(one, Pid.PARAMETER)
        if name not in wanted:
            continue
        if class_of(one) == "ConstantValue":
            value = indirect(one, Pid.CONSTANT)
            found[name] = Parameter(constant=_number(value))
        elif class_of(one) == "VaryingValue":
            found[name] = Parameter(points=tuple(_points(one, budget)))
    return found


def _number(value: Fraction | int | str | None) -> float | None:
    return None if value is None or isinstance(value, str) else float(value)


def _points(varying: Object, budget: Budget) -> Iterator[tuple[float, float, str]]:
    """The points in their order; a repeated time is a step.

    Media Composer writes the pan of a track clip by clip: where two cross-fade, the later one's first point lies before
    the earlier one's last, and is taken as a step there.
    """
    shape = INTERPOLATIONS.get(auid(varying, Pid.INTERPOLATION), "linear")
    latest = None
    for point in children(varying, Pid.POINTS):
        budget.spend()
        time, value = rational(point, Pid.POINT_TIME), _number(indirect(point, Pid.POINT_VALUE))
        if time is None or value is None:
            budget.warn("a point of a curve without a time or a number is left out")
            continue
        latest = time if latest is None else max(time, latest)
        yield float(latest), value, shape
