"""Small DAWprojects, composed element by element: what tests and benchmarks read."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import count
from xml.sax.saxutils import quoteattr

__all__ = ["Strip", "project"]

Points = Sequence[tuple[float, float]]
"""(beat, stored value) of each point."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A track with its channel; `inner` makes it a group, `sends` are names of strips and levels.

    devices, clips  text
    """

    name: str
    volume: float = 1.0
    pan: float = 0.5
    muted: bool = False
    role: str = "regular"
    sends: Mapping[str, float] = field(default_factory=dict)
    devices: str = ""
    clips: str = ""
    inner: Sequence[Strip] = ()
    curve: Points = ()
    """Automation of the volume."""


class _Writer:
    def __init__(self, strips: Iterable[Strip]) -> None:
        self.numbers = count(1)
        self.channels: dict[str, str] = {"Master": "id_master"}
        self.lanes: list[str] = []
        self._number(strips)

    def _number(self, strips: Iterable[Strip]) -> None:
        for strip in strips:
            self.channels[strip.name] = f"id{next(self.numbers)}"
            self._number(strip.inner)

    def strip(self, strip: Strip, destination: str) -> str:
        channel = self.channels[strip.name]
        leads = "" if strip.role == "master" else f' destination="{destination}"'
        sends = "".join(
            f'<Send destination="{self.channels[name]}" type="post"><Volume unit="linear" value="{level:.10g}"/></Send>'
            for name, level in strip.sends.items()
        )
        inner = "".join(self.strip(one, channel) for one in strip.inner)
        curve = "".join(
            f'<RealPoint time="{time:g}" value="{value:.10g}" interpolation="linear"/>' for time, value in strip.curve
        )
        drawn = f'<Points unit="linear"><Target parameter="{channel}v"/>{curve}</Points>' if curve else ""
        self.lanes.append(f'<Lanes track="{channel}t"><Clips>{strip.clips}</Clips>{drawn}</Lanes>')
        kind = "tracks" if strip.inner else "audio"
        return (
            f'<Track contentType="{kind}" id="{channel}t" name={quoteattr(strip.name)}>'
            f'<Channel id="{channel}" role="{strip.role}" audioChannels="2"{leads}><Devices>{strip.devices}</Devices>'
            f'<Mute value="{str(strip.muted).lower()}"/>'
            f'<Pan unit="normalized" min="0" max="1" value="{strip.pan:.10g}"/><Sends>{sends}</Sends>'
            f'<Volume id="{channel}v" unit="linear" min="0" max="2" value="{strip.volume:.10g}"/>'
            f"</Channel>{inner}</Track>"
        )


def project(
    strips: Iterable[Strip] = (),
    *,
    bpm: float = 120.0,
    packed: bool = True,
    files: Mapping[str, bytes] | None = None,
    text: str = "",
) -> bytes:
    """The bytes of a project with a master at its end.

    packed  the archive, or ``project.xml`` alone
    files   further files of the archive
    text    further elements of the arrangement, as text
    """
    strips = list(strips)
    writer = _Writer(strips)
    master = Strip("Master", role="master")
    tracks = "".join(writer.strip(strip, "id_master") for strip in (*strips, master))
    document = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Project version="1.0"><Application name="Bitwig Studio" version="5.2"/><Transport>'
        f'<Tempo id="tempo" unit="bpm" value="{bpm:.10g}"/><TimeSignature numerator="4" denominator="4"/></Transport>'
        f'<Structure>{tracks}</Structure><Arrangement><Lanes timeUnit="beats">{"".join(writer.lanes)}</Lanes>{text}'
        "</Arrangement></Project>\n"
    ).encode()
    if not packed:
        return document
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {"project.xml": document, **(files or {})}.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), data)
    return held.getvalue()
