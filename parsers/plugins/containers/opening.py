"""Any state, opened as far as its containers are known, whoever wrote it: the reading order for the unknown.

Wrappers are taken off first (a VST3's halves, VstW, CcnK, an Audio Unit's property list, zlib), again and again until
bytes appear that hold fields: lists of parameters, JUCE's XML and trees, FabFilter, Waves, Brainworx, Guitar Rig,
Native Instruments, JSON, other XML, lines of text. What none of them knows stays closed: nothing is guessed from how
bytes look as numbers.
"""

from __future__ import annotations

from collections.abc import Callable

from parsers.plugins.containers import (
    brainworx,
    dpf,
    dump,
    fabfilter,
    guitar_rig,
    json_tree,
    juce,
    lines,
    markup,
    native_instruments,
    packed,
    property_list,
    synthmaster,
    vst,
    waves,
)
from parsers.plugins.containers.contents import Budget, Contents

__all__ = ["open_state", "unwrapped"]

_READERS: tuple[Callable[[bytes, Budget], Contents | None], ...] = (
    dump.parameters,
    dpf.parameters,
    juce.xml_chunk,
    fabfilter.parameters,
    waves.setup,
    guitar_rig.rack,
    brainworx.codes,
    synthmaster.keys,
    native_instruments.parameters,
)
"""Each knows its own first bytes."""
_LATEST_MARKUP = 64
"""Bytes of header that other makers put before their XML: sizes, counts, a magic."""


def open_state(state: bytes, budget: Budget | None = None) -> Contents | None:
    """The named or numbered fields of a state, or None where no container is known that holds them.

    state   the plug-in's own bytes, whatever host they come from
    Raises  BrokenStateError when a known container is damaged or larger than any settings.
    """
    return _open(unwrapped(state), budget or Budget())


def unwrapped(state: bytes) -> bytes:
    """The bytes without the wrappers of VST itself, which any VST plug-in may bear.

    Raises  BrokenStateError when a wrapper's length does not fit.
    """
    for _ in range(4):
        inner = vst.component(state)
        if inner is None:
            inner = vst.fx_chunk(state)
        if inner is None:
            return state
        state = inner
    return state


def _open(state: bytes, budget: Budget) -> Contents | None:
    budget.enter()
    listed = property_list.chunks(state, budget)
    if listed is not None:
        return _first_open(listed, budget)
    found = vst.fx_parameters(state)
    if found is not None:
        return found
    for read in _READERS:
        found = read(state, budget)
        if found is not None:
            return found
    for content in packed.streams(state, budget):
        found = _open(unwrapped(content), budget)
        if found is not None:
            return found
    return _plain(state, budget)


def _first_open(listed: list[bytes], budget: Budget) -> Contents | None:
    for data in listed:
        found = property_list.numbered(data, budget) or _open(unwrapped(data), budget)
        if found is not None:
            return found
    return None


def _plain(state: bytes, budget: Budget) -> Contents | None:
    """JSON, XML, a tree or lines, in the order of how surely each is known by its first bytes."""
    found = json_tree.document(state, budget)
    if found is not None:
        return found
    start = state.find(b"<", 0, _LATEST_MARKUP)
    if start >= 0 and markup.starts_markup(state[start:]):
        found = markup.document(state[start:], budget) or markup.loose(state[start:], budget)
        if found is not None and found.fields:
            return found
    return juce.value_tree(state, budget) or lines.settings(state, budget)
