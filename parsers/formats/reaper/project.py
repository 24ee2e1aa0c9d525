"""The project's own terms: header, master, tempo, markers, notes (RPP_FORMAT §2, §3, §9)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from parsers.formats.reaper.chain import read_chain
from parsers.formats.reaper.envelopes import HARDWARE_ENVELOPES, MASTER_ENVELOPES, Drive, read_envelope
from parsers.formats.reaper.lexis import arguments, number, number_text, quoted, shown
from parsers.formats.reaper.lines import (
    HELD,
    INTEGER,
    LEVEL,
    NUMBER,
    PAN,
    SWITCH,
    TEXT,
    Argument,
    Kind,
    Line,
    Table,
    rest,
)
from parsers.formats.reaper.scan import Lines, block_name
from parsers.formats.reaper.sends import RECEIVES, hardware
from parsers.formats.reaper.snapshots import read_snapshots
from parsers.formats.reaper.tracks import AUTOMATION_MODE, COLOUR, GROUP_KEYS, PAN_LAW, PAN_MODE, groups_of
from parsers.session import Envelope, Insert, Marker, Send, Snapshot, TempoPoint

__all__ = [
    "HEADER", "MASTER", "MASTER_GROUP_KEYS", "PROJECT", "SWITCHES", "TEMPO", "TEMPO_DRIVE", "Gathered", "is_region",
    "master_fields", "read_header", "read_terms", "sample_rate", "signature_of", "tempo_map",
]  # fmt: skip

_STAMP = Kind(lambda text: number(text) if text else None, lambda stamp: "" if stamp is None else number_text(stamp))
HEADER = Line(
    "REAPER_PROJECT",
    (*rest("0.1"), Argument("app_version", TEXT, ""), Argument("saved_at", _STAMP, "")),
    always=True,
)

PROJECT = Table(
    [
        Line("PLAYRATE", (Argument("play_rate", NUMBER, "1"), *rest("0", "0.25", "4"))),
        Line("PANLAW", (Argument("pan_law_db", LEVEL, "1"),)),
        Line("PANMODE", (Argument("pan_mode", PAN_MODE, "-1"),)),
        Line("TITLE", (Argument("title", TEXT, ""),)),
        Line("AUTHOR", (Argument("author", TEXT, ""),)),
        Line("RENDER_FILE", (Argument("render_file", TEXT, ""),)),
        Line("RENDER_PATTERN", (Argument("render_pattern", TEXT, ""),)),
    ]
)

TEMPO = Line(
    "TEMPO",
    (
        Argument("bpm", NUMBER, "120"),
        Argument("numerator", INTEGER, "4"),
        Argument("denominator", INTEGER, "4"),
        *rest("0"),
    ),
    always=True,
)
_WIDTH = Kind(lambda text: INTEGER.read(text) or 2, INTEGER.write)

MASTER_GROUP_KEYS = {f"MASTER_{key}": first for key, first in GROUP_KEYS.items()}
SWITCHES = "MASTERMUTESOLO + "
"""Starts the entry of the master's ``extra`` for the bits beyond mute, solo and mono."""

MASTER = Table(
    [
        Line(
            "MASTER_VOLUME",
            (
                Argument("gain_db", LEVEL, "1"),
                Argument("pan", PAN, "0"),
                Argument("pan_law_db", PAN_LAW, "-1"),
                *rest("-1", "1"),
            ),
            always=True,
        ),
        Line("MASTERMUTESOLO", (Argument("switches", INTEGER, "0"),), always=True),
        Line("MASTER_FX", (Argument("chain_enabled", SWITCH, "1"),), always=True),
        Line("MASTER_NCH", (Argument("channels", _WIDTH, "2"), *rest("2"))),
        Line("MASTER_PANMODE", (Argument("pan_mode", PAN_MODE, "-1"),)),
        Line("MASTERAUTOMODE", (Argument("automation_mode", AUTOMATION_MODE, "0"),)),
        Line("MASTERPEAKCOL", (Argument("colour", COLOUR, "16576"),)),
    ]
)


def is_region(words: list[str]) -> bool:
    """Whether a marker line with these arguments is an end of a region."""
    flags = words[3] if len(words) > 3 else "0"
    return flags.isascii() and flags.isdigit() and int(flags[-9:]) % 2 == 1


class Gathered:
    """What has been read of a project so far, from its lines before, between and after the tracks."""

    def __init__(self) -> None:
        self.given: dict[str, str] = {}
        self.extra: list[str] = []
        self.late_extra: list[str] = []
        """What belongs to blocks with fields: it goes behind the lines that are text only."""
        self.notes: str | None = None
        self.inserts: tuple[Insert, ...] = ()
        self.input_inserts: tuple[Insert, ...] = ()
        self.master_extra: list[str] = []
        self.outs: list[tuple[str, list[Envelope]]] = []
        self.envelopes: list[Envelope] = []
        self.tempo: Envelope | None = None
        self.markers: list[list[str]] = []
        self.groups: list[str] = []
        """The master's."""
        self.snapshots: list[Snapshot] = []
        self.closed = False

    def markers_and_regions(self, warn: Callable[[str], None]) -> tuple[Marker, ...]:
        """The markers in file order; a region is two lines with one number, the second its end."""
        markers: list[Marker] = []
        open_regions: dict[str, int] = {}
        for words in self.markers:
            self.extra.append(shown(" ".join(("MARKER", words[0], HELD, HELD, *map(quoted, words[3:])))))
            try:
                time = number(words[1])
            except ValueError:
                warn(f"a marker stands at {shown(words[1])[:40]!r}; 0 is taken")
                time = 0.0
            if not is_region(words):
                markers.append(Marker(time, shown(words[2]), None))
            elif words[0] in open_regions:
                place = open_regions.pop(words[0])
                markers[place] = markers[place]._replace(end_s=time)
            else:
                open_regions[words[0]] = len(markers)
                markers.append(Marker(time, shown(words[2]), time))
        return tuple(markers)


TEMPO_DRIVE = Drive("tempo", number, number_text, 120.0)
_DAMAGED = frozenset({"ITEM", "FXCHAIN", "TRACK", "SOURCE"})
"""Blocks that never stand in the project itself: a closer too many came before them."""
_OF_TRACKS = frozenset({"VOLPAN", "MUTESOLO", "ISBUS", "MAINSEND", "NCHAN", "TRACKID", "POSITION", "BYPASS", "PT"})
"""Lines of tracks and what stands in them, of which the same is true."""
_KEYS = PROJECT.by_key.keys() | MASTER.by_key.keys() | {"TEMPO", "SAMPLERATE"}


def read_terms(scan: Lines, index: int, project: Gathered) -> None:
    """Read the project's own lines from `index` to the end of the block; raises BrokenSessionError."""
    lines = scan.lines
    place = index
    while place < len(lines):
        line = lines[place]
        if not line:
            place += 1
        elif line == ">":
            if project.closed:
                scan.warn(place, "a closing > too many is passed over")
            project.closed = True
            place += 1
        elif line[:1] == "<":
            place = _read_block(scan, place, project)
        else:
            _read_line(scan, place, project)
            place += 1


def _read_line(scan: Lines, place: int, project: Gathered) -> None:
    line = scan.lines[place]
    key, _, remainder = line.partition(" ")
    if key in _OF_TRACKS:
        raise scan.broken(place, f"{key} stands outside every track: a closing > too many comes before it")
    if key in _KEYS:
        project.given[key] = remainder
    elif key in MASTER_GROUP_KEYS and (groups := groups_of(remainder, MASTER_GROUP_KEYS[key])) is not None:
        project.groups += groups
    elif key == "MASTERHWOUT" and remainder:
        project.outs.append((remainder, []))
    elif key == "MARKER" and len(words := arguments(remainder)) > 2:
        project.markers.append(words)
    else:
        project.extra.append(shown(line))


def _read_block(scan: Lines, place: int, project: Gathered) -> int:
    name = block_name(scan.lines[place])
    if name in _DAMAGED:
        raise scan.broken(place, f"<{name} stands outside every track: a closing > too many comes before it")
    chained = name == "MASTERFXLIST" and not project.inserts
    if chained or (name == "FXCHAIN_REC" and not project.input_inserts):
        chain, end = read_chain(scan, place + 1)
        if chained:
            project.inserts = chain.inserts
        else:
            project.input_inserts = chain.inserts
        project.master_extra.extend(f"{name}/{line}" for line in chain.head)
        return end
    if name in MASTER_ENVELOPES:
        return _file(read_envelope(scan, place, MASTER_ENVELOPES[name]), project.envelopes, project.extra)
    if name in HARDWARE_ENVELOPES and project.outs:
        return _file(read_envelope(scan, place, HARDWARE_ENVELOPES[name]), project.outs[-1][1], project.extra)
    if name in {"TEMPOENVEX", "TEMPOENVNEW"} and project.tempo is None:
        envelope, end = read_envelope(scan, place, TEMPO_DRIVE)
        if isinstance(envelope, str):
            project.extra += [envelope] if envelope else []
        else:
            project.tempo = envelope
            own = (f"EGUID {envelope.id}" if envelope.id else "", "" if envelope.active else "ACT 0")
            project.late_extra += [f"{name}/{entry}" for entry in (*own, *envelope.extra) if entry]
        return end
    return _read_text_block(scan, place, name, project)


def _read_text_block(scan: Lines, place: int, name: str, project: Gathered) -> int:
    end = scan.past(place)
    if name == "EXTENSIONS" and scan.cut is None:
        snapshots, text = read_snapshots(scan, place, end)
        project.snapshots += snapshots
        project.extra.append(text)
    elif name == "NOTES" and project.notes is None:
        project.notes = shown("\n".join(line.removeprefix("|") for line in scan.body(place, end)))
        if scan.lines[place] != "<NOTES 0 2":
            project.extra.append(shown(scan.lines[place][1:]))
    else:
        scan.keep(project.extra, place, end)
    return end


def _file(found: tuple[Envelope | str, int], envelopes: list[Envelope], extra: list[str]) -> int:
    envelope, end = found
    if isinstance(envelope, str):
        extra += [envelope] if envelope else []
    else:
        envelopes.append(envelope)
    return end


def master_fields(project: Gathered, warn: Callable[[str], None]) -> dict[str, Any]:
    """The master track's fields, its extra lines going to `project.master_extra`."""
    given = {key: value for key, value in project.given.items() if key in MASTER.by_key}
    fields = MASTER.read(given, project.master_extra, warn)
    switches = fields.pop("switches")
    if switches & ~7:
        project.master_extra.append(f"{SWITCHES}{switches & ~7}")
    sends: list[Send] = []
    for remainder, envelopes in project.outs:
        reading = RECEIVES.reading("HWOUT", remainder)
        extra = () if reading.leftover is None else (f"MASTER{reading.leftover}",)
        sends.append(hardware(dict(reading.fields), tuple(envelopes), extra))
        if reading.trouble:
            warn(reading.trouble)
    return fields | {
        "muted": bool(switches & 1),
        "soloed": bool(switches & 2),
        "mono": bool(switches & 4),
        "groups": tuple(project.groups),
        "inserts": project.inserts,
        "input_inserts": project.input_inserts,
        "sends": sends,
        "envelopes": tuple(project.envelopes),
    }


def tempo_map(project: Gathered, warn: Callable[[str], None]) -> tuple[TempoPoint, ...]:
    """Tempo and metre: the points of the tempo envelope, else the one base tempo."""
    base = _base_tempo(project, warn)
    if project.tempo is None:
        return (base,)
    signatures = dict(filter(None, map(signature_of, project.tempo.extra)))
    points = []
    numerator, denominator = base.numerator, base.denominator
    for point in project.tempo.points:
        code = signatures.get(point.time_s, 0)
        if code & 0xFFFF and code >> 16:
            numerator, denominator = code & 0xFFFF, code >> 16
        bpm = point.value if 0 < point.value < 10_000 else base.bpm
        points.append(TempoPoint(point.time_s, bpm, numerator, denominator, point.shape != "square"))
    return tuple(points)


def signature_of(entry: str) -> tuple[float, int] | None:
    """Time and metre code (65,536 · denominator + numerator) of what a tempo point says beyond its tempo."""
    words = entry.split(" ")
    if words[0] != "PT" or len(words) < 5 or not words[4].isascii() or not words[4].isdigit() or len(words[4]) > 12:
        return None
    try:
        return number(words[1]), int(words[4])
    except ValueError:
        return None


def _base_tempo(project: Gathered, warn: Callable[[str], None]) -> TempoPoint:
    given = project.given.get("TEMPO")
    reading = TEMPO.read(given or "")
    values = dict(reading.fields)
    bpm, numerator, denominator = values["bpm"], values["numerator"], values["denominator"]
    if not (0 < bpm < 10_000 and 0 < numerator < 1000 and 0 < denominator < 1000) or reading.trouble:
        warn(f"the tempo says {shown(given or '')[:40]!r}; 120 bpm in 4/4 is taken")
        bpm, numerator, denominator = 120.0, 4, 4
    if given is not None and (project.tempo is not None or reading.trouble):
        project.extra.append(shown(f"TEMPO {given}"))
    elif reading.leftover is not None:
        project.extra.append(reading.leftover)
    return TempoPoint(0.0, bpm, numerator, denominator, ramp=False)


def sample_rate(project: Gathered, warn: Callable[[str], None]) -> int | None:
    """The project's sample rate, None where the device's is used; what it says beyond that goes to ``extra``."""
    remainder = project.given.get("SAMPLERATE", "")
    words = arguments(remainder)
    try:
        used = len(words) > 1 and number(words[1]) != 0
        rate = int(number(words[0])) if used else None
    except ValueError:
        warn(f"the sample rate says {shown(remainder)[:40]!r}; the device's is taken")
        rate = None
    if rate is None or rate <= 0:
        rate = None
        if remainder:
            project.extra.append(shown(f"SAMPLERATE {remainder}"))
    elif words[2:] not in ([], ["0"]):
        project.extra.append(shown(" ".join(("SAMPLERATE", HELD, HELD, *words[2:]))))
    return rate


def read_header(line: str, extra: list[str], warn: Callable[[str], None]) -> tuple[str, float | None]:
    """Version and UTC seconds of the save, from the opening line."""
    reading = HEADER.read(line.partition(" ")[2])
    values = dict(reading.fields)
    if reading.leftover is not None:
        extra.append(reading.leftover)
    if reading.trouble:
        warn(reading.trouble)
    return values["app_version"], values["saved_at"]
