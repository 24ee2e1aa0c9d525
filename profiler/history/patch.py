"""The lossless difference of two saves: applied to the first it gives the second.

It is generic over the model's dataclasses: a field that the model gains later is covered without a word here. What the
changes mean is `profiler.history.moves`' business; that nothing is left without a meaning is tested against this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Final, TypeAlias

from parsers.errors import MixtasteError
from parsers.session import Clip, Envelope, Insert, Send, Session, Track
from profiler.history.matching import Matched, Pairing, pair_clips, pair_envelopes, pair_inserts

__all__ = ["ABSENT", "ORDER", "Change", "Patch", "PatchError", "Path", "diff"]

Path: TypeAlias = tuple[str | int, ...]
"""Fields by name; members of a sequence by place in the earlier save (≥ 0), added ones by -1 - place in the later."""

ORDER: Final = "order"
"""Last step of the change that puts those members of a sequence that stayed into a new order."""


class _Absent:
    __slots__ = ()

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = _Absent()
"""What stands before an addition and after a removal."""


class PatchError(MixtasteError):
    """The patch was applied to a save that it was not made from."""


@dataclass(frozen=True, slots=True)
class Change:
    """One value, one member or one order that differs."""

    path: Path
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Patch:
    """All changes from one save to another, in the order of the model."""

    changes: tuple[Change, ...]

    def apply(self, session: Session) -> Session:
        """The save after the changes. Raises PatchError when the save is not the one that the patch starts from."""
        if not self.changes:
            return session
        tree: dict[str | int, Any] = {}
        for change in self.changes:
            node = tree
            for step in change.path[:-1]:
                node = node.setdefault(step, {})
            node[change.path[-1]] = change
        result = _applied(session, tree)
        if not isinstance(result, Session):
            raise PatchError("the patch does not lead to a session")
        return result


def diff(before: Session, after: Session, matched: Matched | None = None) -> Patch:
    """The patch from one save to another; empty when they are equal.

    matched  of these two saves, where the caller has it already
    """
    if before == after:
        return Patch(())
    pairings = _Pairings(matched or Matched(before, after))
    return Patch(tuple(_changes(before, after, (), pairings)))


class _Pairings:
    """How the members of each kind of sequence are paired."""

    def __init__(self, matched: Matched) -> None:
        self._by_kind: dict[type, Callable[[Any, Any], Pairing]] = {
            Track: lambda *_: matched.tracks,
            Insert: pair_inserts,
            Send: matched.sends,
            Clip: pair_clips,
            Envelope: pair_envelopes,
        }

    def of(self, before: Any, after: Any) -> Pairing | None:
        if not isinstance(before, tuple) or not isinstance(after, tuple):
            return None
        first = next(iter(before or after), None)
        pair = self._by_kind.get(type(first))
        return None if pair is None else pair(before, after)


def _changes(before: Any, after: Any, path: Path, pairings: _Pairings) -> Iterator[Change]:
    if before is after or before == after:
        return
    if is_dataclass(before) and type(before) is type(after) and path[-2:-1] != ("parameters",):
        for field in fields(before):
            yield from _changes(getattr(before, field.name), getattr(after, field.name), (*path, field.name), pairings)
    elif isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in [*before, *(key for key in after if key not in before)]:
            yield from _changes(before.get(key, ABSENT), after.get(key, ABSENT), (*path, key), pairings)
    elif (pairing := pairings.of(before, after)) is not None:
        yield from _member_changes(before, after, path, pairing, pairings)
    else:
        yield Change(path, before, after)


def _member_changes(
    before: tuple[Any, ...], after: tuple[Any, ...], path: Path, pairing: Pairing, pairings: _Pairings
) -> Iterator[Change]:
    for i in pairing.removed:
        yield Change((*path, i), before[i], ABSENT)
    for j in pairing.added:
        yield Change((*path, -1 - j), ABSENT, after[j])
    for i, j in sorted(pairing.pairs):
        yield from _changes(before[i], after[j], (*path, i), pairings)
    order = tuple(i for i, _ in pairing.pairs)
    if list(order) != sorted(order):
        yield Change((*path, ORDER), tuple(sorted(order)), order)


def _applied(value: Any, node: dict[str | int, Any] | Change) -> Any:
    if isinstance(node, Change):
        if not (value is node.before or value == node.before):
            raise PatchError(f"the save does not hold what the patch changes at {'/'.join(map(str, node.path))}")
        return node.after
    if isinstance(value, tuple):
        return _applied_members(value, node)
    if isinstance(value, Mapping):
        changed = {**value, **{key: _applied(value.get(key, ABSENT), child) for key, child in node.items()}}
        return {key: item for key, item in changed.items() if item is not ABSENT}
    if not is_dataclass(value) or isinstance(value, type):
        raise PatchError("the save has no such place as the patch changes")
    return replace(value, **{str(name): _applied(getattr(value, str(name)), child) for name, child in node.items()})


def _applied_members(members: tuple[Any, ...], node: dict[str | int, Any]) -> tuple[Any, ...]:
    kept: dict[int, Any] = dict(enumerate(members))
    added: list[tuple[int, Any]] = []
    for step, child in node.items():
        if not isinstance(step, int):
            continue
        if step < 0:
            added.append((-1 - step, _applied(ABSENT, child)))
        elif step in kept:
            changed = _applied(kept.pop(step), child)
            if changed is not ABSENT:
                kept[step] = changed
        else:
            raise PatchError("the save has fewer members than the patch changes")
    order = node[ORDER].after if ORDER in node else sorted(kept)
    result = [kept[place] for place in order]
    for place, member in sorted(added, key=lambda pair: pair[0]):
        result.insert(place, member)
    return tuple(result)
