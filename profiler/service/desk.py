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
    """One user's gestures as they stand under an archive, beliefs and answers."""

    archive: Archive
    basis: str
    answers: frozenset[tuple[str, float]]
    held: Mapping[str, Circumstances]
    outlines: dict[str, Outline] = field(default_factory=dict)
    _alike: dict[str, list[tuple[Circumstances, list[str]]]] = field(default_factory=dict)

    def alike(self, family: str) -> list[tuple[Circumstances, list[str]]]:
        """As `Desk.alike`."""
        if family not in self._alike:
            found: dict[tuple[tuple[str, str], ...], tuple[Circumstances, list[str]]] = {}
            for name, one in self.outlines.items():
                if one.family == family:
                    held = self.held[name]
                    found.setdefault(tuple(held.items()), (held, []))[1].append(name)
            self._alike[family] = list(found.values())
        return self._alike[family]


class Desk:
    """Outlines and circumstances of judged gestures, by user. Whatever else writes into the store is noticed."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._laid: dict[str, _Laid] = {}

    def outlines(self, archive: Archive, user: str) -> dict[str, Outline]:
        """Gesture → outline, by gesture."""
        return self._of(archive, user, answers_of(self._db, user)).outlines

    def alike(self, user: str, family: str) -> list[tuple[Circumstances, list[str]]]:
        """Circumstances that gestures of a family were made in, with these gestures; of the outlines last asked for."""
        return self._laid[user].alike(family)

    def judged(self, archive: Archive, user: str, answer: Answer, verdicts: Mapping[str, Verdict]) -> None:
        """Note what an answer changed: these verdicts took the place of those there were."""
        laid = self._laid.get(user)
        if laid is not None and laid.archive is archive:
            laid.answers = frozenset(one for one in laid.answers if one[0] != answer.question) | {_key(answer)}
            for name, verdict in verdicts.items():
                laid.outlines[name] = outline_of(
                    name,
                    archive.gestures(user)[name][1],
                    laid.held[name],
                    bits=entropy_bits(verdict),
                    settled=verdict.settled,
                    answered=verdict.answered,
                )

    def _of(self, archive: Archive, user: str, answers: list[Answer]) -> _Laid:
        told = frozenset(map(_key, answers))
        basis = "".join(
            row["basis"] for row in derived.select(self._db, BELIEFS, where={"user": user}, columns=["basis"])
        )
        laid = self._laid.get(user)
        if laid is None or laid.archive is not archive or laid.basis != basis or laid.answers != told:
            rows = derived.select(self._db, TESTS, where={"user": user}, columns=["gesture", "circumstances"])
            held = {row["gesture"]: row["circumstances"] for row in rows}
            archive.habits(user)  # every answer asks for them: made now, the first one is as quick as the others
            laid = self._laid[user] = _Laid(archive, basis, told, held)
            columns = ["gesture", "bits", "settled", "answered"]
            gestures = archive.gestures(user)
            for row in derived.select(self._db, VERDICTS, where={"user": user}, columns=columns):
                name = row["gesture"]
                if name in gestures and name in held:
                    laid.outlines[name] = outline_of(
                        name,
                        gestures[name][1],
                        held[name],
                        bits=row["bits"],
                        settled=bool(row["settled"]),
                        answered=bool(row["answered"]),
                    )
        return laid


def _key(answer: Answer) -> tuple[str, float]:
    return answer.question, answer.time
