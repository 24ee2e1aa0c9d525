"""The check that the four packages come from one place: their names are common words."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from tui.errors import MixedInstallationError

__all__ = ["PACKAGES", "check_origin"]

PACKAGES = ("parsers", "store", "profiler", "tui")


def check_origin(packages: tuple[str, ...] = PACKAGES) -> None:
    """Raise `MixedInstallationError` unless all packages lie in one folder; nothing is imported."""
    folders: dict[str, Path | None] = {}
    for name in packages:
        spec = importlib.util.find_spec(name)
        folders[name] = Path(spec.origin).parent.parent if spec is not None and spec.origin else None
    if len(set(folders.values())) == 1 and None not in folders.values():
        return
    places = ", ".join(f"{name} in {folder or 'no folder'}" for name, folder in folders.items())
    raise MixedInstallationError(
        f"the program's packages do not come from one place: {places}",
        remedy="Install mixtaste in an environment of its own (pipx, uv tool or make), and start it elsewhere than in "
        "a folder that has packages of these names.",
    )
