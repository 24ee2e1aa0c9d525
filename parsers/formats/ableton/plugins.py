"""VST and Audio Unit plug-ins in a Live set: who they are, their state, and the parameters that Live shows of them.

Live keeps 128 slots of parameters for every plug-in. Only those with an id say anything: the others hold what was
touched last, and change their name and value without a meaning.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from parsers.formats.ableton.controls import Curves, attribute, envelope, stored, text_number
from parsers.formats.states import digest, join_vst3
from parsers.formats.xml import Element, xpath
from parsers.plugins.decoders import Decoder, Reading, decoder_for, read
from parsers.plugins.scales import rounded
from parsers.session import Coverage, Envelope, Plugin, Value

__all__ = ["PLUGIN_DEVICES", "Settings", "read_plugin"]

PLUGIN_DEVICES = frozenset({"PluginDevice", "AuPluginDevice"})
_CONFIGURED = xpath("ParameterList/PluginFloatParameter[ParameterId/@Value >= 0]")
_INSTRUMENT = "2"
"""``Category`` of a VST that is an instrument."""


@dataclass(slots=True)
class Settings:
    """What is set on a device, whoever made it."""

    plugin: Plugin
    parameters: dict[str, Value] = field(default_factory=dict)
    envelopes: tuple[Envelope, ...] = ()
    chunk: bytes = b""
    state_hash: str = ""
    coverage: Coverage = "opaque"
    preset: str = ""
    wet: float = 1.0
    extra: tuple[str, ...] = ()
    trouble: str = ""


def read_plugin(device: Element, curves: Curves) -> Settings:
    """Read a plug-in's device."""
    described = device.find("PluginDesc/*")
    if described is None:
        return Settings(Plugin(str(device.tag), "", "", ""))
    plugin = _identity(described)
    chunk, trouble = _state(described)
    settings = Settings(plugin, chunk=chunk, trouble=trouble)
    settings.preset = next((preset.get("Value", "") for preset in described.iterfind("Preset/*/Name")), "")
    slots = _slots(device)
    if chunk:
        reading = read(plugin, chunk)
        settings.state_hash, settings.trouble = digest(reading.meaning), reading.trouble
        if reading.coverage == "decoded" and _by_decoder(slots, curves, settings, reading):
            settings.coverage = "decoded"
            return settings
    _by_slots(slots, curves, settings)
    if settings.parameters and not chunk:
        settings.coverage = "named"
    return settings


def _identity(description: Element) -> Plugin:
    kind = str(description.tag)
    if kind == "VstPluginInfo":
        number = attribute(description, "UniqueId")
        uid = str(int(number) & 0xFFFFFFFF) if number.lstrip("-").isdecimal() and len(number) < 20 else ""
        name = attribute(description, "PlugName") or attribute(description, "FileName").rpartition(".")[0]
        return Plugin(name, "", "VST2", uid, instrument=attribute(description, "Category") == _INSTRUMENT)
    if kind == "Vst3PluginInfo":
        words = [attribute(description, f"Uid/Fields.{place}") for place in range(4)]
        uid = "".join(f"{int(word) & 0xFFFFFFFF:08X}" for word in words if word.lstrip("-").isdecimal())
        instrument = attribute(description, "DeviceType") == "1"
        return Plugin(attribute(description, "Name"), "", "VST3", f"{{{uid}}}" if uid else "", instrument)
    codes = [_code(attribute(description, f"Component{part}")) for part in ("Type", "SubType", "Manufacturer")]
    name, vendor = attribute(description, "Name"), attribute(description, "Manufacturer")
    return Plugin(name, vendor, "AU", "/".join(codes) if all(codes) else "", instrument=codes[0] == "aumu")


def _code(number: str) -> str:
    """A four-character code that is written as a number."""
    if not number.isdecimal() or len(number) > 10:
        return ""
    code = int(number).to_bytes(5, "big")[1:]
    return code.decode("ascii") if code.isalnum() else number


def _state(description: Element) -> tuple[bytes, str]:
    """The plug-in's own state, and what is wrong with it, or ""."""
    halves = [description.find(f"Preset/Vst3Preset/{half}") for half in ("ProcessorState", "ControllerState")]
    texts = [half.text or "" for half in halves if half is not None]
    if not texts:
        texts = [buffer.text or "" for buffer in description.iterfind("Preset/*/Buffer")][:1]
    try:
        found = [bytes.fromhex(text) for text in texts]
    except ValueError:
        return b"", "the plug-in's state is damaged"
    if len(found) == 2:
        return (join_vst3(*found) if any(found) else b""), ""
    return found[0] if found else b"", ""


@dataclass(frozen=True, slots=True)
class _Slot:
    """One parameter that Live shows: its index, name and knob."""

    index: str
    name: str
    control: Element


def _slots(device: Element) -> list[_Slot]:
    found = []
    for slot in _CONFIGURED(device):
        control = slot.find("ParameterValue")
        if control is not None:
            found.append(_Slot(attribute(slot, "ParameterId"), attribute(slot, "ParameterName"), control))
    return found


def _by_slots(slots: list[_Slot], curves: Curves, settings: Settings) -> None:
    """The parameters that Live shows, under the names and numbers it shows them with."""
    settings.parameters = {}
    envelopes: list[Envelope] = []
    for slot in slots:
        term = f"plugin.{slot.name or f'parameter {slot.index}'}"
        if term in settings.parameters:
            term = f"{term} #{slot.index}"
        envelopes += envelope(slot.control, curves, term, rounded)
        settings.parameters[term] = Value(rounded(text_number(stored(slot.control))), "", "raw")
    settings.envelopes = tuple(envelopes)


def _by_decoder(slots: list[_Slot], curves: Curves, settings: Settings, reading: Reading) -> bool:
    """The parameters that the state holds. A raw one that Live shows has the name and the number it has there.

    The state of an automated parameter is the curve's at the playhead. Where the decoder cannot say which of its terms
    a curve drives, what it reads of the state is no setting: False, and nothing is taken.
    """
    decoder = decoder_for(settings.plugin)
    parameters = dict(reading.parameters)
    envelopes: list[Envelope] = []
    for slot in slots:
        driven = _automation(decoder, slot)
        term, read = driven or ("", rounded)
        told = term
        if term.startswith("plugin.") and term in parameters and slot.name:
            told = f"plugin.{slot.name}"
            if told == term or told not in parameters:
                del parameters[term]
                parameters[told] = Value(rounded(text_number(stored(slot.control))), "", "raw")
        curve = envelope(slot.control, curves, told, read)
        if told not in parameters and (curve or not told.startswith("plugin.")):
            return False
        envelopes += curve
    settings.parameters, settings.envelopes = parameters, tuple(envelopes)
    return True


def _automation(decoder: Decoder | None, slot: _Slot) -> tuple[str, Callable[[float], float]] | None:
    if decoder is None or not slot.index.isdecimal() or len(slot.index) > 9:
        return None
    return decoder.automation(int(slot.index), slot.name)
