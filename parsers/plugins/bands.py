"""An equaliser's band in the standard terms, whoever made it: ``eq.N.shape frequency gain q slope enabled``."""

from __future__ import annotations

from parsers.plugins.scales import rounded
from parsers.session import Confidence, Value

__all__ = ["GAINLESS", "band"]

GAINLESS = frozenset({"low pass", "high pass", "all pass", "notch", "band pass"})
"""Shapes that have no gain: what is stored there is stale."""


def band(
    number: int,
    shape: str,
    frequency_hz: float,
    *,
    gain_db: float | None = None,
    q: float | None = None,
    slope: float | None = None,
    enabled: bool = True,
    confidence: Confidence = "published",
) -> dict[str, Value]:
    """The terms of one band, numbered from 1; what a band does not have is None. slope in dB/oct."""
    terms = {
        "shape": Value(shape, "", confidence),
        "frequency": Value(rounded(frequency_hz), "Hz", confidence),
    }
    if gain_db is not None and shape not in GAINLESS:
        terms["gain"] = Value(round(gain_db, 4) + 0.0, "dB", confidence)
    if q is not None:
        terms["q"] = Value(rounded(q), "", confidence)
    if slope is not None:
        terms["slope"] = Value(rounded(slope), "dB/oct", confidence)
    terms["enabled"] = Value(enabled, "", confidence)
    return {f"eq.{number}.{name}": value for name, value in terms.items()}
