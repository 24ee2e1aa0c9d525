"""What is known of plug-ins beyond their decoders: what engineers taught, names that parameter envelopes prove, the
headers of engineers' own scripts, and states as the installed plug-in itself showed them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, field, replace
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import TypeAlias

from parsers.plugins.js import Slider
from parsers.plugins.naming import is_place, term_of
from parsers.plugins.teaching.laws import Law
from parsers.plugins.teaching.places import BytePlace, FieldPlace, Place
from parsers.plugins.vst3 import number_of
from parsers.session import Plugin, Value
from parsers.vocabulary import terms

__all__ = ["PluginKey", "Teaching", "Teachings", "gathered", "is_teachable", "key_of", "state_name", "teaching_json"]

PluginKey: TypeAlias = tuple[str, str]
"""Format and unique id; the name for the few that have no id."""

_FAMILIES = frozenset({"eq", "filter", "dynamics", "delay", "reverb", "saturation", "width", "pitch"})
_STANDARD = frozenset(term.name for term in terms() if term.family in _FAMILIES)
_BAND = re.compile(r"\.[1-9]\d?\.")


@dataclass(frozen=True, slots=True)
class Teaching:
    """One knob that was taught.

    name      of the plug-in, for people
    term      a standard term, or ``plugin.NAME``
    readings  (number or text as stored, as it was shown and typed)
    """

    plugin: PluginKey
    name: str
    place: Place
    term: str
    unit: str
    law: Law
    readings: tuple[tuple[float | str | bool, str], ...] = ()


@dataclass(frozen=True)
class Teachings:
    """All that is known beyond the decoders; equal ones read every session alike.

    taught   plug-in → what was taught of it, the later word first gone before
    names    plug-in → place in the host's list → name
    scripts  plug-in that is a script → the sliders of the engineer's own file of it
    reached  plug-in → what was taught of the same product under another id (`teaching.reach`)
    hosted   plug-in → name of one of its states (`state_name`) → what the installed plug-in showed with it
    """

    taught: Mapping[PluginKey, tuple[Teaching, ...]] = field(default_factory=dict)
    names: Mapping[PluginKey, Mapping[int, str]] = field(default_factory=dict)
    scripts: Mapping[PluginKey, tuple[Slider, ...]] = field(default_factory=dict)
    hosted: Mapping[PluginKey, Mapping[str, Mapping[str, Value]]] = field(default_factory=dict)
    reached: Mapping[PluginKey, tuple[Teaching, ...]] = field(default_factory=dict)

    @cached_property
    def plugins(self) -> frozenset[PluginKey]:
        """Every plug-in that anything is known of."""
        return frozenset({*self.taught, *self.names, *self.scripts, *self.hosted, *self.reached})

    def lessons(self, key: PluginKey) -> tuple[Teaching, ...]:
        """All that was taught of a plug-in, what reaches it from another id last."""
        return (*self.taught.get(key, ()), *self.reached.get(key, ()))

    @cached_property
    def _shown(self) -> dict[PluginKey, str]:
        """Of each plug-in, a digest of what it showed itself."""
        return {
            key: sha256(
                repr([(name, sorted(shown.items())) for name, shown in sorted(states.items())]).encode()
            ).hexdigest()
            for key, states in self.hosted.items()
        }

    def digest(self, held: Mapping[PluginKey, bool]) -> str:
        """32 hex digits of all that bears on these plug-ins, "" where nothing does.

        held  plug-in → whether names bear on it: it has nameless places
        """
        told: list[object] = []
        for key in sorted(held.keys() & self.plugins):
            taught = [teaching_json(one) for one in self.lessons(key)]
            names = sorted(self.names.get(key, {}).items()) if held[key] else []
            sliders = [astuple(slider) for slider in self.scripts.get(key, ())]
            shown = self._shown.get(key, "")
            if taught or names or sliders or shown:
                told.append([key, taught, names, sliders, shown])
        return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:32] if told else ""


def key_of(plugin: Plugin) -> PluginKey:
    """By what a plug-in is known, the same whichever host says it."""
    return _key(plugin.format, plugin.uid or plugin.name)


@lru_cache(maxsize=4096)
def _key(format_name: str, uid: str) -> PluginKey:
    return format_name, number_of(uid) if format_name == "VST3" else uid


def state_name(state: bytes) -> str:
    """By what one of a plug-in's own states is known: sha256 as 32 hex digits."""
    return sha256(state).hexdigest()[:32]


def is_teachable(term: str) -> bool:
    """Whether a knob of a plug-in may bear this term: a standard one of the processing families, or ``plugin.NAME``."""
    if term.startswith("plugin."):
        name = term.removeprefix("plugin.")
        return term_of(name) == term and bool(name.strip()) and not is_place(term)
    return _BAND.sub(".N.", term) in _STANDARD


def gathered(teachings: Iterable[Teaching]) -> dict[PluginKey, tuple[Teaching, ...]]:
    """Teachings by plug-in; of two for one knob, or one place, the later counts."""
    found: dict[PluginKey, list[Teaching]] = {}
    for one in teachings:
        key = _key(*one.plugin)
        kept = [old for old in found.get(key, ()) if old.term != one.term and old.place != one.place]
        found[key] = [*kept, one if one.plugin == key else replace(one, plugin=key)]
    return {key: tuple(kept) for key, kept in found.items()}


def teaching_json(one: Teaching) -> dict[str, object]:
    """The teaching as plain JSON values."""
    law = one.law
    scale: dict[str, object] = {"law": law.kind}
    if law.kind == "choice":
        scale["choices"] = [list(pair) for pair in law.shown]
    else:
        scale |= {"a": law.a, "b": law.b, "c": law.c}
    return {
        "schema": "mixtaste/teaching/1",
        "plugin": {"format": one.plugin[0], "uid": one.plugin[1], "name": one.name},
        "place": _place_json(one.place),
        "term": one.term,
        "unit": one.unit,
        "scale": scale,
        "readings": [{"stored": stored, "shown": shown} for stored, shown in one.readings],
    }


def _place_json(place: Place) -> dict[str, object]:
    match place:
        case FieldPlace(term):
            return {"field": term, "length": None, "offset": None, "sort": None}
        case BytePlace(length, offset, sort):
            return {"field": None, "length": length, "offset": offset, "sort": sort}
