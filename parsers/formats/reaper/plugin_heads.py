"""The first line of a plug-in's block: which plug-in it is (RPP_FORMAT §6, RPP_PLUGINS §1)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from parsers.formats.reaper.lexis import arguments, quoted, shown, spans, stored
from parsers.formats.reaper.lines import HELD
from parsers.session import Plugin

__all__ = ["PLUGIN_BLOCKS", "Head", "block_of", "head_line", "read_head"]

PLUGIN_BLOCKS = frozenset({"VST", "JS", "AU", "CLAP", "DX", "LV2", "VIDEO_EFFECT", "CONTAINER"})

_LABEL_AT = {"VST": 3, "JS": 1, "AU": 2, "CLAP": 2, "DX": 1, "LV2": 2, "VIDEO_EFFECT": 1, "CONTAINER": 1}
"""Which argument is the engineer's own name for the instance."""
_BY_NAME = frozenset({"CLAP", "LV2"})
"""Blocks whose second argument is the unique id and nothing else."""
_PREFIX = re.compile(r"(VST3?|AU|AUv3|CLAP|LV2|DX|JS)(i?): ?")
_CHANNELS = re.compile(r" \((?:\d+ch|\d+->\d+ch|\d+ out|mono)\)$")
_BUILD = re.compile(r" \((?:x86|x86_64|x64|64-bit|32-bit)\)$")
_VENDOR = re.compile(r"(.*\S) \(([^()]*(?:\([^()]*\)[^()]*)*)\)$", re.DOTALL)
_VST_ID = re.compile(r"-?\d+")
_FILES = {
    "1919247729": "reaeq.dll",
    "1919247213": "reacomp.dll",
    "1919248244": "reagate.dll",
    "1919247468": "readelay.dll",
    "1919708532": "realimit.dll",
}
"""File names of the plug-ins that come with the application; for others the plug-in's name is as good a guess."""


class Head(NamedTuple):
    """What a head says.

    leftover  the line without what plug-in and label hold (``~``), "" where nothing is left
    """

    plugin: Plugin
    label: str
    leftover: str


@lru_cache(maxsize=2048)
def read_head(line: str) -> Head:
    """Read the opening line of a plug-in's block, indent and ``<`` taken off."""
    block, _, remainder = line.partition(" ")
    words = arguments(remainder)
    display = shown(words[0]) if words else ""
    at = _LABEL_AT[block]
    label = shown(words[at]) if len(words) > at else ""
    plugin = _plugin(block, display, words)
    left = [HELD if display == _display(block, plugin) else quoted(words[0]) if words else HELD]
    held = {at, 1} if block in _BY_NAME else {at}
    left += [HELD if place in held else quoted(word) for place, word in enumerate(words) if place > 0]
    while left and left[-1] == HELD:
        left.pop()
    return Head(plugin, label, shown(" ".join((block, *left))) if left else "")


def _plugin(block: str, display: str, words: list[str]) -> Plugin:
    if block in {"JS", "VIDEO_EFFECT", "CONTAINER"}:
        return Plugin(display, "", {"VIDEO_EFFECT": "video", "CONTAINER": "container"}.get(block, block), display)
    prefix = _PREFIX.match(display)
    name = display[prefix.end() :] if prefix else display
    instrument = prefix is not None and prefix[2] == "i"
    while (bare := _CHANNELS.sub("", name)) != name:
        name = bare
    maker = _VENDOR.fullmatch(name)
    name, vendor = (maker[1], maker[2]) if maker else (name, "")
    return Plugin(_BUILD.sub("", name), vendor, _format(block, words, prefix), _uid(block, words), instrument)


def _format(block: str, words: list[str], prefix: re.Match[str] | None) -> str:
    if block != "VST":
        return block
    three = "{" in words[4] if len(words) > 4 else prefix is not None and prefix[1] == "VST3"
    return "VST3" if three else "VST2"


def _uid(block: str, words: list[str]) -> str:
    if block == "VST" and len(words) > 4:
        found = _VST_ID.match(words[4])
        return str(int(found[0]) & 0xFFFFFFFF) if found and len(found[0]) < 20 else ""
    if block == "AU" and len(words) > 5:
        return "/".join(_four_characters(word) for word in words[3:6])
    if block in _BY_NAME and len(words) > 1:
        return shown(words[1])
    return ""


def _four_characters(word: str) -> str:
    if not word.isascii() or not word.isdigit() or len(word) > 10:
        return shown(word)
    code = int(word).to_bytes(5, "big")
    return code[1:].decode("ascii") if code[0] == 0 and code[1:].isalnum() else word


def _display(block: str, plugin: Plugin) -> str:
    """The display name that REAPER makes of a plug-in with plain channels."""
    if block in {"JS", "VIDEO_EFFECT", "CONTAINER"}:
        return plugin.name
    kind = "VST3" if plugin.format == "VST3" else block
    maker = f" ({plugin.vendor})" if plugin.vendor else ""
    return f"{kind}{'i' if plugin.instrument else ''}: {plugin.name}{maker}"


def block_of(plugin: Plugin) -> str:
    """The name of the block that holds a plug-in of this format."""
    return {"VST2": "VST", "VST3": "VST", "container": "CONTAINER", "video": "VIDEO_EFFECT"}.get(
        plugin.format, plugin.format
    )


def head_line(plugin: Plugin, label: str, leftover: str) -> str:
    """The opening line of a plug-in's block, ``<`` included; `leftover` as `read_head` gave it, or ""."""
    block = block_of(plugin)
    at = _LABEL_AT[block]
    words = [word for _, _, word in spans(stored(leftover))][1:] if leftover else _words(block, plugin)
    words += [""] * (max(at + 1, 1) - len(words)) if label or not leftover else []
    if not words:
        words = [HELD]
    if words[0] == HELD:
        words[0] = stored(_display(block, plugin))
    if block in _BY_NAME and len(words) > 1:
        words[1] = stored(plugin.uid)
    if len(words) > at:
        words[at] = stored(label)
    return " ".join((f"<{block}", *map(quoted, words)))


def _words(block: str, plugin: Plugin) -> list[str]:
    """Arguments for a plug-in that no file has described; display name and label are filled in by the caller."""
    if block == "VST":
        file = _FILES.get(plugin.uid) or f"{plugin.name}.{'vst3' if plugin.format == 'VST3' else 'dll'}"
        return [HELD, stored(file), "0", "", plugin.uid, ""] if plugin.uid else [HELD, stored(file), "0", ""]
    if block == "AU":
        codes = [str(int.from_bytes(code.encode("latin-1", "replace"), "big")) for code in plugin.uid.split("/")]
        return [HELD, stored(f"{plugin.vendor}: {plugin.name}"), "", *codes]
    if block in _BY_NAME:
        return [HELD, stored(plugin.uid), ""]
    return [HELD]
