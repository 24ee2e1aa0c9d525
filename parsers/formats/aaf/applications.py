"""Which application wrote an AAF, and what its files prove about how it writes a mix.

A file lists every program that touched it; the last one wrote it. What stands here of each application was read in
files of it (AAF_FORMAT §3 of the project's research): LibAAF's and OpenTimelineIO's test files, whose tracks and clips
are named after what was done to them.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from typing import Literal, TypeAlias

from parsers.formats.aaf.auids import Pid
from parsers.formats.aaf.objects import Object, children, data_of, text

__all__ = ["Application", "Curves", "application_of"]

Curves: TypeAlias = Literal["automation", "clip", "combined"]
"""What a gain curve around a clip is: the track's volume automation, the clip's own gain, or the two multiplied."""


@dataclass(frozen=True, slots=True)
class Application:
    """The writer of a file.

    name           as engineers call it
    version        "" where the file does not say
    curves         what a curve of the standard amplitude parameter is in its files
    is_verified    whether files of this application were at hand
    renders_fades  whether fades come as audio of their own, in an export by frames
    splits_sides   whether a stereo track is two, with " -L" and " -R" after its name
    """

    name: str
    version: str
    curves: Curves = "clip"
    is_verified: bool = False
    renders_fades: bool = False
    splits_sides: bool = False


_VERSION = struct.Struct("<HHHHB")
_NUMBERED = re.compile(r"\s+(\d[\w.]*)$")
_NOT_SAID = {"", "unknown version"}


def application_of(header: Object) -> Application:
    """The application that wrote the file with this header."""
    said = list(children(header, Pid.IDENTIFICATIONS))
    if not said:
        return Application("", "")
    last = said[-1]
    company, product = text(last, Pid.COMPANY).strip(), text(last, Pid.PRODUCT).strip()
    version = text(last, Pid.PRODUCT_VERSION_TEXT).strip()
    record = _record(last)
    if product == "ProTools":
        return Application("Pro Tools", version or record, "combined", is_verified=True, renders_fades=True)
    if product.startswith("Avid Media Composer"):
        numbered = _NUMBERED.search(product)
        name = product[: numbered.start()] if numbered else product
        return Application(name, numbered[1] if numbered else record, "clip", is_verified=True)
    if product == "DaVinci Resolve":
        # Resolve's curves are sampled from the track: its test tracks "track automation level/pan" carry them on every
        # clip, flat where nothing moves, outside the clip's own constant gain.
        return Application(product, record or version, "automation", is_verified=True)
    if product == "Premiere Pro":
        return Application(product, version or record, "clip", is_verified=True)
    if (company, product) == ("App", "Log"):
        # The gain of a region is not exported (its test track "clip gain/mute" holds none): a curve is automation.
        return Application("Logic Pro", record or version, "automation", is_verified=True, splits_sides=True)
    told = version if version.lower() not in _NOT_SAID else record
    return Application(product or company, told)


def _record(thing: Object) -> str:
    """The version of the product's record, without trailing zeros: ``18.5``."""
    raw = bytes(data_of(thing, Pid.PRODUCT_VERSION) or b"")
    if len(raw) != _VERSION.size:
        return ""
    numbers = list(_VERSION.unpack(raw)[:4])
    while len(numbers) > 2 and numbers[-1] == 0:
        numbers.pop()
    return ".".join(map(str, numbers)) if any(numbers) else ""
