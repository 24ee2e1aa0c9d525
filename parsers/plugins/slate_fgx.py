"""Slate Digital FG-X: attributes ``FGComp_Threshold0`` …, a last digit for each of two sets, values 0 … 1.

``CURRENT_PARAM_SET`` says which set sounds; only that one is read. The attributes without a digit repeat it.
``uiWidth``, ``uiHeight`` and the byte after the XML are memory that was never set.

Evidence: 11 distinct states; with the mask 8 of 11 changed pairs hold no change, and in the other three
``FGLevel_Gain0`` moves, once with ``FGComp_Ratio0`` or ``FGLevel_Detail0``.
"""

from __future__ import annotations

import re

from parsers.plugins.containers.contents import Contents
from parsers.plugins.errors import BrokenStateError
from parsers.plugins.naming import term_of
from parsers.plugins.reading import raw
from parsers.session import Value

__all__ = ["read"]

_SETTING = re.compile(r"((?:FGComp|FGLevel|SETTINGS)_\w+?)(\d)")


def read(contents: Contents) -> dict[str, Value]:
    """The set that sounds, without its digit. Raises BrokenStateError where the state does not say which it is."""
    current = contents.fields.get("CURRENT_PARAM_SET")
    if not isinstance(current, float):
        raise BrokenStateError("FG-X does not say which set sounds")
    values = {}
    for path, value in contents.fields.items():
        found = _SETTING.fullmatch(path)
        if found and float(found[2]) == current:
            values[term_of(found[1])] = raw(value)
    return values
