"""Which saves are one piece of work, in which order they were made, and from which earlier save each one came.

Files say it (`grouping`); the engineer's word wins over all of it, step by step in the order in which it was said.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from profiler.history.corrections import Anchor, Assigned, Corrections, Merged, Named, Split, Step
from profiler.history.facts import Facts
from profiler.history.grouping import free_groups
from profiler.history.names import read_name
from profiler.history.ordering import in_order
from profiler.history.records import Save, Song
from profiler.history.sketch import parents
from profiler.history.templates import is_template_path

__all__ = ["SongFinder", "group", "short_hash"]


def short_hash(*parts: str) -> str:
    """An id made of content: 16 hex digits of the sha256 over the parts."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def group(facts: Sequence[Facts], corrections: Corrections | None = None) -> list[Song]:
    """Group saves into songs, whatever order they come in.

    facts        one for each content at each path; fragments (chains, templates) are left out unless named
    corrections  the engineer's word
    Returns      songs by name, each with its saves oldest first. A content seen at several paths is one save.
    """
    said = corrections or Corrections()
    distinct = sorted(set(facts), key=lambda fact: (fact.path, fact.content, fact.user, fact.recorded))
    named = {path for step in said.steps if isinstance(step, Named) for path in step.paths}
    kept = [fact for fact in distinct if not fact.fragment or _is_below(fact.path, named)]
    free, templates = free_groups(kept)
    groups = _Groups([_Group(members) for members in free], templates)
    for step in said.steps:
        groups.take(step)
    songs = [_song(one, templates, said) for one in groups.groups if one.members]
    return _with_words(_named_apart(songs), said)


class SongFinder:
    """Finds the song of which something was said."""

    def __init__(self, songs: Iterable[Song]) -> None:
        self._songs = {song.id: song for song in songs}
        self._contents: dict[str, list[str]] = {}
        self._paths: dict[str, set[str]] = {}
        for song in self._songs.values():
            for save in song.saves:
                self._contents.setdefault(save.fingerprint, []).append(song.id)
                self._paths.setdefault(save.path, set()).add(song.id)

    def find(self, anchor: Anchor) -> Song | None:
        """The song that holds most of its contents, then most of its paths; or None."""
        contents = Counter(song for name in anchor.contents for song in self._contents.get(name, ()))
        paths = Counter(song for path in anchor.paths for song in self._paths.get(path, ()))
        found = sorted(contents.keys() | paths.keys())
        best = max(found, key=lambda song: (contents[song], paths[song]), default=None)
        return None if best is None else self._songs[best]


def _is_below(path: str, places: Iterable[str]) -> bool:
    known = set(places)
    place = path
    while place:
        if place in known:
            return True
        shorter = place.replace("\\", "/").rpartition("/")[0]
        if shorter == place:
            return False
        place = shorter
    return False


@dataclass(slots=True)
class _Group:
    """Facts that are one song so far; ``name`` is the engineer's, None while files alone say it."""

    members: list[Facts]
    name: str | None = None


@dataclass(slots=True)
class _Groups:
    """All songs while the engineer's words are applied, one after another."""

    groups: list[_Group]
    templates: frozenset[str]

    def take(self, step: Step) -> None:
        """Apply one step."""
        if isinstance(step, Named):
            self._move([f for one in self.groups for f in one.members if _is_below(f.path, step.paths)], step.song)
        elif isinstance(step, Merged):
            self._merge(step)
        elif isinstance(step, Split):
            self._split(step)
        else:
            self._assign(step)

    def _move(self, facts: Sequence[Facts], name: str, into: _Group | None = None) -> None:
        """Take facts out of their groups, with every other sight of the same contents, into the song of that name."""
        contents = {fact.fingerprint for fact in facts} - self.templates
        exact = set(facts)
        if not exact:
            return
        moved = []
        for one in self.groups:
            here = [fact for fact in one.members if fact in exact or fact.fingerprint in contents]
            if here:
                moved += here
                gone = set(here)
                one.members = [fact for fact in one.members if fact not in gone]
        target = into or next((one for one in self.groups if one.name == name), None)
        if target is None:
            target = _Group([], name)
            self.groups.append(target)
        target.members = sorted({*target.members, *moved}, key=lambda fact: (fact.path, fact.content, fact.user))

    def _merge(self, step: Merged) -> None:
        found = [self._of(anchor) for anchor in step.songs]
        every = list({id(one): one for one in found if one is not None}.values())
        if len(every) > 1:
            first = every[0]
            for other in every[1:]:
                first.members = [*first.members, *other.members]
                other.members = []
            first.name = step.name

    def _split(self, step: Split) -> None:
        one = self._of(step.save)
        if one is None:
            return
        ones = in_order(one.members)
        came_from = parents([save.best.sketch for save in ones])
        start = next((n for n, save in enumerate(ones) if save.fingerprint in step.save.contents), None)
        if start is None:
            return
        going_on = {start}
        for place in range(start + 1, len(ones)):
            if came_from[place] in going_on:
                going_on.add(place)
        contents = {ones[place].fingerprint for place in going_on}
        apart = [fact for fact in one.members if fact.fingerprint in contents]
        one.members = [fact for fact in one.members if fact.fingerprint not in contents]
        self.groups.append(_Group(apart, step.name))

    def _assign(self, step: Assigned) -> None:
        wanted = []
        for anchor in step.saves:
            one = self._of(anchor)
            wanted += [fact for fact in one.members if fact.fingerprint in anchor.contents] if one else []
        target = self._of(step.song) if step.song.contents or step.song.paths else None
        if target is not None:
            target.name = step.name
        self._move(wanted, step.name, target)

    def _of(self, anchor: Anchor) -> _Group | None:
        """The group that an anchor speaks of: most of its contents, then most of its paths."""
        best: tuple[tuple[int, int, int], _Group] | None = None
        for one in self.groups:
            contents = {fact.fingerprint for fact in one.members} & anchor.contents
            paths = len({fact.path for fact in one.members} & anchor.paths)
            rank = (len(contents - self.templates), paths, len(contents))
            if any(rank) and (best is None or rank > best[0]):
                best = (rank, one)
        return best[1] if best else None


def _song(one: _Group, templates: frozenset[str], said: Corrections) -> Song:
    ones = in_order(one.members)
    earliest = read_name(ones[0].best.path)
    stems = {file.stem for fact in one.members if not (file := read_name(fact.path)).backup}
    name = one.name if one.name is not None else earliest.title
    own = next((save.fingerprint for save in ones if save.fingerprint not in templates), None)
    # A template's content is in many songs: the first save that is the song's own tells it, else where it lies.
    song = short_hash("song", name, own) if own is not None else short_hash("start", name, ones[0].best.path)
    if one.name is None and len(stems) == 1:
        name = stems.pop() or name
    ids = [short_hash("save", song, save.fingerprint) for save in ones]
    came_from = parents([save.best.sketch for save in ones])
    saves = [
        Save(
            id=ids[order],
            song=song,
            path=(best := save.best).path,
            time=save.time,
            parent=None if (parent := came_from[order]) is None else ids[parent],
            user=said.users.get(save.fingerprint, save.user),
            order=order,
            app_version=best.app_version,
            content=best.content,
            fingerprint=save.fingerprint,
        )
        for order, save in enumerate(ones)
    ]
    template = one.name is None and (
        own is None or all(is_template_path(fact.path) for fact in one.members if fact.fingerprint not in templates)
    )
    return Song(song, name, tuple(saves), template=template, parts=ones[-1].best.parts)


def _named_apart(songs: Sequence[Song]) -> list[Song]:
    """Songs whose names collide also bear the folder's name; where that does not help, the start of their id."""
    count = Counter(song.name for song in songs)
    wider = []
    for song in songs:
        folder = read_name(song.saves[0].path).folder.replace("\\", "/").rpartition("/")[2]
        alone = count[song.name] == 1 or not folder or folder == song.name
        wider.append(song.name if alone else f"{song.name} ({folder})")
    again = Counter(wider)
    final = [name if again[name] == 1 else f"{name} #{song.id[:4]}" for name, song in zip(wider, songs, strict=True)]
    named = (replace(song, name=name) for song, name in zip(songs, final, strict=True))
    return sorted(named, key=lambda song: (song.name, song.id))


def _with_words(songs: list[Song], said: Corrections) -> list[Song]:
    """The songs with their tags, and which of them are left out."""
    tags: dict[str, set[str]] = {}
    left_out: dict[str, bool] = {}
    finder = SongFinder(songs)
    for anchor, given, taken in said.tags:
        song = finder.find(anchor)
        if song is not None:
            own = tags.setdefault(song.id, set())
            own |= given
            own -= taken
    for anchor, excluded in said.excluded:
        song = finder.find(anchor)
        if song is not None:
            left_out[song.id] = excluded
    return [
        replace(song, tags=tuple(sorted(tags.get(song.id, ()))), excluded=left_out.get(song.id, False))
        for song in songs
    ]
