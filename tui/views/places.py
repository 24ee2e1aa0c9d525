"""What to call the place where a save lies."""

from __future__ import annotations

from pathlib import PurePath

from parsers.registry import bundle_of

__all__ = ["file_name", "is_in_bundle"]


def file_name(path: str) -> str:
    """The file's name; of what lies in a bundle the bundle's, and what follows it: ``Song.logicx 001``."""
    place = PurePath(path.replace("\\", "/"))
    bundle = bundle_of(path)
    if bundle is None or PurePath(bundle).name == place.name:
        return place.name
    return f"{PurePath(bundle).name} {place.parent.name if place.name == 'ProjectData' else place.name}"


def is_in_bundle(path: str) -> bool:
    """Whether a save is one of those that a bundle keeps, whose order is inferred."""
    return bundle_of(path) is not None
