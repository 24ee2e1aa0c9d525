"""What a plug-in's own fields are called as terms: ``plugin.`` and the field's path, and who may rename them.

Where a state is only a list, its places are called ``plugin.parameter N``. An engineer who drew a parameter envelope
has had the host write index and name of that parameter into the session (``<PARMENV 11:_Wet``): that proves the name of
the place for this plug-in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from parsers.session import Value
from parsers.text import safe

__all__ = ["is_place", "name_of", "named", "named_by", "place_term", "term_of"]

_PLACE = re.compile(r"plugin\.parameter (\d+)")
_BAND_LIKE = re.compile(r"\.(?=\d+\.)")
_LONGEST = 160
_NO_PARAMETER = frozenset({"wet", "bypass", "delta"})
"""Idents of the host's own controls."""


@lru_cache(maxsize=1 << 14)
def term_of(path: str) -> str:
    """The term of a field: its path on one line, without what would look like a band's number."""
    if "." not in path and len(path) <= _LONGEST and path.isprintable():
        return f"plugin.{path}"
    return "plugin." + _BAND_LIKE.sub(" ", safe(path, limit=_LONGEST)).strip()


def is_place(term: str) -> bool:
    """Whether the term is that of a place in a list."""
    return _PLACE.fullmatch(term) is not None


def place_term(place: int | str) -> str:
    """The term of a place in a list of parameters."""
    return f"plugin.parameter {place}"


def named_by(envelopes: Iterable[tuple[str, str, str]]) -> dict[int, str]:
    """Index → name, as the user's own parameter envelopes prove it.

    envelopes  (index, ident, label) of each: the parts of ``11:_Wet`` and of ``"Wet / ReaVerbate"``, "" where missing
    """
    names: dict[int, str] = {}
    for code, ident, label in envelopes:
        name = name_of(ident, label)
        if name and code.isascii() and code.isdigit() and len(code) < 10:
            names[int(code)] = name
    return names


def name_of(ident: str, label: str) -> str:
    """What the host calls a parameter, "" where it says no more than its number or means a control of its own."""
    if ident in _NO_PARAMETER:
        return ""
    return label.partition(" / ")[0].strip() or ("" if ident.isdigit() else ident.removeprefix("_"))


def named(parameters: Mapping[str, Value], names: Mapping[int, str]) -> dict[str, Value]:
    """The parameters with places called by their names; a name that is already there stays with its owner."""
    renamed: dict[str, Value] = {}
    for term, value in parameters.items():
        found = _PLACE.fullmatch(term)
        name = names.get(int(found[1])) if found else None
        wanted = term_of(name) if name else term
        renamed[term if wanted in renamed or (wanted != term and wanted in parameters) else wanted] = value
    return renamed
