"""What a clip plays: the way from its reference down to a file, and what stays the same of it over exports.

A clip refers to a master mob (the clip in the bin), that to a file mob, that perhaps to the tape or file from which it
came. Ids, names of copied files and where a clip begins in its copy are new at every export; the master's name is what
the engineer sees, and lasts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from urllib.parse import unquote

from parsers.formats.aaf.auids import Pid
from parsers.formats.aaf.objects import Object, child, children, class_of, data_of, integer, rational, text
from parsers.formats.aaf.values import Budget

__all__ = ["Media", "Mobs", "local_path"]

_MOST_LINKS = 16
"""Mobs from a clip down to its tape. Real files have four."""
_DRIVE = re.compile(r"/[A-Za-z]:(?:/|$)")


@dataclass(frozen=True, slots=True)
class Media:
    """What a reference leads to.

    name      of the master mob; "" where it is not in the file
    path      of the audio file as a system would write it; "" for audio inside the AAF and for what is not there
    start     where in that file the referred slot begins, s
    origin    where in the last thing of the way (the tape, the session's own time) it begins, s
    length    of the referred slot's content, s; None where it does not say
    """

    name: str
    path: str = ""
    start: Fraction = Fraction(0)
    origin: Fraction | None = None
    length: Fraction | None = None


class Mobs:
    """The mobs of a file by id, and the media behind them; every way is gone once."""

    def __init__(self, content: Object, budget: Budget) -> None:
        self._set = content.property_entries.get(Pid.MOBS)
        self._budget = budget
        self._media: dict[tuple[bytes, int], Media] = {}
        self.rates: Counter[int] = Counter()
        """Sample rates of the audio files met, Hz."""

    def __iter__(self) -> Iterator[Object]:
        return iter(() if self._set is None else self._set.values())

    def referred(self, clip: Object) -> Object | None:
        """The mob that a source clip refers to; None for one that is not in the file, or no mob at all."""
        if self._set is None or is_nothing(clip):
            return None
        found = clip.property_entries.get(Pid.SOURCE_ID)
        return self._set.get(found.value, None)

    def media(self, clip: Object) -> Media:
        """What a source clip plays, from the start of the slot that it refers to."""
        key = bytes(data_of(clip, Pid.SOURCE_ID) or b""), integer(clip, Pid.SOURCE_SLOT, 0) or 0
        if key not in self._media:
            self._media[key] = self._follow(clip)
        return self._media[key]

    def _follow(self, clip: Object) -> Media:
        mob = self.referred(clip)
        if mob is None:
            return Media("")
        name, path, path_start = text(mob, Pid.MOB_NAME), "", Fraction(0)
        start, length, origin = Fraction(0), None, None
        for _ in range(_MOST_LINKS):
            self._budget.spend()
            if not path and (path := self._path(mob)):
                path_start = start
            slot = slot_of(mob, integer(clip, Pid.SOURCE_SLOT, 0) or 0)
            rate = None if slot is None else rational(slot, Pid.EDIT_RATE)
            segment = None if slot is None else child(slot, Pid.SEGMENT)
            if segment is None or not rate or rate < 0:
                break
            if length is None:
                units = integer(segment, Pid.LENGTH)
                length = None if units is None else Fraction(units) / rate
            below = _first_clip(segment, self._budget)
            if below is None:
                break
            start += Fraction(integer(below, Pid.START, 0) or 0) / rate
            origin = start
            deeper = self.referred(below)
            if deeper is None:
                break
            clip, mob = below, deeper
        return Media(name, path, path_start if path else Fraction(0), origin, length)

    def _path(self, mob: Object) -> str:
        """The path of the file that a mob describes, or ""; its sample rate is counted."""
        descriptor = child(mob, Pid.DESCRIPTOR) if class_of(mob) == "SourceMob" else None
        if descriptor is None:
            return ""
        rate = rational(descriptor, Pid.SAMPLE_RATE)
        if rate is not None and rate >= _LOWEST_RATE and rate.denominator == 1:
            self.rates[rate.numerator] += 1
        for locator in children(descriptor, Pid.LOCATORS):
            self._budget.spend()
            url = text(locator, Pid.URL).strip()
            if url:
                return local_path(url)
        return ""


_LOWEST_RATE = 8000


def is_nothing(clip: Object) -> bool:
    """Whether a source clip refers to nothing on purpose: silence, or the end of the way."""
    return not any(data_of(clip, Pid.SOURCE_ID) or b"")


def slot_of(mob: Object, number: int) -> Object | None:
    """The slot of a mob with this id, or None."""
    return next((slot for slot in children(mob, Pid.SLOTS) if integer(slot, Pid.SLOT_ID) == number), None)


def _first_clip(segment: Object, budget: Budget) -> Object | None:
    """The first source clip within a segment of a master or source mob, whatever is around it."""
    waiting = [segment]
    while waiting:
        budget.spend()
        one = waiting.pop()
        kind = class_of(one)
        if kind == "SourceClip":
            return one
        for pid in _HOLDING.get(kind, ()):
            inner = child(one, pid) if pid in _SINGLE else list(children(one, pid))
            waiting += [] if inner is None else inner[::-1] if isinstance(inner, list) else [inner]
    return None


_HOLDING = {
    "Sequence": (Pid.COMPONENTS,),
    "OperationGroup": (Pid.INPUTS,),
    "EssenceGroup": (Pid.CHOICES,),
    "Selector": (Pid.SELECTED,),
    "NestedScope": (Pid.NESTED_SLOTS,),
    "Pulldown": (Pid.PULLDOWN_INPUT,),
}
_SINGLE = frozenset({Pid.SELECTED, Pid.PULLDOWN_INPUT})


def local_path(url: str) -> str:
    """A file's URL as a path: ``file:///c%3a/a.wav`` is ``c:/a.wav``, ``file://server/a.wav`` is ``//server/a.wav``.

    What is no such URL stays as it is.
    """
    if not url.lower().startswith("file:"):
        return url
    rest = unquote(url[len("file:") :], errors="replace")
    if rest.startswith("//"):
        host, slash, path = rest[2:].partition("/")
        rest = slash + path if host.lower() in ("", "localhost") else f"//{host}{slash}{path}"
    return rest[1:] if _DRIVE.match(rest) else rest
