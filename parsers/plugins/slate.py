"""Slate Digital and Eiosis: an XML ``package`` of archives with sections of ``entry id type value``, values 0 … 1.

There are up to eight slots of settings; ``Current slot`` in the section ``Common`` says which one sounds, only that one
is read. Virtual Mix Rack holds a whole package of its own in the value of each rack place, so that its fields read
``SlotA/FGNP/Bell 2 Gain``: the module's four letters tell which module it is. Entries change their order between saves,
so they go by id. Two-way switches are 0.25 and 0.75. In Virtual Tape Machines input and output are linked to a sum of
1.000 (146 of 146 states): while ``In Out Link`` is on, only the input is told.

Evidence: Virtual Mix Rack, Virtual Tape Machines, VerbSuite Classics, VBC, Eiosis E2Deesser and AirEQ. Ranges are the
makers' own, hence raw.
"""

from __future__ import annotations

import re

from parsers.plugins.containers.contents import Contents, words
from parsers.plugins.masks import is_setting
from parsers.plugins.naming import term_of
from parsers.plugins.reading import is_text_to_show, raw
from parsers.session import Scalar, Value

__all__ = ["fields_of", "read"]

_SLOT = re.compile(r"Slot(\d)")
_SCREEN = words("""
    LibraryOpened FirstVisibleSlot NumPhysicalSlots ModulesReadyTrigger CurvesZoom CurvesZoomRange SpectrogramDuration
    SpectrogramTransportSync SpectrogramLoopSync DisplaySpectrogram
    """)
_MODULE_CODE = re.compile(r"Slot[A-H]Module(?:PresetName)?")
"""The module stands in ``SlotAModuleName`` too; the name of its preset is a label."""


def read(contents: Contents) -> dict[str, Value]:
    """The settings of the slot that sounds, under the entries' own ids."""
    return {term_of(name): raw(value) for name, value in fields_of(contents).items() if is_text_to_show(value)}


def fields_of(contents: Contents) -> dict[str, Scalar]:
    """Name → value as stored, of the slot that sounds."""
    current = {
        path.removesuffix("/Common/Current slot"): value
        for path, value in contents.fields.items()
        if path.endswith("/Common/Current slot") and isinstance(value, float)
    }
    kept: dict[str, Scalar] = {}
    slot = next(iter(current.values()), 0.0)
    for path, value in contents.fields.items():
        name = _name(path.split("/"), slot)
        if name is not None and is_setting(name, value) and (value != "" or name.endswith("ModuleName")):
            kept[name] = value
    if kept.get("In Out Link") == 1.0:
        kept.pop("Output Gain", None)
    return kept


def _name(parts: list[str], slot: float) -> str | None:
    """The path without what only wraps; None for another slot's entry and for what is no setting."""
    if len(parts) < 4 or parts[0] != "archives":
        return None
    found = _SLOT.fullmatch(parts[2])
    if found and float(found[1]) != slot:
        return None
    last = parts[-1]
    if last in _SCREEN or last == "Current slot" or _MODULE_CODE.fullmatch(last):
        return None
    inner = [part.removesuffix("-state") for part in parts[3:] if part not in ("archives", "Common", "Slot0")]
    return "/".join(inner)
