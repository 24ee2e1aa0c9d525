"""What each track is in the mix, told from its name, folder, routing, sources and plug-ins.

Every finding is a piece of evidence with a weight; pieces for one role add up as independent hints (1 - the product of
what each leaves open), and strong rivals pull the winner down. Below `_LEAST` a track is ``unknown``: no guess.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from parsers.session import Session, Track
from parsers.text import safe
from profiler.history.records import Role
from profiler.history.role_likeness import likely_role
from profiler.history.role_words import NAME_RULES, PLUGIN_RULES, NameRule

__all__ = ["ROLES", "likely_of_name", "normalised", "role_of_name", "roles_of"]

ROLES: tuple[str, ...] = (
    *("kick", "snare", "hi-hat", "tom", "overhead", "room", "percussion", "drum bus", "bass"),
    *("electric guitar", "acoustic guitar", "guitar", "keys", "pad", "synth", "strings", "brass"),
    *("lead vocal", "backing vocal", "vocal", "dialogue", "effects", "bus", "reverb return", "delay return", "master"),
    "unknown",
)
"""Every role there is."""

_LEAST = 0.58
"""Chosen on labelled tracks, as `_LIKELY_FROM` is."""
_FOLDER_SHARE = 0.55
"""How much of a folder's role its nameless children inherit."""
_SOURCE_SHARE = 0.75
"""A recording's file name says a little less than the track's own name."""
_GENERIC = {
    "vocal": ("lead vocal", "backing vocal"),
    "guitar": ("electric guitar", "acoustic guitar"),
    "drum bus": ("kick", "snare", "hi-hat", "tom", "overhead", "room", "percussion"),
}
"""A general role does not contradict these: it supports them."""

_LIKELY_FROM = 0.85
_LIKENESS_SHARE = 0.85
"""From this probability on a name that no rule knows is taken for what it is like, and how much of that is believed.
Both chosen on labelled names (`benchmarks/roles.py`, the half called seen)."""
_SHORTEST_SOURCE_WORD = 3
"""In a recording's file name shorter words (``dr``, ``dx``, ``v``) are as often something else."""

_LEADS = {"vocal": "lead vocal", "lead vocal": "lead vocal", "guitar": "electric guitar"}
_LEAD = re.compile(r"\b(?:lead|ld|main)\b")

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")
_OTHER = re.compile(r"[\W_]+")
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "Œ": "OE", "Æ": "AE", "Ø": "O", "Ł": "L"})
"""Letters that Unicode does not take apart."""
_NUMBERS = re.compile(r"\b\d{3,}\b")
_LONGEST = 200
"""What follows in a longer name says nothing more."""
_ANY_LETTERS = r"\w*"
_UNKNOWN = Role("unknown", 0.0)


def normalised(name: str) -> str:
    """A name as the rules read it: lower case, accents off, camel case and digits parted, one blank between words."""
    parted = _CAMEL.sub(" ", name[:_LONGEST]).translate(_LETTERS)
    bare = "".join(char for char in unicodedata.normalize("NFKD", parted) if not "\u0300" <= char <= "\u036f")
    return _OTHER.sub(" ", unicodedata.normalize("NFC", bare).casefold()).strip()


@lru_cache(maxsize=1)
def _compiled() -> tuple[tuple[NameRule, re.Pattern[str]], ...]:
    return tuple((rule, re.compile(rf"(?<!\w)(?:{rule.line.replace('*', _ANY_LETTERS)})(?!\w)")) for rule in NAME_RULES)


@lru_cache(maxsize=8192)
def role_of_name(name: str) -> Role:
    """The role that a name alone suggests, with the word that says so; ``unknown`` with 0 where it says nothing."""
    text = normalised(name)
    if not text:
        return _UNKNOWN
    for rule, pattern in _compiled():
        found = pattern.search(text)
        if found:
            return Role(rule.role, rule.weight, (f"name says “{safe(found.group(), limit=30)}”",))
    return _UNKNOWN


@lru_cache(maxsize=8192)
def likely_of_name(name: str) -> Role:
    """The role of names like this one, where no rule knows a word of it; ``unknown`` with 0 where it is like none."""
    text = normalised(name)
    if not text:
        return _UNKNOWN
    likely = likely_role(text)
    if likely.role == "unknown" or likely.probability < _LIKELY_FROM:
        return _UNKNOWN
    evidence = f"its name is like those of {likely.role} tracks ({likely.probability:.0%})"
    return Role(likely.role, round(likely.probability * _LIKENESS_SHARE, 3), (evidence,))


def roles_of(session: Session) -> dict[str, Role]:
    """Track id → role, for every track and the master. Tracks that share an id share the first one's role."""
    by_id = {track.id: track for track in reversed(session.tracks)}
    fed = _feeders(session)
    roles: dict[str, Role] = {}
    for track in session.tracks:
        if track.id not in roles:
            roles[track.id] = _weighed(_hints(track, by_id, fed))
    roles[session.master.id] = Role("master", 1.0, ("the session's master",))
    return roles


def _feeders(session: Session) -> Counter[str]:
    """Track id → so many other tracks send to it. A lone instrument's outputs are no sends of a mix."""
    feeders: dict[str, list[Track]] = {}
    for track in session.tracks:
        for to in {send.to for send in track.sends}:
            feeders.setdefault(to, []).append(track)
    return Counter(
        {
            to: len(tracks)
            for to, tracks in feeders.items()
            if len(tracks) > 1 or not any(insert.plugin.instrument for insert in tracks[0].inserts)
        }
    )


def _hints(track: Track, by_id: Mapping[str, Track], fed: Mapping[str, int]) -> Iterator[Role]:
    named = role_of_name(track.name)
    yield named
    if named is _UNKNOWN:
        yield likely_of_name(track.name)
    if named is _UNKNOWN or named.name in {"synth", "solo"}:
        yield from _folder_hints(track, by_id)
        yield from _source_hints(track)
    if track.kind == "folder":
        yield Role("bus", 0.6, ("holds other tracks",))
    elif not track.clips and track.id in fed:
        yield from _return_hints(track, fed[track.id])
    yield from _plugin_hints(track)


def _folder_hints(track: Track, by_id: Mapping[str, Track]) -> Iterator[Role]:
    folder = by_id.get(track.folder) if track.folder else None
    if folder is None:
        return
    above = role_of_name(folder.name)
    if above.name in _LEADS and _LEAD.search(normalised(track.name)):
        yield Role(_LEADS[above.name], 0.8, (f"leads in the folder “{safe(folder.name, limit=30)}”",))
        return
    if above is not _UNKNOWN and above.name not in {"bus", "master"}:
        yield Role(
            above.name, above.probability * _FOLDER_SHARE, (f"lies in the folder “{safe(folder.name, limit=30)}”",)
        )


def _source_hints(track: Track) -> Iterator[Role]:
    """What most of the clips' names say, at least two thirds of those that say anything."""
    said = [role_of_name(_NUMBERS.sub(" ", clip.name)) for clip in track.clips[:200] if clip.name]
    said = [role for role in said if role.probability >= _LEAST and _longest_word(role) >= _SHORTEST_SOURCE_WORD]
    if not said:
        return
    names = [role.name for role in said]
    most = max(sorted(set(names)), key=names.count)
    if names.count(most) * 3 >= len(names) * 2:
        first = next(role for role in said if role.name == most)
        yield Role(most, first.probability * _SOURCE_SHARE, (f"its clips: {first.evidence[0]}",))


def _longest_word(role: Role) -> int:
    """Letters of the longest word that the evidence quotes."""
    return max(map(len, role.evidence[0].partition("“")[2].rstrip("”").split()), default=0)


def _return_hints(track: Track, feeders: int) -> Iterator[Role]:
    """A return where it holds an effect; a bus where several tracks meet, or something is done to one of them."""
    for insert in track.inserts[:4]:
        role = role_of_name(insert.plugin.name).name
        if role in {"reverb return", "delay return"}:
            yield Role(role, 0.75, (f"fed by sends, holds {safe(insert.plugin.name, limit=30)}",))
            return
    if feeders > 1 or track.inserts:
        yield Role("bus", 0.58, ("fed by sends, plays nothing itself",))


@lru_cache(maxsize=4096)
def _role_of_plugin(name: str) -> Role:
    text = name.casefold()
    for rule in PLUGIN_RULES:
        if any(word in text for word in rule.line.split("|")):
            return Role(rule.role, rule.weight, (f"holds {safe(name, limit=30)}",))
    return _UNKNOWN


def _plugin_hints(track: Track) -> Iterator[Role]:
    seen: set[str] = set()
    for insert in track.inserts:
        role = _role_of_plugin(insert.plugin.name)
        if role is not _UNKNOWN and role.name not in seen:
            seen.add(role.name)
            yield role


def _weighed(hints: Iterator[Role]) -> Role:
    open_share: dict[str, float] = {}
    evidence: dict[str, list[str]] = {}
    for hint in hints:
        if hint is _UNKNOWN:
            continue
        open_share[hint.name] = open_share.get(hint.name, 1.0) * (1 - hint.probability)
        evidence.setdefault(hint.name, []).extend(hint.evidence)
    if not open_share:
        return _UNKNOWN
    sure = {name: 1 - share for name, share in open_share.items()}
    best = max(sorted(sure), key=lambda name: (sure[name], -_rank(name)))
    rival = max((value for name, value in sure.items() if name != best and not _agree(best, name)), default=0.0)
    probability = sure[best] * (1 - 0.4 * rival)
    named = [name for name in sorted(evidence, key=lambda name: name != best) if _agree(best, name)]
    supported = [line for name in named for line in evidence[name]]
    if probability < _LEAST:
        return Role("unknown", probability, (f"perhaps {best}", *supported))
    return Role(best, round(probability, 3), tuple(supported))


def _rank(name: str) -> int:
    return ROLES.index(name)


def _agree(first: str, second: str) -> bool:
    return first == second or second in _GENERIC.get(first, ()) or first in _GENERIC.get(second, ())
