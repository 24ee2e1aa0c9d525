"""What an equaliser's picture is drawn from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

__all__ = ["Responses"]

Responses: TypeAlias = Callable[[Sequence[float]], tuple[Sequence[float], Sequence[float]] | None]
"""Frequencies (Hz) → levels (dB) before and after, or None where there is no curve."""
