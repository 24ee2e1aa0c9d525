"""Which plug-ins a song holds, how far they are read, how often they changed, and the names that its curves prove.

Counted while a song's history is derived, from the very sessions that are read for it; kept song by song.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from parsers.insides import names_proved
from parsers.plugins.naming import is_place
from parsers.plugins.teaching.hosted import hosted_from
from parsers.plugins.teaching.reach import reached
from parsers.plugins.teaching.teachings import PluginKey, Teachings, gathered, key_of
from parsers.session import Insert, Plugin, Session
from parsers.taught import own_places
from profiler.exports.teachings_json import teaching_of
from profiler.history.records import Song
from profiler.service.scripts import known_scripts
from store import derived
from store.database import Database
from store.derived import Change, Column, Table
from store.words import Word, words

__all__ = [
    "HOST",
    "NAMES",
    "PLUGINS",
    "TEACH",
    "Census",
    "coverage_of",
    "every_insert",
    "known_teachings",
    "replacing",
    "songs_with",
    "taught_words",
]

TEACH = "teach"
"""The kind of word that a teaching is."""
HOST = "host"
"""The kind of word that holds what an installed plug-in showed with its states."""

PLUGINS = Table(
    "song_plugins",
    3,
    (
        Column("song", "text", nullable=False),
        Column("format", "text", nullable=False),
        Column("uid", "text", nullable=False, indexed=True),
        Column("name", "text", nullable=False),
        Column("vendor", "text", nullable=False),
        Column("instrument", "integer", nullable=False),
        Column("instances", "integer", nullable=False),
        Column("coverage", "json", nullable=False),
        Column("pairs", "integer", nullable=False),
        Column("changed", "integer", nullable=False),
        Column("nameless", "integer", nullable=False),
    ),
    key=("song", "format", "uid"),
)
"""Of each plug-in that a song ever held: instances in the latest save and how they are read; in how many pairs of saves
an instance was in both, and its settings differed; whether any of its settings is a nameless place in a list."""

NAMES = Table(
    "plugin_names",
    1,
    (
        Column("song", "text", nullable=False),
        Column("format", "text", nullable=False),
        Column("uid", "text", nullable=False),
        Column("place", "integer", nullable=False),
        Column("name", "text", nullable=False),
    ),
    key=("song", "format", "uid", "place"),
)
"""What a song's own parameter envelopes call the places of a plug-in."""

_HELD = 4
"""So many sessions are held at once to compare later ones with; a pair that lies further apart is not counted."""
_OF_THE_HOST = frozenset({"container", "video"})


@dataclass(slots=True)
class _Counted:
    plugin: Plugin
    instances: int = 0
    coverage: Counter[str] = field(default_factory=Counter)
    pairs: int = 0
    changed: int = 0
    nameless: bool = False
    names: dict[int, Counter[str]] = field(default_factory=dict)


def coverage_of(insert: Insert) -> str:
    """How far an insert is read: ``decoded``, ``named`` or ``opaque``; one of which a knob was taught is named."""
    taught = insert.coverage == "opaque" and any(value.confidence == "taught" for value in insert.parameters.values())
    return "named" if taught else insert.coverage


class Census:
    """Counts the plug-ins of one song's sessions as they pass by, each save once."""

    def __init__(self, song: Song) -> None:
        self._song = song.id
        contents = {save.id: save.content for save in song.saves}
        self._parents = {save.content: contents.get(save.parent or "") for save in song.saves}
        self._last = song.saves[-1].content if song.saves else ""
        self._counted: dict[PluginKey, _Counted] = {}
        self._seen: set[str] = set()
        self._held: OrderedDict[str, dict[tuple[str, str], Insert]] = OrderedDict()

    def see(self, content: str, session: Session) -> None:
        """Count a session as its file says it, without what was taught."""
        if content in self._seen:
            return
        self._seen.add(content)
        before = self._held.get(self._parents.get(content) or "", {})
        now: dict[tuple[str, str], Insert] = {}
        for owner, insert in every_insert(session):
            now[owner, insert.id] = insert
            counted = self._counted.setdefault(key_of(insert.plugin), _Counted(insert.plugin))
            counted.plugin = insert.plugin
            proved = names_proved(session.format, insert)
            for place, name in proved.items():
                counted.names.setdefault(place, Counter())[name] += 1
            earlier = before.get((owner, insert.id))
            if earlier is not None:
                counted.pairs += 1
                counted.changed += _differ(earlier, insert)
            if content == self._last:
                counted.instances += 1
                own = own_places(proved)
                counted.nameless |= any(term in own or is_place(term) for term in insert.parameters)
        self._held[content] = now
        while len(self._held) > _HELD:
            self._held.popitem(last=False)

    def cover(self, session: Session) -> None:
        """Count how far the plug-ins of the latest save are read, with all that was taught."""
        for _, insert in every_insert(session):
            self._counted[key_of(insert.plugin)].coverage[coverage_of(insert)] += 1

    @property
    def plugins(self) -> dict[PluginKey, bool]:
        """Every plug-in seen, and whether names proved by envelopes bear on it."""
        return {key: one.nameless or not one.instances for key, one in self._counted.items()}

    def changes(self) -> list[Change]:
        """The song's rows, in the place of those there were."""
        return replacing(self._song, self._rows(), self._names())

    def _rows(self) -> Iterator[dict[str, Any]]:
        bears = self.plugins
        for (format_, uid), one in sorted(self._counted.items()):
            yield {
                "song": self._song,
                "format": format_,
                "uid": uid,
                "name": one.plugin.name,
                "vendor": one.plugin.vendor,
                "instrument": int(one.plugin.instrument),
                "instances": one.instances,
                "coverage": dict(sorted(one.coverage.items())),
                "pairs": one.pairs,
                "changed": one.changed,
                "nameless": int(bears[format_, uid]),
            }

    def _names(self) -> Iterator[dict[str, Any]]:
        for (format_, uid), one in sorted(self._counted.items()):
            for place, names in sorted(one.names.items()):
                name = _most(names)
                yield {"song": self._song, "format": format_, "uid": uid, "place": place, "name": name}


def replacing(song: str, plugins: Iterable[dict[str, Any]] = (), names: Iterable[dict[str, Any]] = ()) -> list[Change]:
    """These rows of a song in the place of those there were."""
    where = {"song": song}
    return [(PLUGINS, plugins, where), (NAMES, names, where)]


def every_insert(session: Session) -> Iterator[tuple[str, Insert]]:
    """Every plug-in of a session, nested ones too, with the id of its track."""
    for track in session.every_track():
        chains = [track.inserts, track.input_inserts, *(clip.inserts for clip in track.clips if clip.inserts)]
        for insert in _nested(one for chain in chains for one in chain):
            if insert.plugin.format not in _OF_THE_HOST and (insert.plugin.uid or insert.plugin.name):
                yield track.id, insert


def _nested(inserts: Iterable[Insert]) -> Iterator[Insert]:
    for insert in inserts:
        yield insert
        yield from _nested(insert.inserts)


def _differ(earlier: Insert, later: Insert) -> bool:
    """Whether the settings differ; equal chunks are not opened."""
    if earlier is later or (earlier.chunk and earlier.chunk == later.chunk):
        return False
    return earlier.state_hash != later.state_hash


def _most(names: Mapping[str, int]) -> str:
    """The name that is said most often; of equals the first by alphabet."""
    return min(names, key=lambda name: (-names[name], name))


# What is known


def known_teachings(db: Database) -> Teachings:
    """All that was taught or shown by plug-ins, every name that an envelope in the archive proves, and own scripts.

    Where songs prove different names for a place, most songs decide.
    """
    votes: dict[PluginKey, dict[int, Counter[str]]] = {}
    for row in derived.select(db, NAMES):
        place = votes.setdefault((row["format"], row["uid"]), {}).setdefault(row["place"], Counter())
        place[row["name"]] += 1
    names = {key: {place: _most(said) for place, said in places.items()} for key, places in votes.items()}
    taught = gathered(teaching_of(word.body) for word in taught_words(db))
    hosted = hosted_from(word.body for word in words(db, kinds=[HOST]))
    return Teachings(taught, names, known_scripts(db), hosted, reached(taught, _every(db)) if taught else {})


def _every(db: Database) -> Iterator[Plugin]:
    """Every plug-in of the archive."""
    for row in derived.select(db, PLUGINS, columns=["name", "vendor", "format", "uid", "instrument"]):
        yield Plugin(row["name"], row["vendor"], row["format"], row["uid"], bool(row["instrument"]))


def taught_words(db: Database) -> list[Word]:
    """The words that are teachings, in the order of time."""
    return words(db, kinds=[TEACH])


def songs_with(db: Database, teachings: Teachings) -> dict[str, dict[PluginKey, bool]]:
    """Song → its plug-ins that anything is known of, and whether names bear on them."""
    found: dict[str, dict[PluginKey, bool]] = {}
    if teachings.plugins:
        columns = ["song", "format", "uid", "nameless"]
        where = {"uid": {uid for _, uid in teachings.plugins}}
        for row in derived.select(db, PLUGINS, where=where, columns=columns):
            found.setdefault(row["song"], {})[row["format"], row["uid"]] = bool(row["nameless"])
    return found
