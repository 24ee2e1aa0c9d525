"""When two numbers of two saves are the same setting, written otherwise."""

from __future__ import annotations

from parsers.session import EnvelopePoint, Scalar

__all__ = ["is_same", "same_number", "same_points"]

_ROUNDING: dict[str, tuple[float, float]] = {
    # unit: absolute, relative. Ten times finer than the finest step of a mouse or a knob; the smallest fader move in
    # 299 pairs of real saves is 0.1 dB (RPP_FORMAT §19).
    "dB": (0.01, 0.0),
    "Hz": (1e-3, 2e-5),
    "ms": (1e-4, 2e-5),
    "s": (1e-5, 1e-9),
    "pan": (5e-4, 0.0),
    "share": (5e-4, 0.0),
    "bpm": (1e-4, 0.0),
    "st": (1e-4, 0.0),
}
_ANY_UNIT = (1e-9, 5e-6)
"""Six significant digits: a float32 written twice."""


def is_same(before: Scalar, after: Scalar, unit: str) -> bool:
    """Whether the two are one setting: equal, or numbers that differ by no more than re-rounding does."""
    if before == after:
        return True
    if isinstance(before, bool | str) or isinstance(after, bool | str):
        return False
    return same_number(before, after, unit)


def same_number(before: float, after: float, unit: str) -> bool:
    """`is_same` for numbers; infinities equal only themselves."""
    absolute, relative = _ROUNDING.get(unit, _ANY_UNIT)
    return before == after or abs(after - before) <= max(absolute, relative * max(abs(before), abs(after)))


def same_points(before: tuple[EnvelopePoint, ...], after: tuple[EnvelopePoint, ...], unit: str) -> bool:
    """Whether two curves are one, re-rounded."""
    return len(before) == len(after) and all(
        one.shape == other.shape
        and same_number(one.time_s, other.time_s, "s")
        and same_number(one.value, other.value, unit)
        for one, other in zip(before, after, strict=True)
    )
