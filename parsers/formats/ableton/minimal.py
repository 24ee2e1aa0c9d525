"""Small Live sets, composed element by element: what tests and benchmarks read. No set that Live would open.

A control is numbered by its place in the set: automation finds it by that number, as in sets of Live 10 and later.
With `old` a set is written as Live 9 wrote it: events inside each control.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias
from xml.sax.saxutils import quoteattr

__all__ = ["Chain", "Control", "Device", "Strip", "live_set"]

Points = Sequence[tuple[float, float]]
"""(beat, stored value) of each event."""
Plain: TypeAlias = "float | bool"
Held: TypeAlias = "float | bool | Control"
"""A stored value, or a whole control."""
_BEFORE_ALL = -63072000.0


@dataclass(frozen=True, slots=True)
class Control:
    """One knob: its stored value, and the events that drive it."""

    value: Plain
    events: Points = ()


@dataclass(frozen=True, slots=True)
class Chain:
    """One chain of a rack."""

    devices: Sequence[Device] = ()
    volume: float = 1.0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Device:
    """One device: its element, its knobs by path (``Bands.0/ParameterA/Freq``), the chains of a rack, a plug-in's text.

    text  further elements, as text
    """

    tag: str
    knobs: Mapping[str, Held] = field(default_factory=dict)
    on: bool | Control = True
    id: int = 0
    chains: Sequence[Chain] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """One track, group or return; `kind` is its element. Clips are text."""

    name: str
    kind: str = "AudioTrack"
    id: int = 1
    group: int = -1
    volume: float | Control = 1.0
    pan: float | Control = 0.0
    sends: Sequence[float | Control] = ()
    on: bool = True
    output: str = "AudioOut/Master"
    devices: Sequence[Device] = ()
    clips: str = ""
    automatic_name: str = ""


class _Writer:
    """Writes controls and keeps the automation that belongs to the track under way."""

    def __init__(self, *, old: bool) -> None:
        self.old = old
        self.number = 100
        self.curves: list[str] = []

    def control(self, name: str, control: Held) -> str:
        """The element of a knob."""
        known = control if isinstance(control, Control) else Control(control)
        self.number += 1
        kind = "BoolEvent" if isinstance(known.value, bool) else "FloatEvent"
        pairs = [(_BEFORE_ALL, known.events[0][1] if known.events else known.value), *known.events]
        events = "".join(f'<{kind} Time="{time:g}" Value="{_text(value)}"/>' for time, value in pairs)
        inside = f"<ArrangerAutomation><Events>{events}</Events></ArrangerAutomation>" if self.old else ""
        if known.events and not self.old:
            target = f'<EnvelopeTarget><PointeeId Value="{self.number}"/></EnvelopeTarget>'
            curve = (
                f"<AutomationEnvelope>{target}<Automation><Events>{events}</Events></Automation></AutomationEnvelope>"
            )
            self.curves.append(curve)
        manual = f'<Manual Value="{_text(known.value)}"/>'
        return f'<{name}>{inside}{manual}<AutomationTarget Id="{self.number}"/></{name}>'

    def taken_curves(self) -> str:
        """The automation of the track that ends here."""
        curves, self.curves = "".join(self.curves), []
        return f"<AutomationEnvelopes><Envelopes>{curves}</Envelopes></AutomationEnvelopes>"

    def device(self, device: Device) -> str:
        """The element of a device."""
        knobs = "".join(_nested(path.split("/"), self, value) for path, value in device.knobs.items())
        branches = ""
        if device.chains:
            branches = f"<Branches>{''.join(map(self.branch, device.chains, range(len(device.chains))))}</Branches>"
        inside = f"{self.control('On', device.on)}{device.text}{branches}{knobs}"
        return f'<{device.tag} Id="{device.id}">{inside}</{device.tag}>'

    def branch(self, chain: Chain, number: int) -> str:
        """The element of a rack's chain."""
        devices = "".join(map(self.device, chain.devices))
        mixer = (
            self.control("Speaker", control=True) + self.control("Volume", chain.volume) + self.control("Panorama", 0.0)
        )
        return (
            f'<AudioEffectBranch Id="{number}"><Name><UserName Value={quoteattr(chain.name)}/></Name><DeviceChain>'
            f"<AudioToAudioDeviceChain><Devices>{devices}</Devices></AudioToAudioDeviceChain></DeviceChain>"
            f"<MixerDevice>{mixer}</MixerDevice></AudioEffectBranch>"
        )

    def mixer(self, strip: Strip, extra: str = "") -> str:
        """The element of a track's mixer."""
        sends = "".join(
            f'<TrackSendHolder>{self.control("Send", level)}<Active Value="true"/></TrackSendHolder>'
            for level in strip.sends
        )
        controls = (
            self.control("Speaker", strip.on) + self.control("Pan", strip.pan) + self.control("Volume", strip.volume)
        )
        return f"<Mixer><Sends>{sends}</Sends>{controls}{extra}</Mixer>"

    def strip(self, strip: Strip) -> str:
        """The element of a track."""
        sequencer = (
            f"<MainSequencer><Sample><ArrangerAutomation><Events>{strip.clips}</Events></ArrangerAutomation></Sample>"
            "</MainSequencer>"
        )
        chain = (
            f'<DeviceChain><AudioOutputRouting><Target Value="{strip.output}"/></AudioOutputRouting>'
            f"{self.mixer(strip)}{sequencer}<DeviceChain><Devices>{''.join(map(self.device, strip.devices))}</Devices>"
            "</DeviceChain></DeviceChain>"
        )
        name = (
            f"<Name><EffectiveName Value={quoteattr(strip.automatic_name or strip.name)}/>"
            f"<UserName Value={quoteattr(strip.name)}/></Name>"
        )
        return (
            f'<{strip.kind} Id="{strip.id}">{name}<TrackGroupId Value="{strip.group}"/>{chain}{self.taken_curves()}'
            f"</{strip.kind}>"
        )


def live_set(
    strips: Iterable[Strip] = (),
    *,
    main: Strip | None = None,
    bpm: float | Control = 120.0,
    version: str = "11.3.21",
    old: bool = False,
    packed: bool = True,
    text: str = "",
) -> bytes:
    """The bytes of a set.

    main   the main track; its id and kind do not matter
    bpm    the tempo, which may be automated
    text   further elements of the set, as text
    """
    writer = _Writer(old=old)
    tracks = "".join(map(writer.strip, strips))
    tag = "MainTrack" if version.startswith("12") else "MasterTrack"
    extra = writer.control("Tempo", bpm) + writer.control("TimeSignature", 201)
    inside = writer.mixer(main or Strip("Master"), extra)
    devices = "".join(map(writer.device, main.devices if main else ()))
    master = (
        f"<{tag}><DeviceChain>{inside}<DeviceChain><Devices>{devices}</Devices></DeviceChain></DeviceChain>"
        f"{writer.taken_curves()}</{tag}>"
    )
    document = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<Ableton MajorVersion="5" Creator="Ableton Live {version}"><LiveSet><Tracks>{tracks}</Tracks>{master}{text}'
        "</LiveSet></Ableton>\n"
    ).encode()
    return gzip.compress(document, mtime=0) if packed else document


def _text(value: Plain) -> str:
    return str(value).lower() if isinstance(value, bool) else f"{value:.10g}"


def _nested(path: list[str], writer: _Writer, value: Held) -> str:
    if len(path) == 1:
        return writer.control(path[0], value)
    return f"<{path[0]}>{_nested(path[1:], writer, value)}</{path[0]}>"
