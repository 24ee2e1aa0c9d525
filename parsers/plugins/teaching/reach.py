"""How far a teaching reaches: the same plug-in under another id, as another format of it.

One format of a plug-in has one key in all hosts (`teachings.key_of`). VST2, VST3, Audio Unit … of one product are
taken for the same where name and maker are the same and told by both hosts, nobody has a decoder for either (a
decoder's own names may mean another scale in another format), and the knob is kept in the same place:

- a field under the plug-in's own name, which its container gives in every format;
- a place in a list only within one format, where the list is the same;
- bytes only in a state of the very length that was taught.

What lies far outside the numbers that were taught is not read: the other format may keep it on another scale.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from parsers.plugins.decoders import decoder_for
from parsers.plugins.naming import is_place
from parsers.plugins.teaching.places import FieldPlace
from parsers.plugins.teaching.teachings import PluginKey, Teaching, key_of
from parsers.session import Plugin, Scalar

__all__ = ["is_in_reach", "reached"]

_BUILD = re.compile(r"\s*\((?:x86|x64|64 ?bit|32 ?bit|mono|stereo)\)|\s+(?:x86|x64)$", re.IGNORECASE)


def reached(
    taught: Mapping[PluginKey, tuple[Teaching, ...]], plugins: Iterable[Plugin]
) -> dict[PluginKey, tuple[Teaching, ...]]:
    """Plug-in → what was taught of the same product under another id; what was taught of itself comes first.

    plugins  every one that there is, among them those that were taught
    """
    by_name: defaultdict[str, dict[PluginKey, Plugin]] = defaultdict(dict)
    for plugin in plugins:
        by_name[_name(plugin)][key_of(plugin)] = plugin
    found: dict[PluginKey, tuple[Teaching, ...]] = {}
    for same in by_name.values():
        for key, plugin in same.items():
            others = [one for other in same if other != key for one in taught.get(other, ())]
            if not others or decoder_for(plugin) is not None:
                continue
            own = {one.term for one in taught.get(key, ())}
            lessons = {one.term: one for one in others if one.term not in own and _reaches(one, same, plugin)}
            if lessons:
                found[key] = tuple(lessons.values())
    return found


def is_in_reach(lesson: Teaching, stored: Scalar) -> bool:
    """Whether a number lies near those that were taught: no further outside than they lie apart. Words always do."""
    numbers = [known for known, _ in lesson.readings if isinstance(known, int | float) and not isinstance(known, bool)]
    if isinstance(stored, str | bool) or lesson.law.kind == "choice":
        return True
    if len(numbers) < 2:
        return False
    apart = max(numbers) - min(numbers)
    return min(numbers) - apart <= stored <= max(numbers) + apart


def _reaches(lesson: Teaching, same: Mapping[PluginKey, Plugin], plugin: Plugin) -> bool:
    taught = same[lesson.plugin]
    if not plugin.vendor or taught.vendor.casefold() != plugin.vendor.casefold() or decoder_for(taught) is not None:
        return False
    in_a_list = isinstance(lesson.place, FieldPlace) and is_place(lesson.place.term)
    return taught.format == plugin.format or not in_a_list


def _name(plugin: Plugin) -> str:
    return " ".join(_BUILD.sub("", plugin.name).casefold().split())
