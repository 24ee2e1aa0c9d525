"""Which plug-ins are installed in folders that the person named, and which of them no song has ever held.

A plug-in's file bears its name, often with the maker's; a session says both. They are compared by letters and digits
alone, and whatever may be the same counts as used: of a plug-in that is listed, no song holds anything of that name.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from parsers.session import Plugin

__all__ = ["Installed", "installed", "letters", "same_name", "unused"]

_FORMATS = {
    ".vst3": "VST3",
    ".dll": "VST2",
    ".vst": "VST2",
    ".so": "VST2",
    ".component": "AU",
    ".clap": "CLAP",
    ".lv2": "LV2",
}
_DEEPEST = 5
_SHORTEST = 4
"""A shorter name is found within too many others: it must be the same."""
_SHELLS = ("waveshell",)
"""Files that hold many plug-ins under other names."""


@dataclass(frozen=True, slots=True)
class Installed:
    """One installed plug-in, as its file is called."""

    name: str
    format: str
    path: str

    def to_json(self) -> dict[str, object]:
        """The object of schema ``mixtaste/installed/1``."""
        return {"schema": "mixtaste/installed/1", "name": self.name, "format": self.format, "path": self.path}


def installed(folders: Iterable[str]) -> list[Installed]:
    """Every plug-in in the folders, by name. Folders that are not there are passed over, links are not followed."""
    found = {one.path: one for folder in folders for one in _in_folder(Path(folder).expanduser(), _DEEPEST)}
    return sorted(found.values(), key=lambda one: (one.name.casefold(), one.format, one.path))


def unused(there: Iterable[Installed], plugins: Sequence[Plugin]) -> list[Installed]:
    """Those of which no song has ever held anything that may be the same."""
    known = {letters(name) for plugin in plugins for name in (plugin.name, plugin.vendor + plugin.name)} - {""}
    return [one for one in there if not one.name.casefold().startswith(_SHELLS) and not _is_known(one.name, known)]


def same_name(one: str, other: str) -> bool:
    """Whether two names may be of the same plug-in: by letters and digits alone, one may bear the maker's name too."""
    return _is_known(one, {letters(other)} - {""})


def _is_known(name: str, known: set[str]) -> bool:
    plain = letters(name)
    return plain in known or any(
        min(len(other), len(plain)) >= _SHORTEST and (other in plain or plain in other) for other in known
    )


def letters(name: str) -> str:
    """A name by its letters and digits alone, small."""
    return "".join(char for char in name.casefold() if char.isalnum())


def _in_folder(folder: Path, deep: int) -> Iterator[Installed]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        stem, suffix = os.path.splitext(entry.name)  # noqa: PTH122 - an entry is no path
        format_ = _FORMATS.get(suffix.lower())
        if format_ is not None:
            yield Installed(stem, format_, entry.path)
        elif deep and entry.is_dir(follow_symlinks=False):
            yield from _in_folder(Path(entry.path), deep - 1)
