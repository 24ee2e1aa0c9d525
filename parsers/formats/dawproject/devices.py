"""Devices of a channel: plug-ins with their states, and the four kinds that the format itself describes.

Units are those of the published schema: a parameter names its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from parsers.formats.dawproject.container import Package, vst_preset
from parsers.formats.dawproject.timing import Timing, number
from parsers.formats.states import digest
from parsers.formats.xml import Element, finite
from parsers.plugins.decoders import read
from parsers.plugins.scales import decibels, rounded
from parsers.session import Coverage, Envelope, Insert, Plugin, Scalar, Value

__all__ = ["read_devices"]

_FORMATS = {"Vst2Plugin": "VST2", "Vst3Plugin": "VST3", "ClapPlugin": "CLAP", "AuPlugin": "AU"}
_DESCRIBED = {"Equalizer": "eq", "Compressor": "compressor", "NoiseGate": "gate", "Limiter": "limiter"}
_VENDOR = re.compile(r"(.*\S) \(([^()]*(?:\([^()]*\)[^()]*)*)\)$", re.DOTALL)
_SHAPES = {
    "highPass": "high pass",
    "lowPass": "low pass",
    "bandPass": "band pass",
    "highShelf": "high shelf",
    "lowShelf": "low shelf",
    "bell": "bell",
    "notch": "notch",
}
_PASSES = {"high pass", "low pass", "band pass", "notch"}
_TERMS = {
    ("compressor", "Threshold"): "compressor.threshold",
    ("compressor", "Attack"): "compressor.attack",
    ("compressor", "Release"): "compressor.release",
    ("compressor", "OutputGain"): "compressor.makeup",
    ("compressor", "AutoMakeup"): "compressor.auto_makeup",
    ("gate", "Threshold"): "gate.threshold",
    ("gate", "Attack"): "gate.attack",
    ("gate", "Release"): "gate.release",
    ("limiter", "Threshold"): "limiter.threshold",
    ("limiter", "Release"): "limiter.release",
    ("limiter", "OutputGain"): "limiter.ceiling",
    ("eq", "OutputGain"): "eq.output",
}
_UNITS: dict[str, tuple[str, Callable[[float], float]]] = {
    "linear": ("dB", decibels),
    "decibel": ("dB", lambda value: round(value, 4) + 0.0),
    "hertz": ("Hz", rounded),
    "seconds": ("ms", lambda value: rounded(1000 * value)),
    "semitones": ("st", rounded),
    "beats": ("beats", rounded),
    "bpm": ("bpm", rounded),
}


@dataclass(slots=True)
class _Settings:
    parameters: dict[str, Value] = field(default_factory=dict)
    envelopes: list[Envelope] = field(default_factory=list)

    def add(self, parameter: Element, term: str, timing: Timing, *, known: bool) -> None:
        """A parameter under its term; its unit says how it is stored."""
        unit, convert = _UNITS.get(parameter.get("unit", ""), ("", rounded))
        text = parameter.get("value")
        value: Scalar = text == "true" if text in {"true", "false"} else convert(finite(text, 0.0))
        self.parameters[term] = Value(value, unit, "published" if known else "raw")
        self.envelopes += timing.envelopes(parameter, term, convert)


def read_devices(channel: Element, package: Package, timing: Timing, warnings: list[str]) -> tuple[Insert, ...]:
    """The devices of a channel, in order. Ids are numbered at each export: an insert's own is its name and count."""
    seen: dict[str, int] = {}
    return tuple(_device(device, package, timing, seen, warnings) for device in channel.iterfind("Devices/*"))


def _device(device: Element, package: Package, timing: Timing, seen: dict[str, int], warnings: list[str]) -> Insert:
    plugin = _plugin(device)
    settings = _Settings()
    coverage: Coverage = "opaque"
    kind = _DESCRIBED.get(str(device.tag))
    if kind is not None:
        _described(device, kind, settings, timing)
        coverage = "decoded"
    for term, parameter in _parameters(device):
        settings.add(parameter, term, timing, known=False)
        coverage = "named" if coverage == "opaque" else coverage
    chunk = _state(device, package)
    state_hash = ""
    if chunk:
        reading = read(plugin, chunk)
        state_hash = digest(reading.meaning)
        if reading.trouble:
            warnings.append(f"{plugin.name}: {reading.trouble}")
        coverage = "opaque"
        if reading.coverage == "decoded" and not settings.envelopes:
            coverage, settings.parameters = "decoded", dict(reading.parameters)
    on = device.find("Enabled")
    switched = timing.envelopes(on, "insert.enabled", float)
    seen[plugin.name] = count = seen.get(plugin.name, 0) + 1
    return Insert(
        id=f"#{plugin.name}" if count == 1 else f"#{plugin.name} {count}",
        plugin=plugin,
        enabled=on is None or on.get("value", "true") == "true",
        offline=device.get("loaded", "true") == "false",
        label=_label(device),
        parameters=settings.parameters,
        envelopes=(*switched, *settings.envelopes),
        chunk=chunk,
        state_hash=state_hash,
        coverage=coverage,
    )


def _plugin(device: Element) -> Plugin:
    name, vendor = device.get("deviceName") or device.get("name") or str(device.tag), device.get("deviceVendor", "")
    maker = _VENDOR.fullmatch(name) if not vendor else None
    if maker is not None:
        name, vendor = maker[1], maker[2]
    kind = _FORMATS.get(str(device.tag), "DAWproject")
    uid = device.get("deviceID", "")
    if kind == "VST2" and uid.lstrip("-").isdecimal() and len(uid) < 20:
        uid = str(int(uid) & 0xFFFFFFFF)
    elif kind == "VST3" and uid:
        uid = f"{{{uid.strip('{}').replace('-', '').upper()}}}"
    elif kind == "DAWproject":
        uid = uid or str(device.tag)
    return Plugin(name, vendor, kind, uid, instrument=device.get("deviceRole") == "instrument")


def _label(device: Element) -> str:
    name = device.get("name", "")
    return "" if name == device.get("deviceName", name) else name


def _state(device: Element, package: Package) -> bytes:
    state = device.find("State")
    path = "" if state is None else state.get("path", "")
    data = package.state(path) if path else b""
    return vst_preset(data) or data if path.lower().endswith(".vstpreset") else data


def _parameters(device: Element) -> Iterator[tuple[str, Element]]:
    """The parameters that are listed, as ``plugin.NAME``; equal names are told apart by their id."""
    used: set[str] = set()
    for parameter in device.iterfind("Parameters/*"):
        index = parameter.get("parameterID", "")
        term = f"plugin.{parameter.get('name') or f'parameter {index}'}"
        if term in used:
            term = f"{term} #{index}"
        used.add(term)
        if parameter.get("value") is not None:
            yield term, parameter


def _described(device: Element, kind: str, settings: _Settings, timing: Timing) -> None:
    """An equaliser, compressor, gate or limiter that the format itself describes."""
    for parameter in device:
        term = _TERMS.get((kind, str(parameter.tag)))
        if term is not None:
            settings.add(parameter, term, timing, known=True)
        elif parameter.get("value") is not None and parameter.tag != "Enabled":
            settings.add(parameter, f"plugin.{parameter.tag}", timing, known=False)
    for band, element in enumerate(device.iterfind("Band"), 1):
        _band(element, band, settings, timing)


def _band(element: Element, band: int, settings: _Settings, timing: Timing) -> None:
    shape = _SHAPES.get(element.get("type", ""), element.get("type", "bell"))
    settings.parameters[f"eq.{band}.shape"] = Value(shape, "", "published")
    for name, last in (("Freq", "frequency"), ("Gain", "gain"), ("Q", "q"), ("Enabled", "enabled")):
        parameter = element.find(name)
        if parameter is not None and not (last == "gain" and shape in _PASSES):
            settings.add(parameter, f"eq.{band}.{last}", timing, known=True)
    order = number(element.get("order"))
    if order > 0 and shape in {"high pass", "low pass"}:
        settings.parameters[f"eq.{band}.slope"] = Value(6.0 * order, "dB/oct", "published")
