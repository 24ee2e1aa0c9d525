"""Items written: a clip's fields changed in place, its other takes carried over as the text they are."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.errors import UnwritableSessionError
from parsers.formats.reaper.edit import Order, find, leftovers, place_for, set_line, set_verbatim, set_words
from parsers.formats.reaper.envelopes import CLIP_ENVELOPES
from parsers.formats.reaper.fades import (
    FADE_DEFAULTS,
    ITEM_DEFAULTS,
    TAKE_DEFAULTS,
    fade_words,
    level_words,
    read_fade,
    read_level,
)
from parsers.formats.reaper.items import FIRST_TAKE, HELD_KEYS, ITEM_KEYS, SWITCHES
from parsers.formats.reaper.lexis import arguments, number, number_text, quoted, shown, stored
from parsers.formats.reaper.lines import HELD
from parsers.formats.reaper.scan import Lines
from parsers.formats.reaper.sources import EMPTY, read_source
from parsers.formats.reaper.tree import Element, Node, Row, as_elements, key_of, lines_of
from parsers.formats.reaper.write_chain import set_chain
from parsers.formats.reaper.write_envelopes import read_node, set_envelopes
from parsers.formats.reaper.write_sources import source_node
from parsers.session import Clip

__all__ = ["item_node", "set_item"]

_ORDER = Order(
    "POSITION", "SNAPOFFS", "LENGTH", "LOOP", "ALLTAKES", "COLOR", "BEAT", "LOCK", "GROUP", "FADEIN", "FADEOUT", "MUTE",
    "SEL", "IGUID", "IID", "NAME", "VOLPAN", "TAKEVOLPAN", "SOFFS", "PLAYRATE", "CHANMODE", "GUID", "RECPASS", "SOURCE",
    "TAKEFX", *CLIP_ENVELOPES,
)  # fmt: skip
_FADES = (("FADEIN", "fade_in_s", "fade_in_shape"), ("FADEOUT", "fade_out_s", "fade_out_shape"))


def item_node(clip: Clip) -> Node:
    """A new item."""
    node = Node(Row("<ITEM"))
    segments, active = _from_entries(_take_entries(clip))
    _set(node, segments, active, clip)
    return node


def set_item(node: Node, before: Clip, clip: Clip) -> None:
    """Bring an item that reads as `before` to the clip."""
    if _take_entries(before) == _take_entries(clip):
        segments, active = _from_rows(node.rows)
    else:
        segments, active = _from_entries(_take_entries(clip))
    _set(node, segments, active, clip)


def _set(node: Node, segments: list[list[Element]], active: int, clip: Clip) -> None:
    if clip.takes != len(segments):
        raise UnwritableSessionError(f"{clip.takes} takes of a clip cannot be written: {len(segments)} are known")
    own, take = segments[0], segments[active]
    _set_own(own, clip)
    _set_take(take, clip)
    _set_level(own, take if active else None, clip)
    _set_verbatim(own, take if active else None, clip)
    node.rows[:] = [element for segment in segments for element in segment]


def _take_entries(clip: Clip) -> list[str]:
    """The entries of ``extra`` that are takes: text of the others, the opening line of the active one."""
    return [entry for entry in clip.extra if _is_take(entry)]


def _is_take(entry: str) -> bool:
    return entry.partition("\n")[0].partition(" ")[0] == "TAKE"


def _from_entries(entries: Sequence[str]) -> tuple[list[list[Element]], int]:
    """Rows of each take by these entries, the active one's left to be filled; and which that is."""
    if not entries or entries[0].partition("\n")[0] != FIRST_TAKE:
        return [[], *map(as_elements, entries)], 0
    first = as_elements(entries[0].partition("\n")[2])
    for element in first:
        if isinstance(element, Row) and element.text.startswith(f"VOLPAN {HELD}"):
            element.text = element.text.replace(HELD, "1", 1)
    active = next(
        (place for place, entry in enumerate(entries[1:], 1) if "SEL" in entry.partition("\n")[0].split(" ")), 0
    )
    return [first, *map(as_elements, entries[1:])], active


def _from_rows(rows: Sequence[Element]) -> tuple[list[list[Element]], int]:
    """The item's rows by take, and which take is active."""
    segments: list[list[Element]] = [[]]
    active = 0
    for element in rows:
        if isinstance(element, Row) and key_of(element) == "TAKE":
            segments.append([])
            if not active and "SEL" in element.text.split(" "):
                active = len(segments) - 1
        segments[-1].append(element)
    return segments, active


def _set_own(rows: list[Element], clip: Clip) -> None:
    """The lines of the item itself."""
    left = leftovers(clip.extra, HELD_KEYS)
    _set_number(rows, "POSITION", clip.position_s, left, always=True)
    _set_number(rows, "LENGTH", clip.length_s, left, always=True)
    fields = {"loop": clip.loop, "muted": clip.muted}
    for key in ("LOOP", "MUTE"):
        if find(rows, key) is not None or key in left or fields != {"loop": False, "muted": False}:
            set_line(rows, SWITCHES.by_key[key], fields, left.get(key), _ORDER)
    for key, length, shape in _FADES:
        _set_fade(rows, key, getattr(clip, length), getattr(clip, shape), clip, left.get(key))
    identity = "" if clip.id.startswith("#") else clip.id.partition("#")[0]
    _set_text(rows, "IGUID", identity)


def _set_take(rows: list[Element], clip: Clip) -> None:
    """The lines and blocks of the active take, but for its level."""
    left = leftovers(clip.extra, HELD_KEYS)
    _set_text(rows, "NAME", clip.name, always=True)
    _set_number(rows, "SOFFS", clip.source_offset_s, left)
    fields = {"rate": clip.rate, "pitch_st": clip.pitch_st}
    if find(rows, "PLAYRATE") is not None or "PLAYRATE" in left or fields != {"rate": 1.0, "pitch_st": 0.0}:
        set_line(rows, SWITCHES.by_key["PLAYRATE"], fields, left.get("PLAYRATE"), _ORDER)
    _set_text(rows, "GUID", clip.take)
    _set_source(rows, clip)
    set_chain(rows, "TAKEFX", clip.inserts, clip.extra, place_for(rows, "TAKEFX", _ORDER))
    set_envelopes(rows, CLIP_ENVELOPES, clip.envelopes, lambda name: place_for(rows, name, _ORDER))


def _set_source(rows: list[Element], clip: Clip) -> None:
    node = next((element for element in rows if isinstance(element, Node) and element.name == "SOURCE"), None)
    if node is not None and read_source(Lines("\n".join(lines_of(node)).encode("latin-1")), 0)[0] == clip.source:
        return
    if clip.source == EMPTY:
        rows[:] = [element for element in rows if element is not node]
    elif node is None:
        rows.insert(place_for(rows, "SOURCE", _ORDER), source_node(clip.source))
    else:
        made = source_node(clip.source)
        rows[:] = [made if element is node else element for element in rows]


def _set_text(rows: list[Element], key: str, value: str, *, always: bool = False) -> None:
    found = find(rows, key)
    now = "" if found is None else shown((arguments(found.text.partition(" ")[2]) or [""])[0])
    if now != value or (always and found is None):
        set_words(rows, key, [stored(value)], _ORDER)


def _set_number(rows: list[Element], key: str, value: float, left: dict[str, str], *, always: bool = False) -> None:
    found = find(rows, key)
    words = [] if found is None else arguments(found.text.partition(" ")[2])
    more = arguments(stored(left.get(key, "")))[2:]
    try:
        now = number(words[0])
    except (ValueError, IndexError):
        now = 0.0
    first = words[0] if words and now == value else number_text(value)
    same_rest = words[1:] == more or not any(word != "0" for word in (*words[1:], *more))
    if now != value or not same_rest or (always and found is None):
        set_words(rows, key, [first, *(words[1:] if same_rest else more)], _ORDER)


def _set_fade(rows: list[Element], key: str, length_s: float, shape: str, clip: Clip, leftover: str | None) -> None:
    found = find(rows, key)
    words = [] if found is None else arguments(found.text.partition(" ")[2])
    given = arguments(stored(leftover))[1:] if leftover else []
    automatic = clip.auto_fade and (given[2:3] == [HELD] if leftover or clip.extra else length_s > 0)
    if found is None or _fade_leftover(key, words) != leftover:
        if found is None and leftover is None and (length_s, shape) == (0.0, "linear"):
            return
        words = [*given, *FADE_DEFAULTS[len(given) :]]
        words[:4] = [FADE_DEFAULTS[place] if word == HELD else word for place, word in enumerate(words[:4])]
    set_words(rows, key, fade_words(words, length_s=length_s, shape=shape, automatic=automatic), _ORDER)


def _fade_leftover(key: str, words: Sequence[str]) -> str | None:
    return read_fade(key, " ".join(map(quoted, words))).leftover


def _set_level(own: list[Element], take: list[Element] | None, clip: Clip) -> None:
    """Level, pan and polarity: in ``VOLPAN``, and in ``TAKEVOLPAN`` when a later take is active."""
    left = leftovers(clip.extra, HELD_KEYS)
    item = _level_row(own, "VOLPAN", left if take is None else None)
    later = None if take is None else _level_row(take, "TAKEVOLPAN", left)
    item, later = level_words(item, later, gain_db=clip.gain_db, pan=clip.pan, polarity_inverted=clip.polarity_inverted)
    if item:
        set_words(own, "VOLPAN", item, _ORDER)
    if take is not None and later:
        set_words(take, "TAKEVOLPAN", later, _ORDER)


def _level_row(rows: list[Element], key: str, left: dict[str, str] | None) -> list[str]:
    """The arguments to start from: those of the row, or those of the leftover when the row does not say it."""
    found = find(rows, key)
    words = [] if found is None else arguments(found.text.partition(" ")[2])
    if left is None:
        return words
    now = (
        read_level(" ".join(map(quoted, words)), None)
        if key == "VOLPAN"
        else read_level("", " ".join(map(quoted, words)))
    )
    if now.leftover == left.get(key):
        return words
    defaults = ITEM_DEFAULTS if key == "VOLPAN" else TAKE_DEFAULTS
    given = arguments(stored(left.get(key, key)))[1:]
    words = [defaults[place] if word == HELD and place < len(defaults) else word for place, word in enumerate(given)]
    return words if not given and found is None else [*words, *defaults[len(words) :]]


def _set_verbatim(own: list[Element], take: list[Element] | None, clip: Clip) -> None:
    entries = [entry for entry in clip.extra if not _is_take(entry) and not entry.startswith("TAKEFX/")]
    entries = [entry for entry in entries if entry.partition(" ")[0] not in HELD_KEYS]
    if take is None:
        set_verbatim(own, _is_verbatim, entries, _ORDER)
        return
    mine = [entry for entry in entries if _first_word(entry) in ITEM_KEYS]
    set_verbatim(own, lambda element: _is_verbatim(element) and key_of(element) in ITEM_KEYS, mine, _ORDER)
    set_verbatim(take, _is_verbatim, [entry for entry in entries if _first_word(entry) not in ITEM_KEYS], _ORDER)


def _first_word(entry: str) -> str:
    return entry.partition("\n")[0].partition(" ")[0].removeprefix("<")


def _is_verbatim(element: Element) -> bool:
    if isinstance(element, Row):
        return bool(element.text) and key_of(element) not in HELD_KEYS and key_of(element) != "TAKE"
    if element.name in CLIP_ENVELOPES:
        return read_node(element, CLIP_ENVELOPES[element.name]) is None
    return element.name not in {"SOURCE", "TAKEFX"}
