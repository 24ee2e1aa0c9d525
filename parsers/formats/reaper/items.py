"""Items: clips with their takes (RPP_FORMAT §7)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from parsers.formats.reaper.chain import read_chain
from parsers.formats.reaper.envelopes import CLIP_ENVELOPES, read_envelope
from parsers.formats.reaper.fades import Fade, read_fade, read_level
from parsers.formats.reaper.lexis import arguments, first_argument, number, shown
from parsers.formats.reaper.lines import HELD, NUMBER, SWITCH, Argument, Line, Table, rest
from parsers.formats.reaper.scan import ITEM, STRUCTURE, Lines, block_name
from parsers.formats.reaper.sources import EMPTY, read_file, read_notes, read_source
from parsers.quick import builder
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
_LONGEST_PLAIN = 1024
"""Lines of the longest item that is tried the quick way."""
_MIDI = "      <SOURCE MIDI"
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


def read_plain_item(scan: Lines, index: int, seen: dict[str, int], clips: list[Clip]) -> int:
    """Read an item as most are (lines as REAPER indents them, one take, one file or its notes) and add it to `clips`.

    Nothing here differs from `read_item` but the way the lines are gathered.
    Returns  the index after it; 0 when it is none such, nothing being read
    """
    lines = scan.lines
    if lines[index] != ITEM:
        return 0
    try:
        closer = lines.index("      >", index, index + _LONGEST_PLAIN)
        if lines[closer + 1] != "    >":
            return 0
        opener = closer - 2
        is_file = lines[opener][:14] == "      <SOURCE " and lines[closer - 1][:13] == "        FILE "
        if not is_file:
            opener = lines.index(_MIDI, index, closer)
    except (ValueError, IndexError):
        return 0
    body = lines[index + 1 : opener]
    layout = _layouts.get(len(body))
    if layout is None or not all(map(str.startswith, body, layout.starts)):
        layout = _layout(body)
        if layout is None:
            return 0
        _layouts[len(body)] = layout
    item = _Gathered()
    item.given = {key: body[place][cut:] for key, place, cut in layout.held}
    kept = [body[place][6:] for place in layout.left]
    item.extra = kept if scan.is_ascii else list(map(shown, kept))
    head = lines[opener][6:]
    item.source = read_file(head, lines[closer - 1][8:]) if is_file else read_notes(head, lines[opener + 1 : closer])
    clips.append(_clip(scan, index, item, 1, seen))
    scan.raw_from = closer + 2
    return closer + 2


class _Layout(NamedTuple):
    """Which lines an item has before its source: what each begins with; those that hold fields; all others.

    held  key, place, and where in its line what it says begins
    """

    starts: tuple[str, ...]
    held: tuple[tuple[str, int, int], ...]
    left: tuple[int, ...]


_layouts: dict[int, _Layout] = {}
"""Number of lines → layout of the last item with so many: mostly it is the next one's too."""


def _layout(body: Sequence[str]) -> _Layout | None:
    """The layout of an item with these lines; None when one of them is no plain line, or comes twice."""
    keys = [line[6:].partition(" ")[0] for line in body]
    if len(set(keys)) < len(keys) or any(key == "TAKE" or not key[:1].isalpha() for key in keys):
        return None
    starts = tuple(f"      {key} " for key in keys)
    if not all(map(str.startswith, body, starts)):
        return None
    held = tuple((key, place, len(starts[place])) for place, key in enumerate(keys) if key in HELD_KEYS)
    return _Layout(starts, held, tuple(place for place, key in enumerate(keys) if key not in HELD_KEYS))


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
    scan.refuse(place, STRUCTURE)
    if name == "TAKEFX" and not item.inserts:
        chain, end = read_chain(scan, place + 1)
        item.inserts = chain.inserts
        item.late_extra.extend(f"TAKEFX/{line}" for line in chain.head)
        return end
    if name in CLIP_ENVELOPES:
        envelope, end = read_envelope(scan, place, CLIP_ENVELOPES[name])
        if isinstance(envelope, str):
            item.extra += [envelope] if envelope else []
        else:
            item.envelopes.append(envelope)
        return end
    end = scan.past(place)
    scan.keep(item.extra, place, end)
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
    given = item.given
    get = given.get
    extra = item.extra
    switches = _switches(get("LOOP"), get("MUTE"), get("PLAYRATE"))
    fades = _fades(get("FADEIN"), get("FADEOUT"))
    level = read_level(get("VOLPAN", ""), get("TAKEVOLPAN"))
    for said in (switches, fades):
        if said.leftovers or said.troubles:
            extra += said.leftovers
            for trouble in said.troubles:
                scan.warn(index, trouble)
    if level.leftover is not None:
        extra.append(level.leftover)
    if level.trouble:
        scan.warn(index, level.trouble)
    position_s, length_s, offset_s = _times(scan, index, given, extra)
    loop, muted, rate, pitch_st = switches.fields
    fade_in_s, fade_out_s, fade_in_shape, fade_out_shape, auto_fade = fades.fields
    identity = first_argument(get("IGUID", ""))
    seen[identity] = count = seen.get(identity, 0) + 1
    return _make_clip(
        identity if count == 1 and identity else f"{identity}#{count}",
        first_argument(get("NAME", "")),
        position_s,
        length_s,
        item.source,
        offset_s,
        level.gain_db,
        level.pan,
        level.polarity_inverted,
        fade_in_s,
        fade_out_s,
        fade_in_shape,
        fade_out_shape,
        auto_fade,
        muted,
        rate,
        pitch_st,
        loop,
        first_argument(get("GUID", "")),
        takes,
        item.inserts,
        tuple(item.envelopes),
        (*extra, *item.late_extra),
        0,
    )


_make_clip = builder(Clip)


class _Said(NamedTuple):
    """What several lines say together."""

    fields: tuple[Any, ...]
    leftovers: tuple[str, ...]
    troubles: tuple[str, ...]


@lru_cache(maxsize=4096)
def _switches(loop: str | None, mute: str | None, play_rate: str | None) -> _Said:
    """Loop, mute, rate and pitch; None for a line that is not there."""
    fields = SWITCHES.defaults.copy()
    lines = (("LOOP", loop), ("MUTE", mute), ("PLAYRATE", play_rate))
    readings = [SWITCHES.reading(key, text) for key, text in lines if text is not None]
    for reading in readings:
        fields.update(reading.fields)
    return _Said(
        (fields["loop"], fields["muted"], fields["rate"], fields["pitch_st"]),
        tuple(reading.leftover for reading in readings if reading.leftover is not None),
        tuple(reading.trouble for reading in readings if reading.trouble),
    )


_NO_FADE = Fade(0.0, "linear", automatic=False, leftover=None, trouble="")


@lru_cache(maxsize=4096)
def _fades(fade_in: str | None, fade_out: str | None) -> _Said:
    """Lengths and shapes of both fades, and whether one is automatic; None for a line that is not there."""
    first = _NO_FADE if fade_in is None else read_fade("FADEIN", fade_in)
    last = _NO_FADE if fade_out is None else read_fade("FADEOUT", fade_out)
    return _Said(
        (first.length_s, last.length_s, first.shape, last.shape, first.automatic or last.automatic),
        tuple(fade.leftover for fade in (first, last) if fade.leftover is not None),
        tuple(fade.trouble for fade in (first, last) if fade.trouble),
    )


_TIMES = ("POSITION", "LENGTH", "SOFFS")


def _times(scan: Lines, index: int, given: dict[str, str], extra: list[str]) -> tuple[float, float, float]:
    """Position, length and offset; what their lines say beyond them goes to `extra`."""
    get = given.get
    try:
        return number(get("POSITION", "0")), number(get("LENGTH", "0")), number(get("SOFFS", "0"))
    except ValueError:
        position_s, length_s, offset_s = (_seconds(scan, index, key, get(key, "0"), extra) for key in _TIMES)
        return position_s, length_s, offset_s


def _seconds(scan: Lines, index: int, key: str, text: str, extra: list[str]) -> float:
    """A time; what the line says beyond it goes to `extra`."""
    try:
        return number(text)
    except ValueError:
        words = arguments(text)
    if words[1:] and any(word != "0" for word in words[1:]):
        extra.append(shown(" ".join((key, HELD, *words[1:]))))
    try:
        return number(words[0])
    except (ValueError, IndexError):
        scan.warn(index, f"{key} says {shown(text)[:40]!r}; 0 is taken")
        return 0.0
