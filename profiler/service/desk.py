"""What may be asked of an engineer, held in memory from one answer to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from profiler.questions.proposing import Outline, outline_of
from profiler.rules import Answer, Circumstances
from profiler.service.archive import Archive
from profiler.service.tables import TESTS
from profiler.service.weighing import answers_of
from profiler.verdicts import Verdict, entropy_bits
from profiler.verdicts.tables import BELIEFS, VERDICTS
from store import derived
from store.database import Database

__all__ = ["Desk"]


@dataclass(slots=True)
class _Laid:
    """One user's gestures as they stand with these songs, beliefs and answers.

    under  song → under what its history is derived
    held   circumstances by gesture; read when an answer is told
    """

    under: Mapping[str, str]
    basis: str
    answers: frozenset[tuple[str, float]]
    outlines: dict[str, Outline]
    held: Mapping[str, Circumstances] | None = None
    alike: dict[str, list[tuple[Circumstances, list[str]]]] = field(default_factory=dict)


class Desk:
    """Outlines and circumstances of judged gestures, by user. Whatever else writes into the store is noticed."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._laid: dict[str, _Laid] = {}

    def outlines(self, under: Mapping[str, str], user: str) -> dict[str, Outline]:
        """Gesture → outline, by gesture. under: song → under what its history is derived now."""
        told = frozenset(map(_key, answers_of(self._db, user)))
        rows = derived.select(self._db, BELIEFS, where={"user": user}, columns=["basis"])
        basis = "".join(row["basis"] for row in rows)
        laid = self._laid.get(user)
        if laid is None or (laid.basis, laid.answers) != (basis, told) or laid.under != under:
            rows = derived.select(self._db, VERDICTS, where={"user": user}, columns=Outline._fields)
            found = {
                row["gesture"]: Outline(**row | {"settled": bool(row["settled"]), "answered": bool(row["answered"])})
                for row in rows
            }
            laid = self._laid[user] = _Laid(under, basis, told, found)
        return laid.outlines

    def alike(self, user: str, family: str) -> list[tuple[Circumstances, list[str]]]:
        """Circumstances that gestures of a family were made in, with these gestures; of the outlines last asked for."""
        laid = self._laid[user]
        if family not in laid.alike:
            every = self._held(laid, user)
            found: dict[tuple[tuple[str, str], ...], tuple[Circumstances, list[str]]] = {}
            for name, one in laid.outlines.items():
                if one.family == family and name in every:
                    held = every[name]
                    found.setdefault(tuple(held.items()), (held, []))[1].append(name)
            laid.alike[family] = list(found.values())
        return laid.alike[family]

    def judged(self, archive: Archive, user: str, answer: Answer, verdicts: Mapping[str, Verdict]) -> None:
        """Note what an answer changed: these verdicts took the place of those there were."""
        laid = self._laid.get(user)
        if laid is not None and laid.under == archive.under:
            laid.answers = frozenset(one for one in laid.answers if one[0] != answer.question) | {_key(answer)}
            every = self._held(laid, user)
            for name in verdicts.keys() & every.keys():
                verdict = verdicts[name]
                laid.outlines[name] = outline_of(
                    name,
                    archive.gestures(user)[name][1],
                    every[name],
                    bits=entropy_bits(verdict),
                    settled=verdict.settled,
                    answered=verdict.answered,
                )

    def _held(self, laid: _Laid, user: str) -> Mapping[str, Circumstances]:
        """Of every gesture, but of those whose song was saved again since they were laid out."""
        if laid.held is None:
            rows = derived.select(self._db, TESTS, where={"user": user}, columns=["gesture", "circumstances"])
            laid.held = {row["gesture"]: row["circumstances"] for row in rows}
        return laid.held


def _key(answer: Answer) -> tuple[str, float]:
    return answer.question, answer.time
