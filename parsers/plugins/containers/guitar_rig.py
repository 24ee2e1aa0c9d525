"""Guitar Rig 5: ``-in-``, then chunks whose names run backwards (``atad`` data, ``bilz`` zlib); one stream is the rack.

The rack's stream is `` LMX``, u32le 1, u32le length, then XML: ``<gr-instrument-chunk time=…>`` with the components in
their order and ``<parameter id name value>`` in each. What only wraps (``component-audio``, ``parameters`` …) is left
out of a path, and so is what the screen shows, remote control, and the rest that makes no sound.

Evidence: 228 distinct states. ``time`` (the clock of the save) differs in 206 of 206 changed pairs, ``uuid`` is drawn
anew; without both, 25 of them hold a change.
"""

from __future__ import annotations

import re

from parsers.plugins.containers.contents import Budget, Contents, words
from parsers.plugins.containers.markup import document
from parsers.plugins.containers.packed import streams
from parsers.session import Scalar

__all__ = ["rack"]

_MAGIC = b"-in-"
_RACK = b" LMX"
_NAMES = ("name", "n", "i")
_WRAPPING = words("""
    gr-rack fix-components complete component-audio parameters non-fix-components non-fix-component preset-part
    components component
    """)
_UNHEARD = re.compile(rb"<base-parameters[^<>]*/>|<component-gui>.*?</component-gui>", re.DOTALL)
"""A third of all elements: cut out before they are parsed."""
_REPEATED = "preset-part"
"""Ends the tags under which a fixed component says its settings a second time."""
_SILENT = words("""
    component-gui base-parameters remote-controls realtimecontroldb id time uuid build-number component-pack-id
    framework-id major-version
    micro-version minor-version preset-pack-id num-items num-parameters enable-automation static-automation version
    """)


def rack(state: bytes, budget: Budget) -> Contents | None:
    """The components' parameters, or None where the state is not Guitar Rig's or holds no rack."""
    if not state.startswith(_MAGIC):
        return None
    for content in streams(state, budget, latest=len(state)):
        if content.startswith(_RACK):
            found = document(_UNHEARD.sub(b"", content[12:]), budget, names=_NAMES, silent=_SILENT)
            if found is not None:
                return Contents("xml", found.root, _heard(found))
    return None


def _heard(found: Contents) -> dict[str, Scalar]:
    fields: dict[str, Scalar] = {}
    for path, value in found.fields.items():
        parts = path.split("/")
        kept: list[str] = []
        for part in parts:
            bare = part.partition("#")[0]
            if bare not in _WRAPPING and not bare.endswith(_REPEATED) and part not in kept[-1:]:
                kept.append(part)
        name = "/".join(kept) or path
        if fields.get(name) != value:
            fields[name if name not in fields else path] = value
    return fields
