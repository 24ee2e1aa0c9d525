"""What can go wrong with the store.

MixtasteError
  StoreError               the store could not be used
    StoreMissingError      there is none at this place
    NewerStoreError        a newer mixtaste made it
    StoreDamagedError      what it holds is not what was put in
    StoreFullError         no room on its disk; everything said and saved before is intact
    StoreBusyError         another process held it for too long
  UnknownUserError         nobody of that name
"""

from __future__ import annotations

from collections.abc import Sequence

from parsers.errors import MixtasteError

__all__ = [
    "NewerStoreError",
    "StoreBusyError",
    "StoreDamagedError",
    "StoreError",
    "StoreFullError",
    "StoreMissingError",
    "UnknownUserError",
]


class StoreError(MixtasteError):
    """The store could not be used.

    location  folder, file or URL of the store (a URL without its password), "" where it is not known
    """

    def __init__(self, found: str, *, location: str = "", remedy: str = "") -> None:
        super().__init__(found, remedy=remedy)
        self.location = location

    def __str__(self) -> str:
        sentence = super().__str__()
        return f"{self.location}: {sentence}" if self.location else sentence


class StoreMissingError(StoreError):
    """There is no store at this place."""


class NewerStoreError(StoreError):
    """A newer mixtaste made it: its layout is not known here, and nothing was touched."""


class StoreDamagedError(StoreError):
    """What it holds is not what was put in; the sentence names what is damaged."""


class StoreFullError(StoreError):
    """No room on its disk. What was acknowledged before is intact; this change did not happen."""


class StoreBusyError(StoreError):
    """Another process held the store for longer than the time that is waited for it."""


class UnknownUserError(MixtasteError):
    """Nobody of that name is known.

    name   as it was asked for
    known  every name there is
    near   the known names most like it, best first
    """

    def __init__(self, name: str, *, known: Sequence[str] = (), near: Sequence[str] = ()) -> None:
        meant = f"did you mean {' or '.join(near)}?" if near else f"Known: {', '.join(known)}." if known else ""
        super().__init__(f"no user is called {name}", remedy=meant[:1].upper() + meant[1:])
        self.name = name
        self.known = tuple(known)
        self.near = tuple(near)
