"""Items: clips with their takes (RPP_FORMAT §7)."""

from __future__ import annotations

from parsers.formats.reaper.chain import read_chain
from parsers.formats.reaper.envelopes import CLIP_ENVELOPES, read_envelope
from parsers.formats.reaper.fades import Fade, Level, read_fade, read_level
from parsers.formats.reaper.lexis import arguments, first_argument, number, shown
from parsers.formats.reaper.lines import HELD, NUMBER, SWITCH, Argument, Line, Reading, Table, rest
from parsers.formats.reaper.scan import Lines, block_name
from parsers.formats.reaper.sources import EMPTY, read_source
from parsers.session import Clip, Envelope, Insert

__all__ = ["FIRST_TAKE", "HELD_KEYS", "ITEM_KEYS", "SWITCHES", "read_item", "take_starts"]

ITEM_KEYS = frozenset(
    {
        "POSITION", "SNAPOFFS", "LENGTH", "LOOP", "ALLTAKES", "COLOR", "BEAT", "LOCK", "GROUP", "FADEIN", "FADEOUT",
        "MUTE", "SEL", "IGUID", "IID", "MIXFLAG", "BLENATTACH", "IMGRESOURCEFLAGS", "FREEZE", "NOTES", "YPOS", "LANE",
    }
)  # fmt: skip
"""Lines of the item itself; all others belong to a take."""
HELD_KEYS = frozenset(
    {
        "POSITION", "LENGTH", "LOOP", "FADEIN", "FADEOUT", "MUTE", "IGUID", "NAME", "VOLPAN", "TAKEVOLPAN", "SOFFS",
        "PLAYRATE", "GUID",
    }
)  # fmt: skip
"""Lines that hold fields of a clip."""

SWITCHES = Table(
    [
        Line("LOOP", (Argument("loop", SWITCH, "0"),), always=True),
        Line("MUTE", (Argument("muted", SWITCH, "0"), *rest("0")), always=True),
        Line(
            "PLAYRATE",
            (
                Argument("rate", NUMBER, "1"),
                *rest("1"),
                Argument("pitch_st", NUMBER, "0"),
                *rest("-1", "0", "0.0025"),
            ),
            always=True,
        ),
    ]
)
_CACHED = ("LOOP", "MUTE", "PLAYRATE")
FIRST_TAKE = "TAKE FIRST"
"""Heads the ``extra`` entry that holds the first take when another one is active."""


class _Gathered:
    """The lines and blocks of an item and its active take."""

    __slots__ = ("envelopes", "extra", "given", "inserts", "late_extra", "skipped", "source")

    def __init__(self) -> None:
        self.given: dict[str, str] = {}
        self.extra: list[str] = []
        self.late_extra: list[str] = []
        """What belongs to blocks with fields: it goes behind the lines that are text only."""
        self.source = EMPTY
        self.inserts: tuple[Insert, ...] = ()
        self.envelopes: list[Envelope] = []
        self.skipped: list[str] = []
        """Lines of the first take, when it is not the active one."""


def read_item(scan: Lines, index: int, seen: dict[str, int]) -> tuple[Clip, int]:
    """Read the item whose block opens at `index`.

    seen     ids of the track's clips so far, with their count
    Returns  the clip and the index after it
    """
    item = _Gathered()
    place = _gather(scan, index + 1, item)
    takes = 1
    if scan.lines[place : place + 1] != [">"] and place < len(scan.lines):
        item, takes, place = _gather_takes(scan, index)
    end = place + 1 if place < len(scan.lines) else scan.unclosed(index)
    return _clip(scan, index, item, takes, seen), end


def _gather(scan: Lines, place: int, item: _Gathered) -> int:
    """Collect lines until the item's closer, the next take or the end; returns the index of that line."""
    lines = scan.lines
    given, extra = item.given, item.extra
    count = len(lines)
    while place < count:
        line = lines[place]
        if line[:1] == "<":
            place = _gather_block(scan, place, item)
            continue
        if line == ">":
            break
        key, _, remainder = line.partition(" ")
        if key in HELD_KEYS:
            given[key] = remainder
        elif key == "TAKE":
            break
        elif line:
            extra.append(line if line.isascii() else shown(line))
        place += 1
    return place


def _gather_block(scan: Lines, place: int, item: _Gathered) -> int:
    name = block_name(scan.lines[place])
    if name == "SOURCE" and item.source is EMPTY:
        item.source, end = read_source(scan, place)
        return end
    if name == "ITEM":
        raise scan.broken(place, "an item opens inside an item that is not closed")
    if name == "TAKEFX" and not item.inserts:
        chain, end = read_chain(scan, place + 1)
        item.inserts = chain.inserts
        item.late_extra.extend(f"TAKEFX/{line}" for line in chain.head)
        return end
    if name in CLIP_ENVELOPES:
        envelope, end = read_envelope(scan, place, CLIP_ENVELOPES[name])
        if isinstance(envelope, str):
            item.extra.append(envelope)
        else:
            item.envelopes.append(envelope)
        return end
    end = scan.past(place)
    item.extra.append(scan.text(place, end))
    return end


def take_starts(lines: list[str], start: int, end: int) -> list[int]:
    """Indices of an item's ``TAKE`` lines, those inside its blocks left out."""
    starts, depth = [], 0
    for place in range(start, end):
        line = lines[place]
        if line[:1] == "<":
            depth += 1
        elif line == ">":
            depth -= 1
        elif depth == 0 and (line == "TAKE" or line.startswith("TAKE ")):
            starts.append(place)
    return starts


def _gather_takes(scan: Lines, index: int) -> tuple[_Gathered, int, int]:
    """As `_gather`, for an item with several takes: the active one is read, the others stay text in ``extra``."""
    after = scan.past(index)
    last = index + 1 + len(scan.body(index, after))
    starts = take_starts(scan.lines, index + 1, last)
    active = next((count for count, place in enumerate(starts, 1) if "SEL" in scan.lines[place].split(" ")), 0)
    item = _Gathered()
    if active == 0:
        _gather(scan, index + 1, item)
    else:
        _gather_item_lines(scan, index + 1, starts[0], item)
        _gather(scan, starts[active - 1] + 1, item)
        item.extra.append("\n".join((FIRST_TAKE, *item.skipped)))
    for count, (place, end) in enumerate(zip(starts, [*starts[1:], last], strict=True), 1):
        item.extra.append(scan.text(place, place + 1 if count == active else end))
    return item, len(starts) + 1, last


def _gather_item_lines(scan: Lines, place: int, end: int, item: _Gathered) -> None:
    """Collect the item's own lines; those of its first take, which is not the active one, are set aside as text."""
    while place < end:
        line = scan.lines[place]
        key, _, remainder = line.partition(" ")
        after = scan.past(place) if line[:1] == "<" else place + 1
        if key == "VOLPAN":
            gain, _, rest_of_line = remainder.partition(" ")
            item.given[key] = gain
            item.skipped.append(shown(f"{key} {HELD} {rest_of_line}"))
        elif key in ITEM_KEYS and key in HELD_KEYS:
            item.given[key] = remainder
        elif key.lstrip("<") in ITEM_KEYS:
            item.extra.append(scan.text(place, after))
        elif line:
            item.skipped.append(scan.text(place, after))
        place = after


def _clip(scan: Lines, index: int, item: _Gathered, takes: int, seen: dict[str, int]) -> Clip:
    given, extra = item.given, item.extra
    fields = SWITCHES.defaults.copy()
    for key in _CACHED:
        if key in given:
            reading = SWITCHES.reading(key, given[key])
            fields.update(reading.fields)
            _note(scan, index, reading, extra)
    fade_in = _fade(scan, index, "FADEIN", given, extra)
    fade_out = _fade(scan, index, "FADEOUT", given, extra)
    level = read_level(given.get("VOLPAN", ""), given.get("TAKEVOLPAN"))
    _note(scan, index, level, extra)
    offset, _, beats = given.get("SOFFS", "0").partition(" ")
    if beats and beats != "0":
        extra.append(f"SOFFS {HELD} {shown(beats)}")
    identity = shown(given.get("IGUID", "").strip(" "))
    seen[identity] = count = seen.get(identity, 0) + 1
    return Clip(
        id=identity if count == 1 and identity else f"{identity}#{count}",
        name=first_argument(given.get("NAME", "")),
        position_s=_seconds(scan, index, "POSITION", given.get("POSITION", "0"), extra),
        length_s=_seconds(scan, index, "LENGTH", given.get("LENGTH", "0"), extra),
        source=item.source,
        source_offset_s=_seconds(scan, index, "SOFFS", offset, extra),
        gain_db=level.gain_db,
        pan=level.pan,
        polarity_inverted=level.polarity_inverted,
        fade_in_s=fade_in.length_s,
        fade_out_s=fade_out.length_s,
        fade_in_shape=fade_in.shape,
        fade_out_shape=fade_out.shape,
        auto_fade=fade_in.automatic or fade_out.automatic,
        take=shown(given.get("GUID", "")),
        takes=takes,
        inserts=item.inserts,
        envelopes=tuple(item.envelopes),
        extra=(*extra, *item.late_extra),
        **fields,
    )


def _note(scan: Lines, index: int, reading: Reading | Fade | Level, extra: list[str]) -> None:
    if reading.leftover is not None:
        extra.append(reading.leftover)
    if reading.trouble:
        scan.warn(index, reading.trouble)


_NO_FADE = Fade(0.0, "linear", automatic=False, leftover=None, trouble="")


def _fade(scan: Lines, index: int, key: str, given: dict[str, str], extra: list[str]) -> Fade:
    remainder = given.get(key)
    if remainder is None:
        return _NO_FADE
    fade = read_fade(key, remainder)
    _note(scan, index, fade, extra)
    return fade


def _seconds(scan: Lines, index: int, key: str, text: str, extra: list[str]) -> float:
    try:
        return number(text)
    except ValueError:
        pass
    words = arguments(text)
    try:
        seconds = number(words[0])
    except (ValueError, IndexError):
        scan.warn(index, f"{key} says {shown(text)[:40]!r}; 0 is taken")
        seconds = 0.0
    if words[1:]:
        extra.append(shown(" ".join((key, HELD, *words[1:]))))
    return seconds
