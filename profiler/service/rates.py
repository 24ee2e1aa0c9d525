"""Chance rates that remember what was asked of them, so that a song is tested again only when an answer has changed.

The rates are an engineer's own and move with every song he saves. What a test makes of them it asks for here, and gets
rounded: rates to a tenth of themselves, counts of more than twenty songs likewise. A song's tests hold as long as all
that they asked is answered the same, whatever was learnt meanwhile, and in whatever order.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import TypeAlias

from parsers.session import Scalar
from profiler.justifications.chance import Chance, LevelTarget, Usual
from profiler.justifications.reason import Rate

__all__ = ["Asked", "Consulted", "stands"]

Asked: TypeAlias = dict[str, str]
"""Question → answer, both as JSON: the name of what was asked and its arguments, and what came of it."""

_STEPS = 24
"""Steps of a decade that rates are rounded to: 10 % each. A Bayes factor is off by 5 % at most, .02 in its log10."""
_FEW = 20


@dataclass(frozen=True, slots=True, eq=False)
class Consulted(Chance):
    """One engineer's chance rates, rounded. Everything that tests ask of them is noted in `asked`."""

    asked: Asked = field(default_factory=dict)

    @classmethod
    def about(cls, chance: Chance) -> Consulted:
        """To be asked in the place of these rates."""
        asked: Asked = {}
        known = {one.name: getattr(chance, one.name) for one in fields(Chance)}
        target = known["level_target"]
        if target is not None:
            known["level_target"] = LevelTarget(target.lufs, _rounded(target.share), _count(target.songs))
        asked[json.dumps(["level_target"])] = json.dumps(known["level_target"])
        known["usual"] = _Usuals(known["usual"], asked)
        return cls(**known, asked=asked)

    def returns(self, term: str, visited: Iterable[Scalar]) -> Rate:
        """As `Chance.returns`, rounded and noted."""
        places = sorted(set(visited), key=repr)
        return self._told(Chance.returns(self, term, places), "returns", term, places)

    def same_step(self, term: str, step: float, *, formula: float | None = None) -> Rate:
        """As `Chance.same_step`."""
        if formula is None:
            return self._told(Chance.same_step(self, term, step), "same_step", term, step, None)
        return self._told(Chance.same_step(self, term, step, formula=formula), "same_step", term, step, formula)

    def delay_note(self, ms: float, bpm: float, *, tempo_is_default: bool) -> tuple[Rate, Rate]:
        """As `Chance.delay_note`."""
        tight, loose = map(_near, Chance.delay_note(self, ms, bpm, tempo_is_default=tempo_is_default))
        question = json.dumps(["delay_note", ms, bpm, tempo_is_default])
        self.asked[question] = json.dumps([[one.value, one.source] for one in (tight, loose)])
        return tight, loose

    def release_note(self, ms: float, bpm: float, *, tempo_is_default: bool) -> Rate:
        """As `Chance.release_note`."""
        rate = Chance.release_note(self, ms, bpm, tempo_is_default=tempo_is_default)
        return self._told(rate, "release_note", ms, bpm, tempo_is_default)

    def ask(self, question: str) -> str:
        """The present answer to a question that was noted."""
        if question not in self.asked:
            name, *given = json.loads(question)
            if name == "usual":
                self.usual.get(tuple(given))
            elif name == "same_step":
                term, step, formula = given
                self.same_step(term, step, formula=formula)
            elif name == "returns":
                self.returns(*given)
            else:
                ms, bpm, unset = given
                getattr(self, name)(ms, bpm, tempo_is_default=unset)
        return self.asked[question]

    def _told(self, rate: Rate, *question: object) -> Rate:
        near = _near(rate)
        self.asked[json.dumps(question)] = json.dumps([near.value, near.source])
        return near


def stands(asked: Mapping[str, Mapping[str, str]], chances: Mapping[str, Consulted]) -> bool:
    """Whether all that a song's tests asked (user → question → answer) would be answered the same now."""
    return all(
        user in chances and all(chances[user].ask(question) == answer for question, answer in questions.items())
        for user, questions in asked.items()
    )


class _Usuals(Mapping[tuple[str, str, str], Usual]):
    """What songs start with, looked up one by one and noted."""

    def __init__(self, known: Mapping[tuple[str, str, str], Usual], asked: Asked) -> None:
        self._known = known
        self._asked = asked

    def __getitem__(self, key: tuple[str, str, str]) -> Usual:
        found = self._known.get(key)
        if found is not None:
            of = _count(found.of)
            found = Usual(found.value, round(found.songs / found.of * of), of)
        self._asked[json.dumps(["usual", *key])] = json.dumps(found)
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[tuple[str, str, str]]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def _near(rate: Rate) -> Rate:
    return Rate(_rounded(rate.value), rate.source)


def _rounded(value: float) -> float:
    """To a step of the grid, three digits shown; what is no share between 0 and 1 stays."""
    if not 0 < value < 1:
        return value
    return float(f"{10 ** (round(math.log10(value) * _STEPS) / _STEPS):.3g}")


def _count(songs: int) -> int:
    """A number of songs: few as they are, many rounded down by a tenth at most."""
    return songs if songs <= _FEW else int(_FEW * 1.1 ** math.floor(math.log(songs / _FEW, 1.1) + 1e-9))
