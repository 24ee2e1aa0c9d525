"""Who made a save, where nobody says so: its folder's owner, its author in a version history, or who has it learnt."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass

from profiler.service.scan import FileStat
from store import users
from store.database import Database

__all__ = ["Owners"]


@dataclass(frozen=True, slots=True)
class Owners:
    """The configuration's owners: what belongs to whom, by user id; "" = it is not known to whom."""

    folders: tuple[tuple[str, str], ...] = ()
    """Innermost first."""
    authors: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, db: Database, pairs: Iterable[str]) -> Owners:
        """From texts "WHAT = NAME"; whoever is named there is made known."""
        told = []
        for text in pairs:
            what, _, name = (part.strip() for part in text.rpartition("="))
            told.append((what, users.add(db, name).id if name else ""))
        folders = [pair for pair in told if os.path.isabs(pair[0])]  # noqa: PTH117 - a text, not a place on disk
        authors = [(what.casefold(), maker) for what, maker in told if not os.path.isabs(what)]  # noqa: PTH117 - as above
        return cls(tuple(sorted(folders, key=lambda pair: (-len(pair[0]), pair))), tuple(authors))

    def of_path(self, path: str) -> str | None:
        """The owner of the innermost folder that a path lies in; None where none has one."""
        for folder, maker in self.folders:
            if path == folder or path.startswith(folder.rstrip(os.sep) + os.sep):
                return maker
        return None

    def shared_out(self, files: Iterable[FileStat], user: str) -> list[tuple[str, list[FileStat]]]:
        """Files by who made them: their folder's owner, else this user."""
        made: dict[str, list[FileStat]] = {}
        for file in files:
            owner = self.of_path(file.path)
            made.setdefault(user if owner is None else owner, []).append(file)
        return sorted(made.items())

    def of_author(self, name: str, email: str) -> str:
        """The user that an author in a version history is: by e-mail, by name, else whoever bears or will bear it."""
        known = dict(self.authors)
        for told in (email.casefold(), name.casefold()):
            if told in known:
                return known[told]
        return users.id_of(name)
