"""Moves of a chain of plug-ins: which are there, in which order, whether they work, and what is set on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields

from parsers.session import Insert
from profiler.history.matching import Pairing, gaps, pair_inserts, same_plugin
from profiler.history.moves.envelopes import compare_envelopes
from profiler.history.moves.found import Found, insert_object
from profiler.history.moves.parameters import compare_parameters
from profiler.history.patch import ORDER, Path
from profiler.history.records import MoveObject

__all__ = ["compare_chain"]

_AUTOMATED = "automated: the value that its curve had at the playhead"


def compare_chain(
    found: Found,
    path: Path,
    owner: MoveObject,
    before: Sequence[Insert],
    after: Sequence[Insert],
    *,
    audible: bool = True,
) -> None:
    """Compare the inserts of one track, clip or container.

    One plug-in gone and another come in the same place of the chain is one move, ``insert.replaced``.
    """
    if before == after:
        return
    pairing = pair_inserts(before, after)
    swaps = _swaps(pairing, len(before), len(after))
    for i, j in swaps.items():
        subject = insert_object(owner, after[j], j + 1)
        ends = before[i].plugin.name, after[j].plugin.name
        heard = audible and (_works(before[i]) or _works(after[j]))
        found.move(subject, "insert.replaced", ends, [(*path, i), (*path, -1 - j)], audible=heard)
    for i in pairing.removed:
        if i not in swaps:
            subject = insert_object(owner, before[i], i + 1)
            name = before[i].plugin.name
            found.move(subject, "insert.removed", (name, None), [(*path, i)], audible=audible and _works(before[i]))
    for j in pairing.added:
        if j not in swaps.values():
            subject = insert_object(owner, after[j], j + 1)
            name = after[j].plugin.name
            found.move(subject, "insert.added", (None, name), [(*path, -1 - j)], audible=audible and _works(after[j]))
    for i, j in pairing.moved():
        subject = insert_object(owner, after[j], j + 1)
        found.move(subject, "insert.moved", (float(i + 1), float(j + 1)), [(*path, ORDER)], audible=audible)
    for i, j in pairing.pairs:
        if before[i] != after[j]:
            _compare_insert(found, (*path, i), owner, before[i], after[j], j + 1, audible=audible)


def _works(insert: Insert) -> bool:
    return insert.enabled and not insert.offline


def _swaps(pairing: Pairing, before: int, after: int) -> dict[int, int]:
    """Place of a removed insert → place of the one that took exactly its place: alone out, alone in."""
    if not pairing.removed or not pairing.added:
        return {}
    gaps_before = gaps(before, {i: number for number, (i, _) in enumerate(pairing.pairs)})
    gaps_after = gaps(after, {j: number for number, (_, j) in enumerate(pairing.pairs)})
    out: dict[frozenset[tuple[str, int]], list[int]] = {}
    come: dict[frozenset[tuple[str, int]], list[int]] = {}
    for i in pairing.removed:
        out.setdefault(gaps_before[i], []).append(i)
    for j in pairing.added:
        come.setdefault(gaps_after[j], []).append(j)
    return {places[0]: come[gap][0] for gap, places in out.items() if len(places) == 1 and len(come.get(gap, ())) == 1}


_LABELS: tuple[tuple[str, str], ...] = (
    ("id", "an id that the application gives"),
    ("preset", "a label: what a preset changed shows in the settings"),
    ("label", "the engineer's name for the insert"),
    ("comment", "the engineer's words, no control"),
)


def _compare_insert(
    found: Found, path: Path, owner: MoveObject, before: Insert, after: Insert, position: int, *, audible: bool
) -> None:
    subject = insert_object(owner, after, position)
    if not same_plugin(before.plugin, after.plugin):
        claims = [(*path, field.name) for field in fields(Insert)]
        found.move(subject, "insert.replaced", (before.plugin.name, after.plugin.name), claims, audible=audible)
        return
    if before.plugin != after.plugin:
        reason = "the same plug-in under the name another host or version gives it"
        found.noise(subject, "plugin", before.plugin.name, after.plugin.name, reason, [(*path, "plugin")])
    targets = {envelope.target for envelope in (*before.envelopes, *after.envelopes)}
    for field, term in (("enabled", "insert.enabled"), ("offline", "insert.offline"), ("wet", "insert.wet")):
        why = _AUTOMATED if term in targets else ""
        heard = audible and (field == "enabled" or _works(before) or _works(after))
        was, now = getattr(before, field), getattr(after, field)
        found.value(subject, term, was, now, [(*path, field)], audible=heard, why_noise=why)
    works = audible and (_works(before) or _works(after))
    if before.pins != after.pins:
        ends = before.pins or "plain", after.pins or "plain"
        found.move(subject, "insert.pins", ends, [(*path, "pins")], audible=works)
    _labels(found, path, subject, before, after, _LABELS)
    compare_parameters(found, path, subject, before, after, audible=works)
    compare_envelopes(found, (*path, "envelopes"), subject, before.envelopes, after.envelopes, audible=works)
    compare_chain(found, (*path, "inserts"), owner, before.inserts, after.inserts, audible=works)
    found.lines(subject, before.extra, after.extra, (*path, "extra"), audible=works)


def _labels(
    found: Found,
    path: Path,
    subject: MoveObject,
    before: Insert,
    after: Insert,
    table: Iterable[tuple[str, str]],
) -> None:
    for field, reason in table:
        was, now = getattr(before, field), getattr(after, field)
        if was != now:
            found.noise(subject, field, was, now, reason, [(*path, field)])
