"""Tests a gesture for every reason that may explain it: what the process explains first, then the music."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from profiler.history.records import Move
from profiler.justifications.catalogue import reasons
from profiler.justifications.controls import plain_term
from profiler.justifications.reason import Reason, ReasonResult

if TYPE_CHECKING:
    from profiler.evidence.scene import Scene

__all__ = ["explained", "run", "test"]

EXPLAINED = 0.8
"""A structural reason that holds this much of the posterior takes the gesture out of the music."""


def test(scene: Scene) -> tuple[ReasonResult, ...]:
    """Every reason of the folder that applies, tested once; structural ones first."""
    return run(scene, reasons())


def run(scene: Scene, known: Sequence[Reason]) -> tuple[ReasonResult, ...]:
    """Every one of these reasons that applies, tested once; structural ones first.

    A gesture may hold parts that answer to different tests (a filter and a delay): each such part, a *line*, is
    tested by itself, and only lines multiply. Twelve faders by one delta are one line and one test.
    """
    terms = [plain_term(scene, move) for move in scene.moves]
    structural = [
        result
        for reason in known
        if reason.structural and any(map(reason.applies_to, terms)) and (result := reason.test(scene)) is not None
    ]
    if explained(structural) is not None:
        return tuple(structural)
    musical = [reason for reason in known if not reason.structural]
    tested = list(structural)
    for line in _lines(scene.moves, terms, musical):
        part = replace(scene, moves=line)
        spoken = [plain_term(scene, move) for move in line]
        results = [
            result
            for reason in musical
            if any(map(reason.applies_to, spoken)) and (result := reason.test(part)) is not None
        ]
        tested.extend(replace(result, line=spoken[0]) for result in results)
    return tuple(tested)


def explained(structural: Sequence[ReasonResult]) -> ReasonResult | None:
    """The process reason that by itself holds at least 0.8 of the posterior (even prior), or None."""
    hits = [r for r in structural if r.structural and r.outcome == "hit"]
    if not hits:
        return None
    best = max(hits, key=lambda r: r.weight * r.bayes_factor)
    rest = 1.0 - sum(r.weight for r in structural if r.structural)
    mean = rest + sum(r.weight * r.bayes_factor for r in structural if r.structural)
    return best if best.weight * best.bayes_factor / (mean + 1.0) >= EXPLAINED else None


def _lines(moves: Sequence[Move], terms: Sequence[str], musical: Sequence[Reason]) -> list[tuple[Move, ...]]:
    """Moves that share a test are one line; moves that no test speaks of are in none."""
    lines: list[tuple[set[str], list[Move]]] = []
    for move, term in zip(moves, terms, strict=True):
        names = {reason.name for reason in musical if reason.applies_to(term)}
        if not names:
            continue
        touching = [line for line in lines if line[0] & names]
        merged = (names.union(*(line[0] for line in touching)), [m for line in touching for m in line[1]] + [move])
        lines = [line for line in lines if line not in touching] + [merged]
    order = {id(move): i for i, move in enumerate(moves)}
    parts = [tuple(sorted(members, key=lambda m: order[id(m)])) for _, members in lines]
    return sorted(parts, key=lambda part: order[id(part[0])])
