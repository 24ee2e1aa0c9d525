"""Chains of devices: Live's own, plug-ins, and racks, whose chains hold further devices, to any depth.

A rack is a container. Its chains are containers too, each with a level, a pan and a switch; what they hold lies in
them in order. Ids of devices are unique within their list only: an insert's id is its path, ``Eq8.3`` or, two racks
deep, ``AudioEffectGroupDevice.4/0/AudioEffectGroupDevice.1/2/Eq8.0``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from parsers.formats.ableton.controls import Curves, attribute, envelope, level, number, stored, switch, text_number
from parsers.formats.ableton.plugins import PLUGIN_DEVICES, Settings, read_plugin
from parsers.formats.ableton.stock import DEVICE_NAMES, INSTRUMENTS, derived, knobs_of
from parsers.formats.knobs import Knob, as_number
from parsers.formats.states import digest
from parsers.formats.xml import Element, xpath
from parsers.plugins.scales import rounded
from parsers.session import Envelope, Insert, Plugin, Scalar, Value

__all__ = ["Chain", "read_chain"]

_KNOBS = xpath("descendant::*[Manual or ArrangerAutomation]")
_OWN_KNOBS = xpath("*[Manual or ArrangerAutomation]")
_MAKER = "Ableton"


@dataclass(slots=True)
class Chain:
    """What reading a track's devices needs, and what it has to say."""

    curves: Curves
    warnings: list[str] = field(default_factory=list)


def read_chain(devices: Element | None, chain: Chain, path: str = "") -> tuple[Insert, ...]:
    """The devices of one list, in order.

    path  of the chain that holds the list, with a slash at its end; "" on the track itself
    """
    if devices is None:
        return ()
    seen: dict[str, int] = {}
    return tuple(
        _device(device, chain, _unique(f"{path}{device.tag}.{device.get('Id', '')}", seen)) for device in devices
    )


def _unique(name: str, seen: dict[str, int]) -> str:
    seen[name] = count = seen.get(name, 0) + 1
    return name if count == 1 else f"{name}#{count}"


def _device(device: Element, chain: Chain, path: str) -> Insert:
    inner: tuple[Insert, ...] = ()
    if device.tag in PLUGIN_DEVICES:
        settings = read_plugin(device, chain.curves)
    else:
        branches = device.find("Branches")
        settings = _read_stock(device, chain.curves, _KNOBS if branches is None else _OWN_KNOBS)
        if branches is not None:
            seen: dict[str, int] = {}
            inner = tuple(
                _branch(branch, chain, _unique(f"{path}/{branch.get('Id', '')}", seen), place)
                for place, branch in enumerate(branches, 1)
            )
    if settings.trouble:
        chain.warnings.append(f"{settings.plugin.name}: {settings.trouble}")
    on = device.find("On")
    switched = () if on is None else envelope(on, chain.curves, "insert.enabled", float)
    return Insert(
        id=path,
        plugin=settings.plugin,
        enabled=switch(device, "On", neutral=True),
        wet=settings.wet,
        preset=settings.preset,
        label=attribute(device, "UserName"),
        comment=attribute(device, "Annotation"),
        parameters=settings.parameters,
        envelopes=(*switched, *settings.envelopes),
        chunk=settings.chunk,
        state_hash=settings.state_hash,
        coverage=settings.coverage,
        inserts=inner,
        extra=settings.extra,
    )


def _branch(branch: Element, chain: Chain, path: str, place: int) -> Insert:
    """One chain of a rack, as a container with its mixer."""
    mixer = branch.find("MixerDevice")
    parameters: dict[str, Value] = {}
    envelopes: tuple[Envelope, ...] = ()
    enabled = True
    if mixer is not None:
        volume, pan, speaker = (mixer.find(name) for name in ("Volume", "Panorama", "Speaker"))
        parameters["plugin.Volume"] = Value(level(number(mixer, "Volume", 1.0)), "dB", "measured")
        parameters["plugin.Pan"] = Value(rounded(number(mixer, "Panorama")), "pan", "measured")
        enabled = switch(mixer, "Speaker", neutral=True)
        for control, term, read in (
            (volume, "plugin.Volume", level),
            (pan, "plugin.Pan", rounded),
            (speaker, "insert.enabled", float),
        ):
            if control is not None:
                envelopes += envelope(control, chain.curves, term, read)
    name = attribute(branch, "Name/UserName") or attribute(branch, "Name/EffectiveName") or f"Chain {place}"
    return Insert(
        id=path,
        plugin=Plugin(name, _MAKER, "Live chain", ""),
        enabled=enabled,
        parameters=parameters,
        envelopes=envelopes,
        coverage="decoded" if mixer is not None else "named",
        inserts=read_chain(_devices_of(branch), chain, f"{path}/"),
    )


def _devices_of(branch: Element) -> Element | None:
    for chain in branch.iterfind("DeviceChain/*"):
        devices = chain.find("Devices")
        if devices is not None:
            return devices
    return branch.find("DeviceChain/Devices")


def _read_stock(device: Element, curves: Curves, find: Callable[[Element], list[Element]]) -> Settings:
    """Read one of Live's own devices: what a table knows in standard terms, the rest under its own path."""
    controls = dict(_named(device, find(device)))
    texts = {path: stored(control) or "" for path, control in controls.items()}
    numbers = {path: text_number(text) for path, text in texts.items()}
    kind = str(device.tag)
    knobs = knobs_of(kind, numbers)
    settings = Settings(Plugin(DEVICE_NAMES.get(kind, kind), _MAKER, "Live", kind, instrument=kind in INSTRUMENTS))
    mode = _stereo_mode(device)
    envelopes: list[Envelope] = []
    for path, control in controls.items():
        if ".ParameterB." in path and not mode:
            continue  # the other side's bands are out of use while both sides share theirs
        knob = knobs.get(path)
        term = knob.term if knob else f"plugin.{path}"
        envelopes += envelope(control, curves, term, as_number(knob.read if knob else rounded))
        if term == "insert.wet":
            settings.wet = min(max(numbers[path], 0.0), 1.0)
        else:
            settings.parameters[term] = _value(knob, texts[path], numbers[path])
    settings.parameters |= derived(kind, numbers)
    if mode:
        settings.parameters["plugin.Mode"] = Value(mode, "", "published")
    settings.envelopes = tuple(envelopes)
    settings.coverage = "decoded" if any(knob.term != "insert.wet" for knob in knobs.values()) else "named"
    plain = sorted((path, rounded(number)) for path, number in numbers.items())
    settings.state_hash = digest(repr(plain).encode("utf-8", "surrogatepass"))
    return settings


def _value(knob: Knob | None, text: str, value: float) -> Value:
    if knob is not None:
        return Value(knob.read(value), knob.unit, knob.confidence)
    plain: Scalar = text == "true" if text in {"true", "false"} else rounded(value)
    return Value(plain, "", "raw")


def _stereo_mode(device: Element) -> str:
    if device.tag != "Eq8":
        return ""
    return {"1": "left/right", "2": "mid/side"}.get(attribute(device, "Mode"), "")


def _named(device: Element, controls: list[Element]) -> Iterator[tuple[str, Element]]:
    """Each knob with its path below the device, but for the device's own switch; equal paths are numbered."""
    paths: dict[Element, str] = {device: ""}
    seen: dict[str, int] = {}
    for control in controls:
        path = _path(control, paths)
        if path != "On":
            yield _unique(path, seen), control


def _path(element: Element, paths: dict[Element, str]) -> str:
    known = paths.get(element)
    if known is not None:
        return known
    if element.tag == "Timeable":  # a parameter of a Max device, called by its name
        name = attribute(element.getparent(), "Name")
        if name:
            return name
    above = _path(element.getparent(), paths)
    paths[element] = path = f"{above}.{element.tag}" if above else str(element.tag)
    return path
