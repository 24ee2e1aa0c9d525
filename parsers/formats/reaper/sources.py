"""What a clip plays: ``<SOURCE WAVE`` with a file, notes held inline, a section of another source (RPP_FORMAT §7)."""

from __future__ import annotations

from functools import lru_cache

from parsers.formats.reaper.lexis import arguments, number, quoted, shown
from parsers.formats.reaper.lines import HELD
from parsers.formats.reaper.scan import Lines
from parsers.formats.reaper.state import digest
from parsers.session import SourceRef

__all__ = ["EMPTY", "KINDS", "SECTION", "read_file", "read_notes", "read_source"]

EMPTY = SourceRef("empty")
KINDS = {
    "MIDI": "midi",
    "VIDEO": "video",
    "RPP_PROJECT": "session",
    "CLICK": "click",
    "LTC": "timecode",
    "EMPTY": "empty",
}
"""Kinds of source types; all others (WAVE, MP3, FLAC, VORBIS, WAVPACK …) are audio."""
SECTION = "SOURCE SECTION"
"""Starts the ``extra`` entry that holds a section's own lines."""
_OFFLINE = "_OFFLINE_"
_MOST_SECTIONS = 16

_EDITOR = frozenset(
    {"CFGEDIT", "CFGEDITVIEW", "VELLANE", "EVTFILTER", "TRACKSEL", "KEYSNAP", "SRCCOLOR", "GUID", "POOLEDEVTS"}
)
"""Lines of a MIDI source that its editor and identity need, no notes."""


def read_source(scan: Lines, index: int) -> tuple[SourceRef, int]:
    """Read the source whose block opens at `index`; returns it and the index after it."""
    lines = scan.lines
    head = lines[index]
    if index + 2 < len(lines) and lines[index + 2] == ">" and lines[index + 1].startswith("FILE "):
        return read_file(head, lines[index + 1]), index + 3
    end = scan.past(index)
    return _source(scan, index, end, 0), end


@lru_cache(maxsize=1024)
def read_file(head: str, file: str) -> SourceRef:
    """The commonest source by far: a file and nothing else."""
    kind, extra = _type(head)
    path, more = _path(file)
    return SourceRef(kind, path, "", extra + more)


def _path(file: str) -> tuple[str, tuple[str, ...]]:
    """The path of a FILE line, and what the line says beyond it."""
    words = arguments(file[5:])
    more = (shown(" ".join(("FILE", HELD, *map(quoted, words[1:])))),) if len(words) > 1 else ()
    return shown(words[0]) if words else "", more


@lru_cache(maxsize=256)
def _type(head: str) -> tuple[str, tuple[str, ...]]:
    """Kind of a source and, where the kind alone does not say it, its type as an ``extra`` entry."""
    type_ = head[8:].strip(" ")
    kind = KINDS.get(type_.removeprefix(_OFFLINE), "audio")
    plain = "WAVE" if kind == "audio" else next(name for name, meaning in KINDS.items() if meaning == kind)
    return kind, () if type_ == plain else (f"SOURCE {shown(type_)}",)


def _source(scan: Lines, index: int, end: int, depth: int) -> SourceRef:
    head = scan.lines[index]
    if head == f"<{SECTION}" and depth < _MOST_SECTIONS:
        return _section(scan, index, end, depth)
    return _of_body(head, scan.body(index, end))


def read_notes(head: str, body: list[str]) -> SourceRef:
    """A source by its opening line and the lines of its body, indent and all."""
    return _of_body(head, [line.lstrip(" \t") for line in body])


def _of_body(head: str, body: list[str]) -> SourceRef:
    """A source by its opening line and the lines in it: those of note events, and blocks, are joined to runs."""
    kind, extra = _type(head)
    left = list(extra)
    path = ""
    notes: list[str] = []
    run: list[str] = []
    depth = 0
    for line in body:
        mark = line[:1]
        if mark == "<":
            depth += 1
        elif line == ">":
            depth -= 1
        elif depth == 0 and not (mark in "Ee" and line[1:2] in " m"):
            if run:
                _end_run(run, left, notes)
                run = []
            key = line.partition(" ")[0]
            if key == "FILE" and not path:
                path, more = _path(line)
                left += more
                continue
            if line:
                left.append(line if line.isascii() else shown(line))
                if key not in _EDITOR:
                    notes.append(line)
            continue
        run.append(line)
    if run:
        _end_run(run, left, notes)
    return SourceRef(kind, path, _notes_hash(notes) if kind == "midi" and notes else "", tuple(left))


def _end_run(run: list[str], left: list[str], notes: list[str]) -> None:
    text = "\n".join(run)
    left.append(shown(text))
    notes.append(text)


def _notes_hash(parts: list[str]) -> str:
    """Hash of the notes, whichever of them are selected (``e`` for ``E``, ``<x`` for ``<X``)."""
    text = "\n" + "\n".join(parts)
    return digest(text.replace("\ne", "\nE").replace("\n<x", "\n<X").encode("latin-1"))


def _section(scan: Lines, index: int, end: int, depth: int) -> SourceRef:
    """A stretch of another source: that source, its own lines behind those of the section."""
    inner = EMPTY
    own = [SECTION]
    start = 0.0
    place = index + 1
    last = place + len(scan.body(index, end))
    while place < last:
        line = scan.lines[place]
        after = scan.past(place) if line[:1] == "<" else place + 1
        if line.startswith("<SOURCE ") and inner is EMPTY:
            inner = _source(scan, place, after, depth + 1)
        elif line:
            own.append(scan.text(place, after))
            start = _start(line, start)
        place = after
    extra = ("\n".join(own), *inner.extra)
    return SourceRef(inner.kind, inner.path, inner.hash, extra, start + inner.start_s)


def _start(line: str, start: float) -> float:
    if not line.startswith("STARTPOS "):
        return start
    try:
        return number(line[9:])
    except ValueError:
        return start
