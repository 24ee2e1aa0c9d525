"""A line's words, numbers as numbers."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Numbers"]


@dataclass(frozen=True, slots=True)
class Numbers:
    """A line's words, numbers as numbers, so that ``1.00`` equals ``1``."""

    words: tuple[float | str, ...]

    @classmethod
    def of(cls, line: str) -> Numbers:
        """Read a line."""
        return cls(tuple(_number(word) for word in line.split()))


def _number(word: str) -> float | str:
    try:
        return round(float(word), 9)
    except ValueError:
        return word
