"""What in one save is the same thing as what in the next: tracks, inserts, sends, clips, envelopes.

Identity comes first: a format's own ids survive nearly every save. What ids leave open (blank ids, things re-created
under a new one) is paired by what it is: name, role, sources, plug-in, place. Everything else is added or removed. An
id that begins with ``#`` is a reader's own count of things without one: it proves nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from parsers.session import Clip, Envelope, Insert, Plugin, Send, Session, Track
from profiler.history.assignment import assign
from profiler.history.role_names import role_of_name

__all__ = [
    "Matched",
    "Pairing",
    "gaps",
    "longest_rising",
    "pair_clips",
    "pair_envelopes",
    "pair_inserts",
    "same_plugin",
]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pairing:
    """Which member of one sequence is which of the other, by place (from 0).

    pairs    (place before, place after), in the later order
    removed  places before that have no partner;  added  places after that have none
    """

    pairs: tuple[tuple[int, int], ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]

    def moved(self) -> tuple[tuple[int, int], ...]:
        """The smallest set of pairs whose moving explains the new order of those that stayed."""
        still = set(longest_rising([before for before, _ in self.pairs]))
        return tuple(pair for place, pair in enumerate(self.pairs) if place not in still)


def longest_rising(numbers: Sequence[int]) -> list[int]:
    """Places of a longest strictly rising subsequence (patience sorting, O(n log n))."""
    tails: list[int] = []
    previous: list[int] = []
    for place, number in enumerate(numbers):
        low, high = 0, len(tails)
        while low < high:
            middle = (low + high) // 2
            if numbers[tails[middle]] < number:
                low = middle + 1
            else:
                high = middle
        previous.append(tails[low - 1] if low else -1)
        tails[low : low + 1] = [place]
    found: list[int] = []
    place = tails[-1] if tails else -1
    while place >= 0:
        found.append(place)
        place = previous[place]
    return found[::-1]


class Matched:
    """Two saves side by side. Tracks are paired once; everything below them on demand."""

    def __init__(self, before: Session, after: Session) -> None:
        self.before = before
        self.after = after
        self.tracks = pair_tracks(before.tracks, after.tracks)
        self.later_id = {before.master.id: after.master.id}
        """Id of a track in the earlier save → its id in the later one."""
        for i, j in self.tracks.pairs:
            self.later_id.setdefault(before.tracks[i].id, after.tracks[j].id)

    def sends(self, before: Sequence[Send], after: Sequence[Send]) -> Pairing:
        """Sends by destination, destination channels and likeness; then by destination alone (channels changed)."""
        here = [replace(send, to=self.later_id.get(send.to, send.to)) for send in before]
        return _paired(before, after, _send_pairs(here, after))


def _paired(before: Sequence[T], after: Sequence[T], pairs: Iterable[tuple[int, int]]) -> Pairing:
    ordered = tuple(sorted(pairs, key=lambda pair: pair[1]))
    was, now = {i for i, _ in ordered}, {j for _, j in ordered}
    return Pairing(
        ordered,
        tuple(i for i in range(len(before)) if i not in was),
        tuple(j for j in range(len(after)) if j not in now),
    )


def _keyed(things: Sequence[T], key: Callable[[T], Hashable]) -> dict[tuple[Hashable, int], int]:
    """(key, how many with that key came before) → place; things whose key is "" or None are left out."""
    seen: Counter[Hashable] = Counter()
    places: dict[tuple[Hashable, int], int] = {}
    for place, thing in enumerate(things):
        name = key(thing)
        if name not in ("", None):
            places[name, seen[name]] = place
            seen[name] += 1
    return places


def _own_id(thing: Track | Insert | Clip) -> str:
    """The id that the format itself gives, or ""."""
    return "" if thing.id.startswith("#") else thing.id


def _by_key(before: Sequence[T], after: Sequence[T], key: Callable[[T], Hashable]) -> list[tuple[int, int]]:
    was, now = _keyed(before, key), _keyed(after, key)
    return [(place, now[name]) for name, place in was.items() if name in now]


_MOST_SCORED = 200_000
"""More pairs of candidates than this (a stranger's file) are not weighed: equal keys are paired in their order."""


def _likeliest(
    before: Sequence[T],
    after: Sequence[T],
    was: Sequence[int],
    now: Sequence[int],
    score: Callable[[int, int], float],
    key: Callable[[T], Hashable],
    *,
    at_least: float,
) -> list[tuple[int, int]]:
    """Pairs of the places `was` and `now` by an optimal assignment of their scores, or in their order by `key`."""
    if not was or not now:
        return []
    if len(was) * len(now) > _MOST_SCORED:
        return _in_order(before, was, after, now, key)
    scores = [[score(i, j) for j in now] for i in was]
    return [(was[row], now[column]) for row, column in assign(scores, at_least=at_least)]


def _in_order(
    before: Sequence[T], was: Sequence[int], after: Sequence[T], now: Sequence[int], key: Callable[[T], Hashable]
) -> list[tuple[int, int]]:
    found = _by_key([before[i] for i in was], [after[j] for j in now], key)
    return [(was[row], now[column]) for row, column in found]


def _left(count: int, taken: Iterable[int]) -> list[int]:
    gone = set(taken)
    return [place for place in range(count) if place not in gone]


# Tracks


def pair_tracks(before: Sequence[Track], after: Sequence[Track]) -> Pairing:
    """Tracks by id; the rest by name, role, sources, plug-ins and place, as one optimal assignment."""
    pairs = _by_key(before, after, _own_id)
    was = _left(len(before), (i for i, _ in pairs))
    now = _left(len(after), (j for _, j in pairs))
    earlier, later = {i: _features(before[i]) for i in was}, {j: _features(after[j]) for j in now}
    pairs += _likeliest(
        before,
        after,
        was,
        now,
        lambda i, j: _track_likeness(earlier[i], later[j], abs(i / len(before) - j / len(after))),
        lambda track: track.name.strip(),
        at_least=_ENOUGH,
    )
    return _paired(before, after, pairs)


_ENOUGH = 0.45
"""An equal name alone suffices; without one, sources and plug-ins must agree."""


@dataclass(frozen=True, slots=True)
class _Features:
    has_id: bool
    name: str
    role: str
    sources: frozenset[str]
    plugins: frozenset[str]
    content: frozenset[Hashable]
    """States of plug-ins and places of clips: what hardly two tracks have in common."""


def _features(track: Track) -> _Features:
    return _Features(
        has_id=bool(_own_id(track)),
        name=track.name.strip(),
        role=role_of_name(track.name).name,
        sources=frozenset(clip.source.name or clip.source.path or clip.source.hash for clip in track.clips) - {""},
        plugins=frozenset(insert.plugin.uid or insert.plugin.name for insert in track.inserts),
        content=frozenset(insert.state_hash for insert in track.inserts if insert.state_hash)
        | frozenset((clip.source, clip.position_s) for clip in track.clips),
    )


def _track_likeness(before: _Features, after: _Features, distance: float) -> float:
    """0 … 1. Two empty tracks without names are alike only where the format gave them no ids to tell them apart; there,
    equal content says that a track was renamed.
    """
    told_apart = before.has_id and after.has_id
    both_blank = 0.0 if told_apart else 0.5
    sources = _overlap(before.sources, after.sources, both_blank)
    plugins = _overlap(before.plugins, after.plugins, both_blank)
    content = 0.0 if told_apart else 0.35 * _overlap(before.content, after.content, 0.0)
    if not before.name and not after.name:
        return min(1.0, 0.2 * both_blank + 0.5 * sources + 0.25 * plugins + 0.15 * (1 - distance) + content)
    same = before.name.casefold() == after.name.casefold()
    name = (before.name == after.name) / 2 + same / 2
    role = before.role == after.role != "unknown"
    likeness = 0.45 * name + 0.05 * role + 0.25 * sources + 0.15 * plugins + 0.1 * (1 - distance)
    return min(1.0, likeness + content)


def _overlap(before: frozenset[Hashable], after: frozenset[Hashable], nothing: float) -> float:
    union = before | after
    return len(before & after) / len(union) if union else nothing


# Inserts


def same_plugin(before: Plugin, after: Plugin) -> bool:
    """One product: by unique id where both have one, else by bare name. A script may have moved to another folder."""
    one, other = (before.uid, after.uid) if before.uid and after.uid else (before.name, after.name)
    return _file_name(one) == _file_name(other)


def _file_name(name: str) -> str:
    return name.rpartition("/")[2].casefold()


def pair_inserts(before: Sequence[Insert], after: Sequence[Insert]) -> Pairing:
    """Inserts by id; the rest where the plug-in is the same and it sits in the same place or holds the same state."""
    pairs = _by_key(before, after, _own_id)
    was = _left(len(before), (i for i, _ in pairs))
    now = _left(len(after), (j for _, j in pairs))
    if not was or not now:
        return _paired(before, after, pairs)
    above = gaps(len(before), {i: number for number, (i, _) in enumerate(pairs)})
    below = gaps(len(after), {j: number for number, (_, j) in enumerate(pairs)})
    pairs += _likeliest(
        before,
        after,
        was,
        now,
        lambda i, j: _insert_likeness(before[i], after[j], same_gap=bool(above[i] & below[j]), steps=abs(i - j)),
        lambda insert: insert.plugin.uid or insert.plugin.name,
        at_least=0.4,
    )
    return _paired(before, after, pairs)


def gaps(count: int, paired: Mapping[int, int]) -> list[frozenset[tuple[str, int]]]:
    """For each place its nearest paired neighbours above and below, as ``("above", number of the pair)``; -1 = end."""
    above, below = [-1] * count, [-1] * count
    for place in range(1, count):
        above[place] = paired.get(place - 1, above[place - 1])
    for place in range(count - 2, -1, -1):
        below[place] = paired.get(place + 1, below[place + 1])
    return [frozenset({("above", high), ("below", low)}) for high, low in zip(above, below, strict=True)]


def _insert_likeness(before: Insert, after: Insert, *, same_gap: bool, steps: int) -> float:
    if not same_plugin(before.plugin, after.plugin):
        return 0.0
    same_state = bool(before.state_hash) and before.state_hash == after.state_hash
    nameless = not (_own_id(before) and _own_id(after))
    return (
        0.4 * (same_gap or same_state or nameless)
        + 0.3 * same_state
        + 0.2 * (before.label == after.label)
        + 0.1 / (1 + steps)
        if same_gap or same_state or nameless
        else 0.0
    )


# Sends


def _send_pairs(before: Sequence[Send], after: Sequence[Send]) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    for key in (lambda send: (send.to, send.channel), lambda send: send.to):
        was = _grouped(before, _left(len(before), (i for i, _ in pairs)), key)
        now = _grouped(after, _left(len(after), (j for _, j in pairs)), key)
        for name, places in was.items():
            pairs += _likeliest(
                before,
                after,
                places,
                now.get(name, []),
                lambda i, j: _send_likeness(before[i], after[j], abs(i - j)),
                lambda _: "in order",
                at_least=0.01,
            )
    return pairs


def _grouped(
    sends: Sequence[Send], places: Iterable[int], key: Callable[[Send], Hashable]
) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = {}
    for place in places:
        groups.setdefault(key(sends[place]), []).append(place)
    return groups


def _send_likeness(before: Send, after: Send, steps: int) -> float:
    return (
        0.1
        + 0.3 * (before.gain_db == after.gain_db)
        + 0.2 * (before.source_channel == after.source_channel)
        + 0.1 * (before.tap == after.tap)
        + 0.1 * (before.muted == after.muted)
        + 0.1 / (1 + steps)
    )


# Clips and envelopes


def pair_clips(before: Sequence[Clip], after: Sequence[Clip]) -> Pairing:
    """Clips by id; those without one by source and place, then by source in the order of time.

    A source that goes by its name is the same under any path, and one with the same path under any name.
    """
    pairs = _by_key(before, after, _own_id)
    keys: tuple[Callable[[Clip], Hashable], ...] = (
        lambda clip: (clip.source, clip.name, clip.position_s, clip.length_s),
        lambda clip: clip.source.name and (clip.source.name, clip.position_s, clip.length_s),
        lambda clip: clip.source.name and clip.source.path and (clip.source.path, clip.position_s, clip.length_s),
        lambda clip: clip.source.name or (clip.source.path, clip.source.hash, clip.name),
    )
    for key in keys:
        was = [i for i in _left(len(before), (i for i, _ in pairs)) if not _own_id(before[i])]
        now = [j for j in _left(len(after), (j for _, j in pairs)) if not _own_id(after[j])]
        pairs += _in_order(before, was, after, now, key)
    return _paired(before, after, pairs)


def pair_envelopes(before: Sequence[Envelope], after: Sequence[Envelope]) -> Pairing:
    """Envelopes by the term they drive."""
    return _paired(before, after, _by_key(before, after, lambda envelope: envelope.target))
