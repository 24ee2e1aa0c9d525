"""What a plug-in's window showed, as a person types it: a number with its unit and last digit, or a word.

A display rounds, so a reading stands for all values within half a unit of its last digit: ``-12.3 dB`` is
-12.35 … -12.25 dB. That half unit is what scales are tested with.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsers.plugins.teaching.errors import TeachingError
from parsers.text import safe
from parsers.vocabulary import describe

__all__ = ["Reading", "readings_of"]

_NUMBER = re.compile(r"([+\-−]?)(\d+(?:[.,]\d*)?|[.,]\d+)\s*(.*)", re.DOTALL)
_SILENCE = re.compile(r"[\-−]\s*(?:inf(?:inity)?|∞)\s*(.*)", re.IGNORECASE | re.DOTALL)
_THOUSANDS = re.compile(r"[1-9]\d{0,2},\d{3}")
_LONGEST = 60

_UNITS = {
    "db": ("dB", 1.0),
    "hz": ("Hz", 1.0),
    "khz": ("Hz", 1000.0),
    "k": ("Hz", 1000.0),
    "us": ("ms", 0.001),
    "µs": ("ms", 0.001),
    "ms": ("ms", 1.0),
    "msec": ("ms", 1.0),
    "s": ("ms", 1000.0),
    "sec": ("ms", 1000.0),
    "%": ("share", 0.01),
    ":1": ("ratio", 1.0),
    "st": ("st", 1.0),
    "db/oct": ("dB/oct", 1.0),
}
"""What is typed, in small letters → the model's unit and what one of it is there."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading.

    text   as it was typed
    value  in `unit`; -inf is silence; None for a word
    half   half a unit of its last digit
    """

    text: str
    value: float | None
    half: float = 0.0
    unit: str = ""


def readings_of(texts: Sequence[str], term: str, *, unit: str = "") -> tuple[Reading, ...]:
    """The readings of one control, all in its unit, or all words.

    term  a standard term, whose unit they must be in, or ``plugin.NAME``
    unit  of a ``plugin.NAME`` where the readings bear none
    Raises  TeachingError for a mixture, a unit that the term does not have, or a number that can be read two ways
    """
    found = [_read(text) for text in texts]
    words = [reading for reading in found if reading.value is None]
    if words and len(words) < len(found):
        raise TeachingError(
            f"{words[0].text!r} is no number, and the others are", remedy="Type every reading as the plug-in shows it."
        )
    if words:
        return tuple(found)
    said = {reading.unit for reading in found} - {""}
    wanted = describe(term).unit if not term.startswith("plugin.") else unit or next(iter(said), "")
    others = said - {wanted}
    if len(said) > 1 or others:
        told = ", ".join(sorted(said))
        raise TeachingError(
            f"the readings are in {told}, and {term} is " + (f"in {wanted}" if wanted else "without a unit"),
            remedy="Type every reading with the unit that the plug-in shows.",
        )
    if wanted == "share" and any(not reading.unit and abs(reading.value or 0.0) > 1 for reading in found):
        raise TeachingError(f"{term} is a share from 0 to 1", remedy="Type per cent with the sign: 50 %.")
    return tuple(replace(reading, unit=wanted) for reading in found)


def _read(typed: str) -> Reading:
    text = " ".join(safe(typed).split())
    if not text or len(text) > _LONGEST:
        raise TeachingError("a reading is empty or too long", remedy="Type it as the plug-in shows it: -12.3 dB.")
    silent = _SILENCE.fullmatch(text)
    if silent is not None:
        return Reading(text, -math.inf, 0.0, _unit(silent[1])[0])
    found = _NUMBER.fullmatch(text)
    if found is None:
        return Reading(text, None)
    sign, digits, rest = found.groups()
    if _THOUSANDS.fullmatch(digits):
        raise TeachingError(f"{digits} can be read two ways", remedy="Write thousands without a comma: 1200 Hz.")
    whole, _, decimals = digits.replace(",", ".").partition(".")
    unit, factor = _unit(rest)
    value = float(f"{whole or '0'}.{decimals or '0'}") * factor
    return Reading(text, value if sign in ("", "+") else -value, 0.5 * 10.0 ** -len(decimals) * factor, unit)


def _unit(text: str) -> tuple[str, float]:
    plain = text.strip()
    return _UNITS.get(plain.lower().replace(" ", ""), (plain, 1.0))
