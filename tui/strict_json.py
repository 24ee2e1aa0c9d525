"""Strict JSON on one line: no NaN, no infinity, no control or direction character left as it is."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping

__all__ = ["dumps"]


def dumps(value: object) -> str:
    """Return the value as one line of JSON that any parser reads and any terminal shows harmlessly.

    value  dicts with text keys, lists, tuples, texts, numbers, booleans, None. A level of silence is ``"-inf"``, as
           everywhere in the interface; NaN, which means nothing, becomes null. Object fields keep their order.
    """
    text = json.dumps(_strict(value), ensure_ascii=True, allow_nan=False, separators=(", ", ": "))
    return text.replace("\x7f", "\\u007f")  # DEL is ASCII, so `ensure_ascii` leaves it


def _strict(value: object) -> object:
    if isinstance(value, float):
        if math.isnan(value):
            return None
        return value if math.isfinite(value) else ("inf" if value > 0 else "-inf")
    if isinstance(value, Mapping):
        return {str(key): _strict(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_strict(item) for item in value]
    return value
