"""Processors of a route: fader, trim, sends and plug-ins, in the order of the signal."""

from __future__ import annotations

import binascii
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from parsers.formats.ardour import lua, lv2
from parsers.formats.ardour.clock import Clock
from parsers.formats.ardour.controls import amplitude_db, control, envelopes, yes
from parsers.formats.knobs import UNTOLD, Knob, as_number
from parsers.formats.states import digest
from parsers.formats.xml import Element, finite
from parsers.plugins.decoders import read
from parsers.plugins.scales import decibels, rounded
from parsers.session import Coverage, Envelope, Insert, Plugin, Send, Tap, Value

__all__ = ["PLUGINS", "Strip", "numbered", "numbers_in_terms", "read_processors"]

PLUGINS = {
    "lv2": "LV2",
    "ladspa": "LADSPA",
    "windows-vst": "VST2",
    "lxvst": "VST2",
    "mac-vst": "VST2",
    "vst3": "VST3",
    "luaproc": "Lua",
    "audiounit": "AU",
}
"""Type of a processor → format of the plug-in."""
_HARDWARE = frozenset({"send", "port", "insert"})
"""Ways out of the session: an external send, a hardware insert."""


@dataclass(slots=True)
class Strip:
    """What a route's processors say of it."""

    gain_db: float = 0.0
    trim_db: float = 0.0
    inserts: list[Insert] = field(default_factory=list)
    sends: list[Send] = field(default_factory=list)
    envelopes: list[Envelope] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def read_processors(route: Element, clock: Clock, side_chains: Mapping[str, str]) -> Strip:
    """Read the processors of a route. A send's `to` is the id of the route that it feeds.

    side_chains  name of each plug-in's side-chain input → id of the route that the plug-in is on
    """
    strip = Strip()
    after_fader = after_plugin = False
    for processor in route.iterfind("Processor"):
        kind = processor.get("type", "")
        if kind == "amp":
            after_fader = True
            strip.gain_db = _gain(processor, "gaincontrol")
            strip.envelopes += envelopes(processor, clock, _drives({"gain": "fader.gain"}))
        elif kind == "trim":
            strip.trim_db = _gain(processor, "trimcontrol")
            strip.envelopes += envelopes(processor, clock, _drives({"trim": "trim.gain", "gain": "trim.gain"}))
        elif kind in PLUGINS:
            after_plugin = True
            strip.inserts.append(_plugin(processor, kind, clock, strip))
        elif kind == "intsend" and processor.get("role") == "Aux":
            tap: Tap = "post_fader" if after_fader else "pre_fader" if after_plugin else "pre_fx"
            strip.sends.append(_send(processor, tap, clock))
        elif kind == "send":
            tap = "post_fader" if after_fader else "pre_fader"
            strip.sends.append(_external(_send(processor, tap, clock), processor, side_chains))
        elif kind in _HARDWARE:
            name = processor.get("name", "")
            strip.inserts.append(
                Insert(
                    id=processor.get("id", ""),
                    plugin=Plugin(name, "", "hardware insert", ""),
                    enabled=yes(processor.get("active"), neutral=True),
                    coverage="named",
                )
            )
    return strip


def _drives(terms: dict[str, str]) -> Callable[[str], tuple[str, Callable[[float], float]] | None]:
    def drive(name: str) -> tuple[str, Callable[[float], float]] | None:
        term = terms.get(name)
        return None if term is None else (term, decibels)

    return drive


def _gain(processor: Element, name: str) -> float:
    """A level in dB; old versions keep it on the processor itself."""
    found = control(processor, name)
    return amplitude_db(processor.get("gain") if found is None else found.get("value"))


def _external(send: Send, processor: Element, side_chains: Mapping[str, str]) -> Send:
    """A send by its own port: into a plug-in's side-chain, or out of the session."""
    for connection in processor.iterfind("IO/Port/Connection"):
        fed = side_chains.get(connection.get("other", "").rpartition("/")[0])
        if fed is not None:
            return replace(send, to=fed, channel="side-chain")
    return replace(send, to=f"hardware:{processor.get('name', '')}")


def _send(processor: Element, tap: Tap, clock: Clock) -> Send:
    """A send. Until version 5 its level is that of an amplifier inside it."""
    inner = next((one for one in processor.iterfind("Processor") if one.get("type") == "amp"), processor)
    found = control(inner, "gaincontrol")
    level = amplitude_db(None if found is None else found.get("value"))
    pan = processor.find("Pannable")
    azimuth = None if pan is None else control(pan, "pan-azimuth")
    linked = _linked(processor)
    curves = list(envelopes(inner, clock, _drives({"gain": "send.gain", "send": "send.gain"})))
    if inner is not processor and not curves:
        curves = list(envelopes(processor, clock, _drives({"gain": "send.gain", "send": "send.gain"})))
    return Send(
        id=processor.get("id", ""),
        to=processor.get("target", ""),
        gain_db=level,
        pan=0.0 if linked or azimuth is None else rounded(2 * finite(azimuth.get("value"), 0.5) - 1),
        muted=not yes(processor.get("active"), neutral=True),
        tap=tap,
        envelopes=tuple(curves),
    )


def _linked(processor: Element) -> bool:
    """Whether a send's pan is that of its track."""
    shell = processor.find("PannerShell")
    return shell is None or yes(shell.get("linked-to-route"), neutral=True)


# Plug-ins


def _plugin(processor: Element, kind: str, clock: Clock, strip: Strip) -> Insert:
    plugin = Plugin(processor.get("name", ""), "", PLUGINS[kind], _uid(kind, processor.get("unique-id", "")))
    state = processor.find(kind)
    names = _names(processor, by_symbol=kind == "lv2")
    numbers = _ports(state, names, by_symbol=kind == "lv2") or _controls(processor, names)
    settings = _by_ports(plugin, numbers)
    chunk = b"" if state is None else _chunk(state)
    if chunk:
        _by_chunk(settings, plugin, chunk, strip)
    return Insert(
        id=processor.get("id", ""),
        plugin=plugin,
        enabled=yes(processor.get("active"), neutral=True) and settings.works,
        wet=settings.wet,
        preset="" if state is None else state.get("last-preset-label", ""),
        parameters=settings.parameters,
        envelopes=tuple(envelopes(processor, clock, _parameter_drives(names, settings.knobs))),
        chunk=chunk,
        state_hash=settings.state_hash,
        coverage=settings.coverage,
    )


@dataclass(slots=True)
class _Settings:
    """What is set on a plug-in."""

    knobs: Mapping[str, Knob]
    parameters: dict[str, Value]
    wet: float = 1.0
    works: bool = True
    state_hash: str = ""
    coverage: Coverage = "opaque"


def _by_ports(plugin: Plugin, numbers: dict[str, float]) -> _Settings:
    """What plain numbers say: of known LV2 plug-ins in standard terms, of others under their own names."""
    settings = _Settings(_knobs_of(plugin, numbers), {})
    symbol, working = _switch_of(plugin, numbers)
    for name, number in numbers.items():
        knob = settings.knobs.get(name)
        if name == symbol:
            settings.works = (number != 0) == working
        elif knob is None:
            settings.parameters[f"plugin.{name}"] = Value(rounded(number), "", "raw")
        elif knob is UNTOLD:
            continue
        elif knob.term == "insert.wet":
            settings.wet = min(max(float(knob.read(number)), 0.0), 1.0)
        else:
            settings.parameters[knob.term] = Value(knob.read(number), knob.unit, knob.confidence)
    settings.parameters |= _derived(plugin, numbers)
    decoded = any(knob.term and not knob.term.startswith("plugin.") for knob in settings.knobs.values())
    settings.coverage = "decoded" if decoded else "named" if settings.parameters else "opaque"
    if numbers:
        plain = sorted((name, rounded(number)) for name, number in numbers.items())
        settings.state_hash = digest(repr(plain).encode("utf-8", "surrogatepass"))
    return settings


def _knobs_of(plugin: Plugin, numbers: Mapping[str, float]) -> Mapping[str, Knob]:
    if plugin.format == "LV2":
        return lv2.knobs_of(plugin.uid, numbers)
    return lua.knobs_of(numbers) if plugin.format == "Lua" else {}


def _derived(plugin: Plugin, numbers: Mapping[str, float]) -> dict[str, Value]:
    if plugin.format == "LV2":
        return lv2.derived(plugin.uid, numbers)
    return lua.derived(numbers) if plugin.format == "Lua" else {}


def numbers_in_terms(plugin: Plugin, numbers: Mapping[str, float]) -> dict[str, Value]:
    """What a plug-in's plain numbers say, by name or symbol."""
    return _by_ports(plugin, dict(numbers)).parameters


def _switch_of(plugin: Plugin, numbers: Mapping[str, float]) -> tuple[str, bool]:
    """The number that takes a plug-in out of use and the value with which it works; "" without one."""
    switches = lv2.switches(plugin.uid) if plugin.format == "LV2" else []
    if plugin.format == "Lua":
        switches = [(lua.SWITCH, True)]
    found = [(symbol, working) for symbol, working in switches if symbol in numbers]
    return found[0] if found else ("", True)


def _by_chunk(settings: _Settings, plugin: Plugin, chunk: bytes, strip: Strip) -> None:
    """What a state says: where it is decoded, it speaks instead of the host's numbers."""
    reading = read(plugin, chunk)
    settings.state_hash = digest(reading.meaning)
    settings.coverage = "opaque"
    if reading.trouble:
        strip.warnings.append(f"{plugin.name}: {reading.trouble}")
    if reading.coverage == "decoded":
        settings.coverage, settings.parameters = "decoded", dict(reading.parameters)


def _uid(kind: str, uid: str) -> str:
    if kind in {"windows-vst", "lxvst", "mac-vst"} and uid.lstrip("-").isdecimal() and len(uid) < 20:
        return str(int(uid) & 0xFFFFFFFF)
    return f"{{{uid}}}" if kind == "vst3" and uid else uid


def _names(processor: Element, *, by_symbol: bool) -> dict[str, str]:
    """Index of a parameter → the name it is told by: the port's symbol of an LV2, else the label; all different."""
    names: dict[str, str] = {}
    used: set[str] = set()
    for one in processor.iterfind("Controllable"):
        index = one.get("parameter")
        if index is None:
            continue
        name = (one.get("symbol") if by_symbol else None) or one.get("name", "").strip() or f"parameter {index}"
        if name in used:
            name = f"{name} #{index}"
        used.add(name)
        names[index] = name
    return names


def _ports(state: Element | None, names: dict[str, str], *, by_symbol: bool) -> dict[str, float]:
    """Name → number of each port that the state lists."""
    found = {}
    for port in () if state is None else state.iterfind("Port"):
        key = port.get("symbol") if by_symbol else port.get("number") or port.get("id")
        if key is not None:
            found[key if by_symbol else names.get(key, f"parameter {key}")] = finite(port.get("value"), 0.0)
    return found


def _controls(processor: Element, names: dict[str, str]) -> dict[str, float]:
    """The numbers that the host shows, of plug-ins whose state lists none."""
    return {
        names[one.get("parameter")]: finite(one.get("value"), 0.0)
        for one in processor.iterfind("Controllable")
        if one.get("parameter") in names
    }


def _chunk(state: Element) -> bytes:
    found = state.find("chunk")
    if found is None:
        return b""
    try:
        return binascii.a2b_base64("".join((found.text or "").split()))
    except ValueError:
        return (found.text or "").encode("utf-8", "surrogatepass")


def _parameter_drives(
    names: Mapping[str, str], knobs: Mapping[str, Knob]
) -> Callable[[str], tuple[str, Callable[[float], float]] | None]:
    def drive(automation: str) -> tuple[str, Callable[[float], float]] | None:
        word, _, index = automation.partition("-")
        if word != "parameter":
            return None
        symbol = names.get(index, f"parameter {index}")
        knob = knobs.get(symbol)
        return (f"plugin.{symbol}", rounded) if knob is None else (knob.term, as_number(knob.read))

    return drive


def numbered(sends: list[Send]) -> Iterator[Send]:
    """Sends under ids that say their end and count, like those of every format."""
    seen: dict[tuple[str, str], int] = {}
    for send in sends:
        end = send.to, send.channel
        seen[end] = count = seen.get(end, 0) + 1
        yield replace(send, id=f"{send.to} {send.channel} #{count}")
