"""What installed plug-ins showed with the states of the archive: asked once, a word in the store, known for good.

The plug-in may be gone tomorrow, its licence too: what it showed cannot be made again, and is kept beside teachings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from parsers.insides import own_state
from parsers.plugins.teaching.hosted import hosted_json
from parsers.plugins.teaching.teachings import key_of, state_name
from parsers.session import Plugin
from profiler.history.records import Song
from profiler.service import host
from profiler.service.census import HOST, every_insert
from profiler.service.deriving import InTurn, load_session
from profiler.service.host_child import HostError
from profiler.service.installed import Installed, same_name
from profiler.service.reports import Progress
from store.database import Database
from store.words import say

__all__ = ["Hosted", "ask_plugin", "installed_as", "states_of"]

_FORMAT = "VST3"
_MOST_STATES = 5000
_AT_ONCE = 200
"""After so many states what was shown is kept: interrupted, the next time goes on from there."""


@dataclass(frozen=True, slots=True)
class Hosted:
    """What asking a plug-in came to.

    path        the installed plug-in that was asked
    states      how many of its states were not known yet;  read, of how many it showed the settings
    parameters  how many it has;  failed, why not → how many
    """

    plugin: Plugin
    path: str
    states: int
    read: int
    parameters: int
    failed: Mapping[str, int]

    def to_json(self) -> dict[str, object]:
        """The object of schema ``mixtaste/hosted/1``."""
        return {
            "schema": "mixtaste/hosted/1",
            "plugin": {"format": self.plugin.format, "uid": self.plugin.uid, "name": self.plugin.name},
            "path": self.path,
            "states": self.states,
            "read": self.read,
            "parameters": self.parameters,
            "failed": [{"why": why, "states": count} for why, count in self.failed.items()],
        }


def ask_plugin(
    db: Database,
    user: str,
    plugin: Plugin,
    path: str,
    songs: Iterable[Song],
    *,
    known: Mapping[str, object],
    now: float,
    progress: Callable[[Progress], None],
) -> Hosted:
    """Ask the installed plug-in about each state of it in these songs that is not known, and keep what it showed.

    known  names of states that were asked about before
    Raises  HostError where it cannot be asked at all
    """
    host.check(path)
    if plugin.format != _FORMAT:
        raise HostError(f"{plugin.name} is a {plugin.format}, and only VST3 can be asked")
    states = {name: state for name, state in states_of(db, plugin, songs).items() if name not in known}
    answers = host.Answers()
    waiting = sorted(states)
    for start in range(0, len(waiting), _AT_ONCE):
        some = {name: states[name] for name in waiting[start : start + _AT_ONCE]}

        def done(count: int, _: int, start: int = start) -> None:
            progress(Progress("asking", start + count, len(waiting), plugin.name))

        found = host.ask(path, plugin.name, some, progress=done)
        answers.shown.update(found.shown)
        answers.failed.update(found.failed)
        if not answers.shown:
            raise HostError(next(iter(answers.failed.values()), "the plug-in does not answer"))
        if found.shown:
            told = hosted_json(plugin, found.shown)
            say(db, user=user, kind=HOST, time=now, subject={"plugin": told["plugin"]}, body=told)
    parameters = max((len(shown) for shown in answers.shown.values()), default=0)
    return Hosted(plugin, path, len(states), len(answers.shown), parameters, Counter(answers.failed.values()))


def states_of(db: Database, plugin: Plugin, songs: Iterable[Song]) -> dict[str, bytes]:
    """Name → state, of every state of the plug-in in these songs that no decoder reads."""
    found: dict[str, bytes] = {}
    for song in songs:
        turn = InTurn()
        for save in song.saves:
            session = load_session(db, save.content, save.path, turn)
            for _, insert in every_insert(session):
                if key_of(insert.plugin) != key_of(plugin) or insert.coverage == "decoded" or not insert.chunk:
                    continue
                state = own_state(session.format, insert)
                found.setdefault(state_name(state), state)
                if len(found) >= _MOST_STATES:
                    return found
    return found


def installed_as(plugin: Plugin, there: Sequence[Installed]) -> str:
    """The path of the installed VST3 that bears the plug-in's name. Raises HostError where none or several do."""
    found = sorted({one.path for one in there if one.format == _FORMAT and same_name(one.name, plugin.name)})
    if len(found) == 1:
        return found[0]
    several = f"several are installed as {plugin.name}: {', '.join(found[:3])}"
    missing = f"it is not known where {plugin.name} is installed"
    raise HostError(several if found else missing, remedy="Say which file it is: --vst3 PATH.")
