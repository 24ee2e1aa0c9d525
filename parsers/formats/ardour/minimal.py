"""Small Ardour sessions, composed element by element: what tests and benchmarks read. Ardour would open none.

Written as version 7 does, or as 5 did (`old`): times in samples, levels of sends in an amplifier inside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from xml.sax.saxutils import quoteattr

__all__ = ["RATE", "Port", "Processor", "Region", "Route", "Send", "session"]

RATE = 48_000
_SUPER_CLOCKS = 282_240_000
Points = Sequence[tuple[float, float]]
"""(second, stored value) of each point."""


@dataclass(frozen=True, slots=True)
class Port:
    """A control of a plug-in, and the points that drive it."""

    value: float
    points: Points = ()
    state: str = "Play"


@dataclass(frozen=True, slots=True)
class Processor:
    """A plug-in; `ports` by symbol."""

    name: str
    uri: str = "urn:example:none"
    kind: str = "lv2"
    ports: Mapping[str, float | Port] = field(default_factory=dict)
    active: bool = True
    id: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Send:
    """A send to the route with this id."""

    target: int
    level: float = 1.0
    active: bool = True


@dataclass(frozen=True, slots=True)
class Region:
    """A region; times in seconds."""

    name: str
    start: float = 0.0
    length: float = 1.0
    id: int = 0
    gain: float = 1.0
    muted: bool = False
    fade_in: float = 0.0


@dataclass(frozen=True, slots=True)
class Route:
    """A track, bus (`flags` ``AudioBus,OrderSet``) or the master (``MasterOut,OrderSet``)."""

    name: str
    id: int = 1
    flags: str = "AudioTrack,OrderSet"
    gain: float | Port = 1.0
    trim: float = 1.0
    azimuth: float | Port = 0.5
    width: float = 1.0
    muted: bool = False
    output: str = "Master"
    processors: Sequence[Processor | Send] = ()
    regions: Sequence[Region] = ()
    after_fader: Sequence[Processor | Send] = ()


class _Writer:
    def __init__(self, *, old: bool) -> None:
        self.old = old
        self.ids = count(100_000)

    def time(self, second: float) -> str:
        return f"{round(second * RATE)}" if self.old else f"a{round(second * _SUPER_CLOCKS)}"

    def list(self, name: str, port: float | Port) -> str:
        known = port if isinstance(port, Port) else Port(port, state="Off")
        points = "".join(f"{self.time(time)} {value:.10g}\n" for time, value in known.points)
        events = f"<events>{points}</events>" if points else ""
        head = f'<AutomationList automation-id="{name}" interpolation-style="Linear" state="{known.state}">'
        return f"{head}{events}</AutomationList>"

    def amplifier(self, kind: str, name: str, automation: str, port: float | Port) -> str:
        value = port.value if isinstance(port, Port) else port
        return (
            f'<Processor id="{next(self.ids)}" name="Amp" active="1" type="{kind}"><Automation>'
            f'{self.list(automation, port)}</Automation><Controllable name="{name}" value="{value:.17g}"/></Processor>'
        )

    def send(self, send: Send) -> str:
        head = (
            f'<Processor id="{next(self.ids)}" name="send" active="{int(send.active)}" type="intsend" role="Aux" '
            f'target="{send.target}">'
        )
        if self.old:
            return f"{head}{self.amplifier('amp', 'gaincontrol', 'gain', send.level)}</Processor>"
        return f'{head}<Controllable name="gaincontrol" value="{send.level:.17g}"/></Processor>'

    def plugin(self, plugin: Processor) -> str:
        ports, controls, lists = [], [], []
        for index, (symbol, port) in enumerate(plugin.ports.items()):
            value = port.value if isinstance(port, Port) else port
            ports.append(f'<Port symbol="{symbol}" value="{value:.17g}"/>')
            controls.append(
                f'<Controllable name="{symbol}" value="{value:.17g}" parameter="{index}" symbol="{symbol}"/>'
            )
            lists.append(self.list(f"parameter-{index}", port))
        return (
            f'<Processor id="{plugin.id or next(self.ids)}" name={quoteattr(plugin.name)} '
            f'active="{int(plugin.active)}" type="{plugin.kind}" unique-id="{plugin.uri}">'
            f"<Automation>{''.join(lists)}</Automation><{plugin.kind}>{''.join(ports)}{plugin.text}</{plugin.kind}>"
            f"{''.join(controls)}</Processor>"
        )

    def processor(self, one: Processor | Send) -> str:
        return self.send(one) if isinstance(one, Send) else self.plugin(one)

    def route(self, route: Route, order: int) -> str:
        azimuth = route.azimuth.value if isinstance(route.azimuth, Port) else route.azimuth
        pan = (
            f'<Pannable><Controllable name="pan-azimuth" value="{azimuth:.17g}"/>'
            f'<Controllable name="pan-width" value="{route.width:.17g}"/>'
            f"<Automation>{self.list('pan-azimuth', route.azimuth)}</Automation></Pannable>"
        )
        processors = (
            self.amplifier("trim", "trimcontrol", "trim", route.trim)
            + "".join(map(self.processor, route.processors))
            + self.amplifier("amp", "gaincontrol", "gain", route.gain)
            + "".join(map(self.processor, route.after_fader))
        )
        out = f'<Port type="audio" name="x/audio_out 1"><Connection other="{route.output}/audio_in 1"/></Port>'
        return (
            f'    <Route id="{route.id}" name={quoteattr(route.name)} audio-playlist="{route.id}0000">\n'
            f'<PresentationInfo order="{order}" flags="{route.flags}"/><IO name="x" direction="Output">{out}</IO>'
            f'<MuteMaster muted="{int(route.muted)}"/><Controllable name="mute" value="{int(route.muted)}"/>'
            f"{pan}{processors}</Route>\n"
        )

    def playlist(self, route: Route) -> str:
        regions = "".join(map(self.region, route.regions))
        return f'<Playlist id="{route.id}0000" name={quoteattr(route.name)}>{regions}</Playlist>'

    def region(self, region: Region) -> str:
        place = (
            f'position="{self.time(region.start)}" length="{self.time(region.length)}"'
            if self.old
            else f'length="{self.time(region.length)}@{self.time(region.start)}"'
        )
        fade = f"<events>{self.time(0)} 0\n{self.time(region.fade_in)} 1\n</events>" if region.fade_in else ""
        return (
            f'<Region name={quoteattr(region.name)} id="{region.id}" type="audio" source-0="9001" '
            f'muted="{int(region.muted)}" scale-amplitude="{region.gain:.17g}" start="{self.time(0)}" {place} '
            f'fade-in-active="1"><FadeIn><AutomationList automation-id="fadein">{fade}</AutomationList></FadeIn>'
            "</Region>"
        )


def session(
    routes: Iterable[Route] = (), *, bpm: float = 120.0, old: bool = False, name: str = "Song", text: str = ""
) -> bytes:
    """The bytes of a session.

    text  further elements, as text
    """
    routes = list(routes)
    writer = _Writer(old=old)
    version, program = ("3002", "Ardour 5.12.0") if old else ("7003", "Ardour 8.6.0")
    tempo = (
        f'<TempoMap><Tempo frame="0" beats-per-minute="{bpm:.17g}" note-type="4"/>'
        '<Meter frame="0" note-type="4" divisions-per-bar="4"/></TempoMap>'
        if old
        else f'<TempoMap superclocks-per-second="{_SUPER_CLOCKS}"><Tempos><Tempo npm="{bpm:.17g}" enpm="{bpm:.17g}" '
        'note-type="4" sclock="0" quarters="0:0"/></Tempos><Meters><Meter note-value="4" divisions-per-bar="4" '
        'sclock="0" quarters="0:0"/></Meters></TempoMap>'
    )
    body = "".join(writer.route(route, order) for order, route in enumerate(routes))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<Session version="{version}" name={quoteattr(name)} sample-rate="{RATE}" id-counter="200000">\n'
        f'  <ProgramVersion created-with="{program}" modified-with="{program}"/>\n'
        '  <Sources><Source name="a.wav" type="audio" id="9001"/></Sources>\n'
        f"  <Routes>\n{body}  </Routes>\n"
        f"  <Playlists>{''.join(map(writer.playlist, routes))}</Playlists>\n  {tempo}{text}\n</Session>\n"
    ).encode()
