"""Plug-ins: which there are, how far they are read, and what engineers teach of the rest; taught once, known for good.

A teaching is a word in the store. It reaches every save that was ever seen: songs with the plug-in are derived again.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from parsers import registry
from parsers.plugins.teaching.errors import TeachingError
from parsers.plugins.teaching.finding import Found, Look, find
from parsers.plugins.teaching.places import FieldPlace, number_at
from parsers.plugins.teaching.readings import Reading, readings_of
from parsers.plugins.teaching.teachings import PluginKey, Teaching, Teachings, is_teachable, key_of, teaching_json
from parsers.session import Plugin, Scalar, Session
from parsers.taught import TaughtReader
from parsers.vocabulary import describe, terms
from profiler.config import ConfigError
from profiler.exports.teachings_json import read_teachings, teaching_of
from profiler.history.records import Save, Song
from profiler.service.census import HOST, PLUGINS, TEACH, known_teachings, taught_words
from profiler.service.deriving import load_session
from profiler.service.hosting import Hosted, ask_plugin, installed_as
from profiler.service.installed import Installed, installed, letters, unused
from profiler.service.reports import Progress
from profiler.service.samples import Instance, instances, lines_of
from profiler.service.scripts import script_files
from store import derived
from store.database import Database, learn_lock
from store.words import retract, say, words

__all__ = ["PluginUse", "Plugins"]

_MOST_SONGS, _MOST_SAVES = 4, 8
"""So many songs, and so many of each one's latest saves, are looked at for what changes by itself."""
_APART_S = 1e-3
"""Words said in one moment keep their order by being told this far apart."""


@dataclass(frozen=True, slots=True)
class PluginUse:
    """One plug-in over all songs.

    instances  in the songs' latest saves; decoded, named and opaque are parts of them
    pairs      of saves in a row that both held an instance, in `changed` of which its settings differed
    songs      id → name of those that ever held it
    taught     what was taught of it;  names, place in its list → name that an envelope proves
    script     the engineer's own file that names its sliders, "" for none
    shown      with how many of its states the installed plug-in itself showed its settings
    """

    plugin: Plugin
    instances: int = 0
    decoded: int = 0
    named: int = 0
    opaque: int = 0
    pairs: int = 0
    changed: int = 0
    songs: Mapping[str, str] = field(default_factory=dict)
    taught: tuple[Teaching, ...] = ()
    names: Mapping[int, str] = field(default_factory=dict)
    script: str = ""
    shown: int = 0

    def to_json(self) -> dict[str, object]:
        """The object of schema ``mixtaste/plugin/1``."""
        return {
            "schema": "mixtaste/plugin/1",
            "name": self.plugin.name,
            "vendor": self.plugin.vendor,
            "format": self.plugin.format,
            "uid": self.plugin.uid,
            "instrument": self.plugin.instrument,
            "instances": self.instances,
            "decoded": self.decoded,
            "named": self.named,
            "opaque": self.opaque,
            "pairs": self.pairs,
            "changed": self.changed,
            "songs": [{"id": song, "name": name} for song, name in self.songs.items()],
            "taught": [one.term for one in self.taught],
            "proved_names": [{"place": place, "name": name} for place, name in self.names.items()],
            "script": self.script,
            "shown": self.shown,
        }


class Plugins:
    """What a pipeline knows of plug-ins and can be taught.

    find    name or id → song; raises an error that names near ones
    songs   every song
    derive  makes everything derived up to date
    folders  where plug-ins are installed
    """

    def __init__(
        self,
        db: Database,
        *,
        find: Callable[[str], Song],
        songs: Callable[[], Sequence[Song]],
        derive: Callable[[], None],
        now: Callable[[], float],
        folders: Sequence[str] = (),
    ) -> None:
        self._db = db
        self._find = find
        self._songs = songs
        self._derive = derive
        self._now = now
        self._folders = folders

    def uses(self) -> list[PluginUse]:
        """Every plug-in of the archive, those with most instances first."""
        known, scripts = known_teachings(self._db), script_files(self._db)
        names = {song.id: song.name for song in self._songs()}
        uses: dict[PluginKey, PluginUse] = {}
        for row in derived.select(self._db, PLUGINS):
            key = (row["format"], row["uid"])
            plugin = Plugin(row["name"], row["vendor"], row["format"], row["uid"], bool(row["instrument"]))
            use = uses.get(key) or PluginUse(
                plugin,
                taught=known.taught.get(key, ()),
                names=dict(sorted(known.names.get(key, {}).items())),
                script=scripts.get(key, ""),
                shown=len(known.hosted.get(key, ())),
            )
            coverage: Counter[str] = Counter(row["coverage"])
            uses[key] = replace(
                use,
                instances=use.instances + row["instances"],
                decoded=use.decoded + coverage["decoded"],
                named=use.named + coverage["named"],
                opaque=use.opaque + coverage["opaque"],
                pairs=use.pairs + row["pairs"],
                changed=use.changed + row["changed"],
                songs={**use.songs, row["song"]: names.get(row["song"], "")},
            )
        ordered = sorted(uses.items(), key=lambda item: (-item[1].instances, item[1].plugin.name.casefold(), item[0]))
        return [use for _, use in ordered]

    def show(self, name: str) -> list[PluginUse]:
        """The plug-in of this name or id; its editions (VST2, VST3 …) are plug-ins of their own.

        Raises TeachingError, which names near ones.
        """
        every = self.uses()
        wanted = name.casefold()
        found = [use for use in every if wanted in (use.plugin.name.casefold(), use.plugin.uid.casefold())]
        found = found or [use for use in every if letters(name) and letters(use.plugin.name) == letters(name)]
        if not found:
            near = _near(name, [use.plugin.name for use in every])
            remedy = f"Near ones: {', '.join(near)}." if near else "List them: plugin list."
            raise TeachingError(f"no song holds a plug-in {name}", remedy=remedy)
        return found

    def unused(self) -> list[Installed]:
        """Installed plug-ins that no song has ever held. Raises ConfigError where no folder of plug-ins is named."""
        if not self._folders:
            raise ConfigError(
                "it is not known where plug-ins are installed",
                remedy="Say it: mixtaste config set plugin_folders PATH…",
            )
        return unused(installed(self._folders), [use.plugin for use in self.uses()])

    def teach(
        self,
        user: str,
        name: str,
        *,
        term: str,
        shown: Sequence[str],
        saves: Sequence[str] = (),
        track: str = "",
        unit: str = "",
    ) -> Teaching:
        """Learn one knob of a plug-in from saves between which it was moved.

        name   of the plug-in, or its id;  track, of the instance that was moved, where there are several
        term   what the knob is: a standard term, or ``plugin.NAME``
        shown  what the window showed at each save, as typed
        saves  as many session files, in the same order; or one song, or one path: its latest saves; or nothing: those
               of the song that was saved last of all that hold the plug-in
        unit   of a ``plugin.NAME`` whose readings bear none
        Raises TeachingError where that proves nothing; SessionError; UnknownNameError
        """
        _check_term(term)
        readings = readings_of(shown, term, unit=unit)
        if len(readings) < 2:
            raise TeachingError("one reading proves nothing", remedy="Give two or more, each with a save of its own.")
        outside = next((one for one in readings if one.value is not None and not _is_sane(term, one)), None)
        if outside is not None:
            raise TeachingError(f"{term} cannot be {outside.text}", remedy="Is it another term, or another unit?")
        # What the plug-in showed itself are fields that can be taught like any others.
        known = TaughtReader(Teachings(hosted=known_teachings(self._db).hosted))
        sessions = [known(session) for session in self._sessions(name, saves, len(readings))]
        found, instance = self._find_knob(instances(sessions, name, track=track), readings, term, known)
        stored = [_stored(found, look) for look in instance.looks]
        taught = Teaching(
            plugin=key_of(instance.plugin),
            name=instance.plugin.name,
            place=found.place,
            term=term,
            unit=readings[0].unit,
            law=found.law,
            readings=tuple((value, reading.text) for value, reading in zip(stored, readings, strict=True)),
        )
        self._say(user, [taught])
        return taught

    def ask_installed(
        self, user: str, name: str, *, path: str = "", progress: Callable[[Progress], None] = lambda _: None
    ) -> Hosted:
        """Ask the installed plug-in itself what it shows with each state in the archive that no decoder reads.

        name  of the plug-in, or its id;  path, of the installed VST3, "" where the folders of plug-ins tell
        Raises TeachingError for a plug-in that no song holds, HostError where it cannot be asked
        """
        with learn_lock(self._db):
            plugin, states = self._asked(name)
            asked = ask_plugin(
                self._db,
                user,
                plugin,
                path or installed_as(plugin, installed(self._folders)),
                [song for song in self._songs() if song.id in states],
                known=known_teachings(self._db).hosted.get(key_of(plugin), {}),
                now=self._now(),
                progress=progress,
            )
            if asked.read:
                self._derive()
        return asked

    def forget_installed(self, name: str) -> int:
        """Take back all that the plug-in showed itself; how many states that were."""
        with learn_lock(self._db):
            key = key_of(self._asked(name)[0])
            gone = len(known_teachings(self._db).hosted.get(key, {}))
            for word in words(self._db, kinds=[HOST]):
                if (word.body["plugin"]["format"], word.body["plugin"]["uid"]) == key:
                    retract(self._db, word.id)
            if gone:
                self._derive()
        return gone

    def _asked(self, name: str) -> tuple[Plugin, Mapping[str, str]]:
        """The edition of a plug-in that can be asked, the VST3 where there is one, and the songs with it."""
        uses = sorted(self.show(name), key=lambda use: use.plugin.format != "VST3")
        return uses[0].plugin, uses[0].songs

    def forget(self, name: str, term: str) -> int:
        """Take back what was taught of one knob; how many words that were."""
        wanted = name.casefold()
        gone = 0
        with learn_lock(self._db):
            for word in taught_words(self._db):
                one = teaching_of(word.body)
                if one.term == term and wanted in (one.name.casefold(), one.plugin[1].casefold()):
                    gone += retract(self._db, word.id)
            if gone:
                self._derive()
        return gone

    def teachings(self) -> list[Teaching]:
        """All that was taught and is in force."""
        return [one for taught in known_teachings(self._db).taught.values() for one in taught]

    def take_in(self, user: str, data: bytes) -> list[Teaching]:
        """Take in an exported file; returns what is new. Raises ImportRefusedError for anything else."""
        have = set(map(_identity, self.teachings()))
        new = [one for one in read_teachings(data) if _identity(one) not in have]
        if new:
            self._say(user, new)
        return new

    # inside

    def _say(self, user: str, teachings: Sequence[Teaching]) -> None:
        with learn_lock(self._db):
            time = max([self._now(), *(word.time + _APART_S for word in taught_words(self._db))])
            for place, one in enumerate(teachings):
                told = teaching_json(one)
                subject = {"plugin": told["plugin"], "term": one.term}
                say(self._db, user=user, kind=TEACH, time=time + place * _APART_S, subject=subject, body=told)
            self._derive()

    def _sessions(self, name: str, saves: Sequence[str], count: int) -> list[Session]:
        if len(saves) == count:
            return [registry.read_file(path) for path in saves]
        if len(saves) > 1:
            raise TeachingError(
                f"there are {len(saves)} saves and {count} readings", remedy="Give one reading for each save."
            )
        latest = self._latest(name, saves[0] if saves else "")[-count:]
        if len(latest) < count:
            raise TeachingError(
                f"only {len(latest)} saves are known there", remedy="Learn the folder first, or name the files."
            )
        return [load_session(self._db, save.content, save.path) for save in latest]

    def _latest(self, name: str, place: str) -> Sequence[Save]:
        """The saves of a song, or at a path, or of the song saved last that holds the plug-in; oldest first."""
        songs = self._songs()
        if not place:
            held = {one for use in self.show(name) for one in use.songs}
            return max((song.saves for song in songs if song.id in held and song.saves), key=_saved_last, default=())
        at_path = [save for song in songs for save in song.saves if save.path == place]
        return at_path or self._find(place).saves

    def _find_knob(
        self, found: Sequence[Instance], readings: Sequence[Reading], term: str, known: TaughtReader
    ) -> tuple[Found, Instance]:
        moved = [one for one in found if one.moved]
        if not moved:
            raise TeachingError(
                "the plug-in's settings are the same in all of these saves",
                remedy="Was the session saved after the knob was moved, and are these the right saves?",
            )
        answers: list[tuple[Found, Instance]] = []
        refusals: list[TeachingError] = []
        others = self._others(moved[0].plugin, known)
        for one in moved:
            if any(term in look.parameters for look in one.looks):
                raise TeachingError(f"{term} of this plug-in is read already", remedy="Nothing has to be taught here.")
            rest = [list(other.looks) for other in found if other is not one]
            try:
                answers.append((find(one.looks, readings, [*others, *rest]), one))
            except TeachingError as refusal:
                refusals.append(refusal)
        if not answers:
            raise refusals[0]
        if len({answer for answer, _ in answers}) > 1:
            tracks = ", ".join(one.track[1] for _, one in answers)
            raise TeachingError(f"it was moved on several tracks: {tracks}", remedy="Say which: --track NAME.")
        return answers[0]

    def _others(self, plugin: Plugin, known: TaughtReader) -> list[list[Look]]:
        """Saves of the plug-in that are in the store: they show what changes by itself."""
        uid = key_of(plugin)[1]
        rows = derived.select(self._db, PLUGINS, where={"format": plugin.format, "uid": uid}, columns=["song"])
        holding = {row["song"] for row in rows}
        songs = sorted((song for song in self._songs() if song.id in holding), key=lambda song: _saved_last(song.saves))
        lines: list[list[Look]] = []
        for song in songs[-_MOST_SONGS:]:
            sessions = (load_session(self._db, save.content, save.path) for save in song.saves[-_MOST_SAVES:])
            lines += lines_of(map(known, sessions), plugin)
        return lines


def _near(name: str, names: Sequence[str]) -> list[str]:
    """Names that hold this one, else those most like it; at most three, those used most first."""
    known = dict.fromkeys(filter(None, names))
    holding = [one for one in known if letters(name) and letters(name) in letters(one)]
    by_small = {one.casefold(): one for one in known}
    close = difflib.get_close_matches(name.casefold(), by_small, n=3, cutoff=0.4)
    return holding[:3] or [by_small[one] for one in close]


def _saved_last(saves: Sequence[Save]) -> float:
    return max((save.time or 0.0 for save in saves), default=0.0)


def _check_term(term: str) -> None:
    if not is_teachable(term):
        near = difflib.get_close_matches(term, [one.name for one in terms() if is_teachable(one.name)], n=3, cutoff=0.4)
        remedy = f"Near ones: {', '.join(near)}." if near else ""
        raise TeachingError(
            f"{term!r} is no term that a knob can have", remedy=f"{remedy} Or name it yourself: plugin.NAME.".strip()
        )


def _is_sane(term: str, reading: Reading) -> bool:
    value = reading.value or 0.0
    return describe(term).is_sane(max(value, -150.0) if reading.unit == "dB" else value)


def _stored(found: Found, look: Look) -> Scalar:
    if isinstance(found.place, FieldPlace):
        return look.parameters[found.place.term].value
    number = number_at(look.state, found.place)
    return 0.0 if number is None else number


def _identity(one: Teaching) -> object:
    return one.plugin, one.place, one.term, one.unit, one.law
