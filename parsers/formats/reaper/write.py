"""A Session written as a REAPER file: anew, or into a file of the same work with only what differs changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.errors import UnwritableSessionError
from parsers.formats.reaper.edit import Order, find, set_parts, set_verbatim
from parsers.formats.reaper.pools import with_pieces
from parsers.formats.reaper.read import read
from parsers.formats.reaper.sends import RECEIVE, numbered
from parsers.formats.reaper.split import depth_at_end
from parsers.formats.reaper.tracks import TRACK, folders
from parsers.formats.reaper.tree import Element, Node, Row, key_of, parse, render
from parsers.formats.reaper.write_chain import set_inserts
from parsers.formats.reaper.write_project import BEFORE_ROOT, set_header, set_project
from parsers.formats.reaper.write_tracks import Incoming, set_track, track_node
from parsers.session import Session, Track

__all__ = ["write"]


def write(session: Session, *, base: bytes | None = None) -> bytes:
    """The bytes of a file that reads as this session (path and warnings apart).

    base    a file of the same work and kind: what does not differ is carried over byte for byte, the order of its
            lines, their indent and line ends included. None: a new file, LF line ends
    Raises  UnwritableSessionError for what REAPER cannot hold; BrokenSessionError for a base that cannot be read.
    """
    if with_pieces(session) != session:
        raise UnwritableSessionError("the contents of automation items are not those of the session", path=session.path)
    if base is None:
        elements: list[Element] = []
        before = None
    else:
        before = read(base)
        depth = depth_at_end(base)
        if before.kind != session.kind or depth > 0 or (depth < 0 and session.kind != "chain"):
            raise UnwritableSessionError(f"the file to start from is no sound {session.kind}", path=session.path)
        elements = parse(base)
    if session.kind == "chain":
        _set_chain_file(elements, session)
    elif session.kind == "tracks":
        _set_tracks(elements, before, session)
        set_verbatim(elements, _is_loose, session.extra, Order("@", "TRACK"))
    else:
        _set_root(elements, before, session)
    return render(elements, end="\r\n" if base is not None and b"\r\n" in base[: base.find(b"\n") + 1] else "\n")


def _set_chain_file(elements: list[Element], session: Session) -> None:
    track = session.tracks[0] if len(session.tracks) == 1 else None
    if track is None or replace(track, id="chain", inserts=()) != Track(id="chain", name=""):
        raise UnwritableSessionError("a chain holds the inserts of one nameless track", path=session.path)
    set_inserts(elements, track.inserts, session.extra)


def _is_loose(element: Element) -> bool:
    return element.name != "TRACK" if isinstance(element, Node) else element.text not in {"", ">"}


def _is_loose_row(element: Element) -> bool:
    return isinstance(element, Row) and element.text not in {"", ">"}


def _set_root(elements: list[Element], before: Session | None, session: Session) -> None:
    roots = [element for element in elements if isinstance(element, Node) and element.name == "REAPER_PROJECT"]
    if roots:
        root = roots[-1]
    else:
        root = Node(Row("<"))
        elements.append(root)
    if len(roots) < 2:
        first = next(place for place, element in enumerate(elements) if element is root)
        loose = elements[:first]
        entries = [entry for entry in session.extra if entry.startswith(BEFORE_ROOT)]
        set_verbatim(loose, _is_loose_row, entries, Order())
        elements[:first] = loose
    set_header(root, session)
    set_project(root.rows, before, session)
    _set_tracks(root.rows, before, session)


def _set_tracks(rows: list[Element], before: Session | None, session: Session) -> None:
    nodes = [element for element in rows if isinstance(element, Node) and element.name == "TRACK"]
    old = () if before is None else before.tracks
    if len(nodes) != len(old):
        raise UnwritableSessionError("the file to start from is not sound: its blocks do not nest", path=session.path)
    known = {id(node): place for place, node in enumerate(nodes)}
    received = _received(nodes, [track.id for track in old])
    was_incoming = _incoming(old)
    incoming = _incoming(session.tracks)
    was_structured = [_isbus(node) for node in nodes]
    structure = _structure(session.tracks, {track.id: was for track, was in zip(old, was_structured, strict=True)})

    def change(node: Node, place: int) -> None:
        number = known[id(node)]
        same = old[number] == session.tracks[place] and was_incoming[number] == incoming[place]
        if not same or was_structured[number] != structure[place]:
            set_track(node, old[number], session.tracks[place], incoming[place], structure[place], received[number])

    made = set_parts(
        nodes,
        [track.id for track in old],
        [track.id for track in session.tracks],
        change=change,
        make=lambda place: track_node(session.tracks[place], incoming[place], structure[place]),
    )
    if [id(node) for node in made] == [id(node) for node in nodes]:
        return
    first = next((place for place, element in enumerate(rows) if nodes and element is nodes[0]), _end(rows))
    rows[:] = [*rows[:first], *made, *(element for element in rows[first:] if id(element) not in known)]


def _end(rows: Sequence[Element]) -> int:
    """Where the first track goes: before what extensions keep, else last."""
    return next((place for place, element in enumerate(rows) if key_of(element) == "EXTENSIONS"), len(rows))


def _received(nodes: Sequence[Node], ids: Sequence[str]) -> list[list[str]]:
    """For each track the keys of its receives in the order of their lines, "" where the source is not there."""
    seen: list[dict[tuple[str, str], int]] = [{} for _ in ids]
    keys: list[list[str]] = []
    for node, identity in zip(nodes, ids, strict=True):
        keys.append([])
        for element in node.rows:
            if not isinstance(element, Row) or key_of(element) != "AUXRECV":
                continue
            fields = dict(RECEIVE.read(element.text.partition(" ")[2]).fields)
            source = fields["source"]
            if 0 <= source < len(ids):
                channel = fields["channel"] if fields["source_channel"] else ""
                keys[-1].append(f"{ids[source]} {numbered(identity, channel, seen[source])}")
            else:
                keys[-1].append("")
    return keys


def _incoming(tracks: Sequence[Track]) -> list[list[Incoming]]:
    """What each track receives. Raises UnwritableSessionError for a send to a track that is not there."""
    places = {track.id: place for place, track in enumerate(tracks)}
    incoming: list[list[Incoming]] = [[] for _ in tracks]
    for index, track in enumerate(tracks):
        seen: dict[tuple[str, str], int] = {}
        for send in track.sends:
            if send.to.startswith("hardware:"):
                continue
            if send.to not in places:
                raise UnwritableSessionError(f"{track.name!r} sends to {send.to!r}, which is no track of the session")
            key = f"{track.id} {numbered(send.to, send.channel, seen)}"
            incoming[places[send.to]].append(Incoming(key, index, send))
    return incoming


def _isbus(node: Node) -> tuple[int, int]:
    found = find(node.rows, "ISBUS")
    fields = dict(TRACK.by_key["ISBUS"].read("" if found is None else found.text.partition(" ")[2]).fields)
    return fields["folder_state"], fields["folder_step"]


def _structure(tracks: Sequence[Track], was: dict[str, tuple[int, int]]) -> list[tuple[int, int]]:
    """Folder state and step of each track; as they were, where they still say the same.

    Raises  UnwritableSessionError when a track does not stand right behind its folder.
    """
    kept = [was.get(track.id, (0, 0)) for track in tracks]
    wanted = [(track.kind == "folder", track.folder) for track in tracks]
    if folders([track.id for track in tracks], kept) == wanted:
        return kept
    structure = []
    path: list[str] = []
    for track, following in zip(tracks, [*tracks[1:], None], strict=True):
        if track.folder != (path[-1] if path else ""):
            raise UnwritableSessionError(f"{track.name!r} does not stand behind its folder", remedy="Move it there.")
        step = 1 if following is not None and following.folder == track.id else 0
        if step:
            path.append(track.id)
        while not step > 0 and path and (following is None or path[-1] != following.folder):
            path.pop()
            step -= 1
        structure.append((1 if track.kind == "folder" else 2 if step < 0 else 0, step))
    return structure
