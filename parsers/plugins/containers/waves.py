"""Waves: ``XPst`` and XML whose parameters are one list of numbers in the units that the plug-in shows.

    u32be size, u32be 3, u32be 1, four letters of the sub-plug-in, ``setA``, u32be length, ``XPst``, XML, 4 bytes, …

``<Parameters Type="RealWorld">`` is a list divided by blanks, ``*`` = not used. There are two setups, A and B;
``<ActiveSetup>`` says which one sounds, only that one is read. The four bytes after the XML are memory that was never
set, then ``<Bypass>``.

Evidence: 329 instances of 6 products (VST2, VST3, DX). The meaning of a place differs by product and version, hence
places: ``parameter 0`` …
"""

from __future__ import annotations

from parsers.plugins.containers.contents import Budget, Contents, scalar
from parsers.plugins.containers.markup import document
from parsers.plugins.errors import BrokenStateError
from parsers.session import Scalar

__all__ = ["setup"]

_MAGIC = b"XPst"
_END = b"</PresetChunkXMLTree>"
_LATEST = 64


def setup(state: bytes, budget: Budget) -> Contents | None:
    """The setup that sounds, as ``parameter N`` from 0, and ``bypass``; None where the state is not Waves'.

    Raises  BrokenStateError when the tree or the active setup is missing.
    """
    start = state.find(_MAGIC, 0, _LATEST)
    if start < 0:
        return None
    end = state.find(_END, start)
    tree = document(state[start + 4 : end + len(_END)], budget) if end > 0 else None
    if tree is None:
        raise BrokenStateError("a state of Waves has no whole tree", offset=start)
    values = tree.fields
    preset = next((path.partition("/")[0] for path in values if path.endswith("/PresetHeader/ActiveSetup")), None)
    if preset is None:
        raise BrokenStateError("a state of Waves does not say which setup sounds", offset=start)
    active = values[f"{preset}/PresetHeader/ActiveSetup"]
    for place in ("PresetData", "PresetData#2"):
        if values.get(f"{preset}/{place}/Setup") == active:
            words = str(values.get(f"{preset}/{place}/Parameters", "")).split()
            budget.spend(fields=len(words))
            fields: dict[str, Scalar] = {
                f"parameter {number}": scalar(word) for number, word in enumerate(words) if word != "*"
            }
            bypass = state.find(b' Bypass="', end)
            if bypass > 0:
                fields["bypass"] = state[bypass + 9 : bypass + 10] == b"1"
            root = values.get(f"{preset}/PresetHeader/PluginSubComp", "")
            return Contents("waves", str(root), fields, numbered=True)
    raise BrokenStateError(f"a state of Waves lacks its setup {active!r}", offset=start)
