"""The project's own terms written: header, tempo, markers, notes, master."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.errors import UnwritableSessionError
from parsers.formats.reaper.edit import Order, find, leftovers, place_for, set_fields, set_line, set_verbatim, set_words
from parsers.formats.reaper.envelopes import HARDWARE_ENVELOPES, MASTER_ENVELOPES
from parsers.formats.reaper.lexis import arguments, number, number_text, shown, stored
from parsers.formats.reaper.lines import HELD
from parsers.formats.reaper.project import (
    HEADER,
    MASTER,
    MASTER_GROUP_KEYS,
    PROJECT,
    SWITCHES,
    TEMPO,
    TEMPO_DRIVE,
    is_region,
    signature_of,
)
from parsers.formats.reaper.snapshots import PLACE, read_snapshot
from parsers.formats.reaper.tracks import groups_of
from parsers.formats.reaper.tree import Element, Node, Row, key_of, lines_of, row
from parsers.formats.reaper.write_chain import set_chain
from parsers.formats.reaper.write_envelopes import read_node, set_envelope, set_envelopes
from parsers.formats.reaper.write_tracks import set_groups, set_hardware
from parsers.session import Envelope, EnvelopePoint, Marker, Session, Snapshot, TempoPoint, Track

__all__ = ["BEFORE_ROOT", "set_header", "set_project"]

BEFORE_ROOT = ("@", "REQUIRED_CHANNELS")
"""How lines start that stand before the root: headers of script packages."""

_ORDER = Order(
    "NOTES", "RIPPLE", "PANLAW", "PANMODE", "CURSOR", "ZOOM", "RENDER_FILE", "RENDER_PATTERN", "RENDER_FMT",
    "SAMPLERATE", "TITLE", "AUTHOR", "TEMPO", "PLAYRATE", "SELECTION", "MASTERAUTOMODE", "MASTERTRACKHEIGHT",
    "MASTERPEAKCOL", "MASTERMUTESOLO", "MASTERTRACKVIEW", "MASTERHWOUT", "MASTER_NCH", "MASTER_VOLUME",
    "MASTER_PANMODE", *MASTER_GROUP_KEYS, "MASTER_FX", "MASTER_SEL", "MASTERFXLIST", "FXCHAIN_REC", *MASTER_ENVELOPES,
    "TEMPOENVEX", "MARKER", "PROJBAY", "TRACK", "EXTENSIONS",
)  # fmt: skip
_HELD_KEYS = frozenset({*PROJECT.by_key, *MASTER.by_key, "MASTERHWOUT", "MARKER", "SAMPLERATE", "TEMPO"})
_TEMPO_BLOCKS = ("TEMPOENVEX", "TEMPOENVNEW")


def set_header(root: Node, session: Session) -> None:
    """The root's opening line: version and time of the save."""
    rows: list[Element] = [Row(root.head.text[1:])] if root.head.text != "<" else []
    left = leftovers(session.extra, {HEADER.key: HEADER})
    fields = {"app_version": session.app_version, "saved_at": session.saved_at}
    set_line(rows, HEADER, fields, left.get(HEADER.key), Order())
    head = rows[0]
    if isinstance(head, Row):
        root.head.text = f"<{head.text}"


def set_project(rows: list[Element], before: Session | None, session: Session) -> None:
    """Bring the root's rows to everything but its tracks; `before` is what they read as."""
    file, _, pattern = session.render.partition("\n")
    fields = {
        "play_rate": session.play_rate,
        "pan_law_db": session.pan_law_db,
        "pan_mode": session.pan_mode,
        "title": session.title,
        "author": session.author,
        "render_file": file,
        "render_pattern": pattern,
    }
    set_fields(rows, PROJECT, fields, session.extra, _ORDER)
    _set_tempo(rows, before, session)
    _set_sample_rate(rows, session)
    _set_markers(rows, before, session)
    _set_notes(rows, session)
    _set_master(rows, session.master, new=before is None)
    text = _verbatim_rows(rows)
    entries = _with_snapshots([entry for entry in session.extra if not _is_held(entry)], session.snapshots)
    set_verbatim(rows, lambda element: id(element) in text, entries, _ORDER)


def _with_snapshots(entries: list[str], snapshots: Sequence[Snapshot]) -> list[str]:
    """The entries with the snapshots' blocks in their places, those without a place at the end of their block."""
    waiting = list(snapshots)
    for snapshot in snapshots:
        if not snapshot.text or read_snapshot(snapshot.text) != snapshot:
            raise UnwritableSessionError(f"the snapshot {snapshot.name!r} is not as it was read")
    if snapshots and not any(entry.startswith("<EXTENSIONS") for entry in entries):
        entries = [*entries, "<EXTENSIONS\n>"]
    last = max((place for place, entry in enumerate(entries) if entry.startswith("<EXTENSIONS")), default=-1)
    found = []
    for place, entry in enumerate(entries):
        lines = []
        for line in entry.split("\n") if entry.startswith("<EXTENSIONS") else [entry]:
            if line != PLACE:
                lines.append(line)
            elif waiting:
                lines.append(waiting.pop(0).text)
        if place == last:
            lines[-1:-1] = [snapshot.text for snapshot in waiting]
        found.append("\n".join(lines))
    return found


def _is_held(entry: str) -> bool:
    key = entry.partition(" ")[0]
    if key in {HEADER.key, "NOTES", "SAMPLERATE", "TEMPO"} or entry.startswith(BEFORE_ROOT) or _is_marker(entry):
        return True
    return key in PROJECT.by_key or key.startswith(tuple(f"{block}/" for block in _TEMPO_BLOCKS))


def _verbatim_rows(rows: Sequence[Element]) -> set[int]:
    """Identities of the root's rows that are only text."""
    found = set()
    chains = {"MASTERFXLIST", "FXCHAIN_REC", "NOTES"}
    tempo = _tempo_node(rows)
    for element in rows:
        key = key_of(element)
        if isinstance(element, Row):
            words = arguments(element.text.partition(" ")[2])
            least = {"MASTERHWOUT": 1, "MARKER": 3}.get(key, 0)
            held = len(words) >= least and key in _HELD_KEYS
            held = held or (key in MASTER_GROUP_KEYS and groups_of(element.text.partition(" ")[2], 0) is not None)
            if element.text and not held:
                found.add(id(element))
        elif key in chains:
            chains.discard(key)
        elif key in MASTER_ENVELOPES or key in HARDWARE_ENVELOPES:
            if read_node(element, (MASTER_ENVELOPES | HARDWARE_ENVELOPES)[key]) is None:
                found.add(id(element))
        elif key != "TRACK" and element is not tempo:
            found.add(id(element))
    return found


def _tempo_node(rows: Sequence[Element]) -> Node | None:
    """The tempo envelope, None when it has no points."""
    for element in rows:
        is_tempo = isinstance(element, Node) and element.name in _TEMPO_BLOCKS
        if is_tempo and isinstance(element, Node) and read_node(element, TEMPO_DRIVE) is not None:
            return element
    return None


def _set_tempo(rows: list[Element], before: Session | None, session: Session) -> None:
    prefix = next((f"{block}/" for block in _TEMPO_BLOCKS if any(e.startswith(f"{block}/") for e in session.extra)), "")
    entries = [entry.removeprefix(prefix) for entry in session.extra if prefix and entry.startswith(prefix)]
    if before is not None and before.tempo_map == session.tempo_map:
        old = [entry.removeprefix(prefix) for entry in before.extra if prefix and entry.startswith(prefix)]
        if old == entries:
            return
    node = _tempo_node(rows)
    if not session.tempo_map:
        return
    base = session.tempo_map[0]
    if len(session.tempo_map) == 1 and not entries:
        if node is not None:
            rows[:] = [element for element in rows if element is not node]
        fields = {"bpm": base.bpm, "numerator": base.numerator, "denominator": base.denominator}
        set_line(
            rows, TEMPO, fields, leftovers(session.extra, {"TEMPO": TEMPO}).get("TEMPO"), _ORDER, new=before is None
        )
        return
    line = next((arguments(stored(entry))[1:] for entry in session.extra if entry.startswith("TEMPO ")), None)
    if line is not None:
        set_words(rows, "TEMPO", line, _ORDER)
    elif find(rows, "TEMPO") is None:
        set_words(rows, "TEMPO", [number_text(base.bpm), str(base.numerator), str(base.denominator)], _ORDER)
    if node is None:
        rows[:] = [element for element in rows if key_of(element) not in _TEMPO_BLOCKS]
        node = Node(Row(f"<{prefix.rstrip('/') or _TEMPO_BLOCKS[0]}"))
        rows.insert(place_for(rows, "TEMPOENVEX", _ORDER), node)
    identity = next((entry[6:] for entry in entries if entry.startswith("EGUID ")), "")
    extra = [entry for entry in entries if not entry.startswith("EGUID ") and entry != "ACT 0"]
    points = tuple(
        EnvelopePoint(point.time_s, point.bpm, "linear" if point.ramp else "square") for point in session.tempo_map
    )
    metre = (base.numerator, base.denominator)
    found = find(rows, "TEMPO")
    if found is not None:
        values = dict(TEMPO.read(found.text.partition(" ")[2]).fields)
        metre = (values["numerator"], values["denominator"])
    active = "ACT 0" not in entries
    extra = _metres(session.tempo_map, extra, metre)
    set_envelope(node, TEMPO_DRIVE, Envelope("tempo", active, points, identity, tuple(extra)))


def _metres(tempo: Sequence[TempoPoint], extra: Sequence[str], metre: tuple[int, int]) -> list[str]:
    """The envelope's ``extra`` with the metres of these points put into what it says of them."""
    known = {found[0]: found[1] for entry in extra if (found := signature_of(entry)) is not None}
    others = [entry for entry in extra if not entry.startswith("PT ")]
    left = [entry for entry in extra if entry.startswith("PT ")]
    result = []
    for point in tempo:
        code = known.get(point.time_s, 0)
        given = (code & 0xFFFF, code >> 16) if code & 0xFFFF and code >> 16 else metre
        metre = (point.numerator, point.denominator)
        mine = next((entry for entry in left if float(entry.split(" ")[1]) == point.time_s), None)
        if mine is not None:
            left.remove(mine)
        if given == metre:
            result += [mine] if mine else []
        else:
            words = mine.split(" ") if mine else ["PT", number_text(point.time_s), HELD, HELD, "0"]
            words[4] = str(point.denominator << 16 | point.numerator)
            result.append(" ".join(words))
    return [*others, *result]


def _used_rate(words: Sequence[str]) -> int | None:
    try:
        return (int(number(words[0])) or None) if number(words[1]) != 0 else None
    except (ValueError, IndexError):
        return None


def _set_sample_rate(rows: list[Element], session: Session) -> None:
    found = find(rows, "SAMPLERATE")
    words = [] if found is None else arguments(found.text.partition(" ")[2])
    entry = next((arguments(stored(e))[1:] for e in session.extra if e.startswith("SAMPLERATE ")), None)
    if session.sample_rate is None:
        if found is not None and entry is not None and shown(found.text) in session.extra:
            return
        if entry is not None or _used_rate(words) is not None:
            set_words(rows, "SAMPLERATE", entry or [words[0], "0", *words[2:]], _ORDER)
        elif found is not None:
            set_words(rows, "SAMPLERATE", None, _ORDER)
        return
    more = entry[2:] if entry else []
    same = _used_rate(words) == session.sample_rate and (words[2:] == more or (not more and words[2:] == ["0"]))
    if not same:
        set_words(rows, "SAMPLERATE", [str(session.sample_rate), "1", *(more or words[2:] or ["0"])], _ORDER)


def _is_marker(entry: str) -> bool:
    """Whether an entry of ``extra`` is what is left of a marker's line."""
    words = entry.split(" ")
    return words[0] == "MARKER" and words[2:4] == [HELD, HELD]


def _set_markers(rows: list[Element], before: Session | None, session: Session) -> None:
    entries = [entry for entry in session.extra if _is_marker(entry)]
    left = [arguments(stored(entry))[1:] for entry in entries]
    was = None if before is None else [entry for entry in before.extra if _is_marker(entry)]
    if before is not None and before.markers == session.markers and was == entries:
        return
    old = {id(e) for e in rows if key_of(e) == "MARKER" and len(arguments(lines_of(e)[0])) > 3}
    made = _marker_rows(session.markers, left)
    where = next((place for place, e in enumerate(rows) if id(e) in old), place_for(rows, "MARKER", _ORDER))
    rows[:] = [*rows[:where], *made, *(element for element in rows[where:] if id(element) not in old)]


def _marker_rows(markers: Sequence[Marker], left: Sequence[list[str]]) -> list[Row]:
    """Marker lines from what their leftovers say; numbered anew when these do not fit the markers."""
    made: list[Row] = []
    waiting = list(markers)
    regions: dict[str, Marker] = {}
    for words in left:
        region = is_region(words)
        if region and words[0] in regions:
            made.append(row("MARKER", [words[0], number_text(regions.pop(words[0]).end_s or 0.0), "", *words[3:]]))
            continue
        if not waiting or (waiting[0].end_s is not None) is not region:
            break
        marker = waiting.pop(0)
        if region:
            regions[words[0]] = marker
        made.append(row("MARKER", [words[0], number_text(marker.time_s), stored(marker.name), *words[3:]]))
    else:
        if not waiting and all(marker.end_s == marker.time_s for marker in regions.values()):
            return made
    made = []
    for index, marker in enumerate(markers, 1):
        words = [str(index), number_text(marker.time_s), stored(marker.name), "0" if marker.end_s is None else "1"]
        made.append(row("MARKER", words))
        if marker.end_s is not None:
            made.append(row("MARKER", [str(index), number_text(marker.end_s), "", "1"]))
    return made


def _set_notes(rows: list[Element], session: Session) -> None:
    head = next((entry for entry in session.extra if entry.startswith("NOTES")), None)
    node = next((element for element in rows if isinstance(element, Node) and element.name == "NOTES"), None)
    if node is None:
        if not session.notes and head is None:
            return
        node = Node(Row("<NOTES 0 2"))
        rows.insert(place_for(rows, "NOTES", _ORDER), node)
    wanted = f"<{stored(head)}" if head is not None else "<NOTES 0 2"
    if node.head.text != wanted:
        node.head.text = wanted
    lines = lines_of(node)[1 : -1 if node.closer is not None else None]
    if "\n".join(line.removeprefix("|") for line in lines) != stored(session.notes):
        node.rows[:] = [Row(f"|{line}") for line in stored(session.notes).split("\n")] if session.notes else []


def _set_master(rows: list[Element], master: Track, *, new: bool) -> None:
    if master.clips or any(not send.to.startswith("hardware:") for send in master.sends):
        raise UnwritableSessionError("the master holds neither clips nor sends to tracks")
    bits = next((int(entry.removeprefix(SWITCHES)) for entry in master.extra if entry.startswith(SWITCHES)), 0)
    fields = {
        name: getattr(master, name)
        for name in (
            "gain_db",
            "pan",
            "pan_law_db",
            "chain_enabled",
            "channels",
            "pan_mode",
            "automation_mode",
            "colour",
        )
    }
    fields["switches"] = bits & ~7 | int(master.muted) | int(master.soloed) << 1 | int(master.mono) << 2
    extra = [entry for entry in master.extra if not entry.startswith(SWITCHES)]
    set_fields(rows, MASTER, fields, extra, _ORDER, new=new)
    set_groups(rows, master.groups, MASTER_GROUP_KEYS, _ORDER)
    set_hardware(rows, "MASTERHWOUT", master.sends, _ORDER)
    for name, inserts in (("MASTERFXLIST", master.inserts), ("FXCHAIN_REC", master.input_inserts)):
        set_chain(rows, name, inserts, master.extra, place_for(rows, name, _ORDER))
    set_envelopes(rows, MASTER_ENVELOPES, master.envelopes, lambda name: place_for(rows, name, _ORDER))
