"""What surrounds a track and hints at its role: the folders above it, what it plays, feeds, is fed by and holds.

Every hint is a `Role` with a weight, to be weighed against the others in `roles`. What a name says decides which hints
are asked for at all: a named track is not told by its folder.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from parsers.session import Insert, Session, Track
from parsers.text import safe
from profiler.history.records import Role
from profiler.history.role_names import SAYS_NOTHING, compiled, normalised, role_of_name
from profiler.history.role_plugins import EFFECT_RULES, NO_INSTRUMENT, PLUGIN_RULES
from profiler.history.role_words import DRUM_RULES, NameRule

__all__ = [
    "Mix",
    "folder_hints",
    "instrument_hints",
    "is_return",
    "mix_of",
    "plays_instrument",
    "section_hint",
    "source_hints",
    "structure_hints",
]

_FOLDER_SHARES = (0.7, 0.6, 0.5)
"""How much of a folder's role its nameless children, grandchildren and theirs inherit."""
_SOURCE_SHARE = 0.75
"""A recording's file name says a little less than the track's own name, ..."""
_PLACE_SHARE = 0.6
"""... the folder that the file lies in less still."""
_PRESET_SHARE = 0.7
"""What an instrument's preset is called."""
_SHORTEST_SOURCE_WORD = 3
"""In a recording's file name shorter words (``dr``, ``dx``, ``v``) are as often something else."""
_SURE = 0.55
"""What a name must say to be passed on to others."""
_MOST_CLIPS = 200
_NUMBERS = re.compile(r"\b\d{3,}\b")
_SIGNS = re.compile(r"[\W_]+")
_INHERITED = frozenset({"bus", "master", "unknown"})
"""Roles of folders that say nothing of what is in them."""
_INSTRUMENTS = frozenset({"drum bus", "acoustic guitar", "keys", "strings", "brass", "synth"})
"""Roles of which plug-ins speak only where they play: effects go by the same names."""
_LEADS = {"vocal": "lead vocal", "lead vocal": "lead vocal", "guitar": "electric guitar"}
_LEAD = re.compile(r"\b(?:lead|ld|main)\b")
_SINGERS = re.compile(r"\b(?:sopran\w*|mezzo\w*|alto?s?|alti|contralto|tenore?s?|tenori|bar[iy]ton\w*)\b")
_LOW_STRINGS = re.compile(r"\b(?:violas?|cellos?|celli|vlas?|vcs?|violoncell\w*|bratsche\w*|alto?s?|altos)\b")
_LOWEST = re.compile(r"^(?:bass(?:es|i|e)?|bajos?|baixos?|b)(?: (?:voices?|[12i]+))?$")


@dataclass(frozen=True, slots=True)
class Mix:
    """What the tracks of a session are to each other."""

    by_id: Mapping[str, Track]
    fed: Mapping[str, int]
    """Track id → so many other tracks send sound to it. A lone instrument's outputs are no sends of a mix."""
    led: Mapping[str, int]
    """Track id → so many other tracks, not lying in it, have it for their output."""
    choir: bool
    """Some track is named after a high or middle voice of a choir."""
    strings: bool
    """Two or more tracks are named after strings."""


def mix_of(session: Session) -> Mix:
    """The tracks of a session as they feed each other."""
    by_id = {track.id: track for track in reversed(session.tracks)}
    feeders: dict[str, list[Track]] = {}
    led: Counter[str] = Counter()
    for track in session.tracks:
        for to in {send.to for send in track.sends if _is_heard(send.channel) and send.to != track.id}:
            feeders.setdefault(to, []).append(track)
        if track.output in by_id and track.output != track.folder:
            led[track.output] += 1
    fed = {to: len(by) for to, by in feeders.items() if len(by) > 1 or not plays_instrument(by[0])}
    names = [normalised(track.name) for track in session.tracks]
    voices = {found.group()[:4] for name in names if (found := _SINGERS.search(name))}
    strings = sum(bool(_LOW_STRINGS.search(name)) for name in names)
    return Mix(by_id, fed, led, len(voices) > 1, strings > 1)


def _is_heard(channel: str) -> bool:
    """Whether a send to these channels is heard of itself: no MIDI, no key of a side-chain."""
    return channel.partition("/")[0] == "1"


@lru_cache(maxsize=4096)
def _of_plugin(name: str, which: str) -> Role:
    text = _SIGNS.sub(" ", name.casefold()).strip()
    for rule, pattern in _plugin_rules(which):
        if pattern.search(text):
            return Role(rule.role, rule.weight, (f"holds {safe(name, limit=30)}",))
    return SAYS_NOTHING


@lru_cache(maxsize=4)
def _plugin_rules(which: str) -> tuple[tuple[NameRule, re.Pattern[str]], ...]:
    rules = {"effect": EFFECT_RULES, "any": PLUGIN_RULES, "none": (NameRule("unknown", 0.0, NO_INSTRUMENT),)}
    return compiled(rules[which])


def plays_instrument(track: Track) -> bool:
    """Whether sound begins in the track: it holds an instrument, or notes and something that may play them."""
    if any(insert.plugin.instrument for insert in track.inserts):
        return True
    return bool(track.inserts) and any(clip.source.kind == "midi" for clip in track.clips[:8])


def folder_hints(track: Track, mix: Mix) -> Iterator[Role]:
    """What the folders or buses above, up to the third, are named after: the nearest that says anything."""
    at = track
    for share in _FOLDER_SHARES:
        folder = mix.by_id.get(at.folder) or mix.by_id.get(at.output)
        if folder is None or folder is track:
            return
        above = _of_folder(folder)
        shown = safe(folder.name, limit=30)
        part = _part_of_kit(track.name) if above.name == "drum bus" and at is track else None
        if part is not None:
            yield Role(part.role, part.weight, (f"a part of “{shown}”",))
            return
        if above.name in _LEADS and _LEAD.search(normalised(track.name)):
            yield Role(_LEADS[above.name], 0.8, (f"leads in “{shown}”",))
            return
        if above.probability >= _SURE and above.name not in _INHERITED:
            yield Role(above.name, above.probability * share, (f"lies in “{shown}”",))
            return
        if above.name == "unknown" and above is not SAYS_NOTHING:
            return
        at = folder


@lru_cache(maxsize=1024)
def _part_of_kit(name: str) -> NameRule | None:
    text = normalised(name)
    return next((rule for rule, pattern in _drum_rules() if pattern.match(text)), None)


@lru_cache(maxsize=1)
def _drum_rules() -> tuple[tuple[NameRule, re.Pattern[str]], ...]:
    return compiled(DRUM_RULES)


def _of_folder(folder: Track) -> Role:
    """What its name says, or what it puts on all that it holds."""
    named = role_of_name(folder.name)
    if named.probability >= _SURE:
        return named
    held = (role for role in instrument_hints(folder, named=True) if role.probability >= _SURE)
    return next(held, named)


def source_hints(track: Track) -> Iterator[Role]:
    """What a third of the clips' names say, and two thirds of those that say anything; else the files' folders."""
    clips = track.clips[:_MOST_CLIPS]
    names = [clip.name or clip.source.name for clip in clips]
    hint = _said_by(names) or _said_by([_stem(clip.source.path) for clip in clips])
    if hint is not None:
        yield Role(hint.name, hint.probability * _SOURCE_SHARE, (f"its clips: {hint.evidence[0]}",))
        return
    hint = _said_by([_place(clip.source.path) for clip in clips])
    if hint is not None:
        yield Role(hint.name, hint.probability * _PLACE_SHARE, (f"its files' folder: {hint.evidence[0]}",))


def _stem(path: str) -> str:
    name = path.replace("\\", "/").rpartition("/")[2]
    return name.rpartition(".")[0] or name


def _place(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[0].rpartition("/")[2]


def _said_by(names: list[str]) -> Role | None:
    said = [role_of_name(_NUMBERS.sub(" ", name)) for name in names if name]
    said = [role for role in said if role.probability >= _SURE and _longest_word(role) >= _SHORTEST_SOURCE_WORD]
    if not said:
        return None
    most, number = Counter(role.name for role in said).most_common(1)[0]
    if most == "unknown" or number * 3 < len(said) * 2 or number * 3 < len(names):
        return None
    return next(role for role in said if role.name == most)


def _longest_word(role: Role) -> int:
    """Letters of the longest word that the evidence quotes; all of them where it quotes none."""
    quoted = role.evidence[0].partition("“")[2].rstrip("”").split()
    return max(map(len, quoted), default=_SHORTEST_SOURCE_WORD)


def structure_hints(track: Track, mix: Mix) -> Iterator[Role]:
    """A return where it is fed and holds a return's effect; a bus where several tracks meet."""
    if track.kind == "folder":
        yield Role("bus", 0.65, ("holds other tracks",))
        return
    if track.clips or plays_instrument(track):
        return
    fed, led = mix.fed.get(track.id, 0), mix.led.get(track.id, 0)
    if fed and not led:
        for insert in track.inserts[:4]:
            role = _of_plugin(insert.plugin.name, "effect")
            if role is not SAYS_NOTHING:
                yield Role(role.name, role.probability, (f"fed by sends, {role.evidence[0]}",))
                return
    if led > 1:
        yield Role("bus", 0.7, (f"{led} tracks go through it",))
    elif fed + led:
        yield Role("bus", 0.6 if fed + led > 1 else 0.45, ("fed by others, plays nothing itself",))


def instrument_hints(track: Track, *, named: bool) -> Iterator[Role]:
    """What its plug-ins are seldom put on anything else than; and, where the name is silent, their presets' names."""
    seen: set[str] = set()
    plays = plays_instrument(track)
    for insert in track.inserts:
        role = _of_plugin(insert.plugin.name, "any")
        if role.name in _INSTRUMENTS and not plays:
            continue
        if role is SAYS_NOTHING and insert.plugin.instrument and not _may_be_anything(insert):
            role = Role("synth", 0.5, (f"plays {safe(insert.plugin.name, limit=30)}",))
        if role is not SAYS_NOTHING and role.name not in seen:
            seen.add(role.name)
            yield role
        if not named and (insert.plugin.instrument or (plays and role.name in _INSTRUMENTS)):
            yield from _preset_hints(insert)


def _may_be_anything(insert: Insert) -> bool:
    return _of_plugin(insert.plugin.name, "none").evidence != ()


def _preset_hints(insert: Insert) -> Iterator[Role]:
    for name in dict.fromkeys((insert.label, insert.preset)):
        said = role_of_name(name) if name else SAYS_NOTHING
        if said.name not in _INHERITED:
            yield Role(said.name, said.probability * _PRESET_SHARE, (f"its preset: {said.evidence[0]}",))
            return


def is_return(track: Track, mix: Mix) -> bool:
    """Whether others send to a track that plays nothing itself."""
    return track.id in mix.fed and not track.clips and not plays_instrument(track)


def section_hint(track: Track, mix: Mix) -> Role | None:
    """A bass among the voices of a choir sings, one among strings is bowed."""
    name = normalised(track.name)
    if not _LOWEST.search(name):
        return None
    if "voice" in name:
        return Role("backing vocal", 0.75, ("the lowest voice of a choir",)) if mix.choir else None
    folder = role_of_name(mix.by_id[track.folder].name).name if track.folder in mix.by_id else "unknown"
    if folder in {"backing vocal", "vocal"} or (folder == "unknown" and mix.choir and not mix.strings):
        return Role("backing vocal", 0.75, ("the lowest voice of a choir",))
    if folder == "strings" or (name != "bass" and mix.strings):
        return Role("strings", 0.75, ("the lowest strings",))
    return None
