"""What the system says of changing files, boiled down to hints: look at this path, look through that folder.

watchdog's events are only believed to be hints. Its own reads, attributes and everything without a session's name are
left out at the door; what it tells nobody but its log (a queue that overflowed) becomes a hint to look through all.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from parsers.registry import is_session_path, line_of
from profiler.service.scan import is_skipped

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent
    from watchdog.observers.api import ObservedWatch

__all__ = ["Hint", "Hints", "is_backup"]

Kind: TypeAlias = Literal["done", "touched", "folder", "overflow"]

_BACKUP_ENDS = ("bak", "-undo")
"""Ends of names that DAWs give to older versions: history, found by the scan, and no save of their own."""


class Hint(NamedTuple):
    """Something to look at.

    kind  ``done``: the writer of this file has closed it or renamed it into place · ``touched``: something else
          happened to it · ``folder``: this folder is new · ``overflow``: events were lost
    """

    kind: Kind
    path: str


def is_backup(path: str) -> bool:
    """Whether a file of this name is an older version that a DAW keeps."""
    return path.lower().endswith(_BACKUP_ENDS)


class Hints:
    """Hints about what is below some roots, given to ``put`` from threads of their own. Close it.

    skip_folders  casefolded names of folders that are passed by
    """

    def __init__(self, put: Callable[[Hint], object], *, skip_folders: Collection[str] = ()) -> None:
        from watchdog.observers import Observer

        self._put = put
        self._skipped = skip_folders
        self._watches: dict[str, ObservedWatch] = {}
        self._log = _Log(put)
        logging.getLogger("watchdog").addHandler(self._log)
        self._observer = Observer()
        self._observer.start()

    def close(self) -> None:
        """Stop listening."""
        logging.getLogger("watchdog").removeHandler(self._log)
        self._observer.stop()
        self._observer.join()

    def watch(self, root: str) -> None:
        """Listen to a root: a folder with all below it, or one file.

        Raises OSError where the system gives no watch for it.
        """
        from watchdog import events

        self.unwatch(root)
        wanted: list[type[FileSystemEvent]] = [
            *(events.FileClosedEvent, events.FileMovedEvent, events.FileCreatedEvent, events.FileModifiedEvent),
            *(events.DirCreatedEvent, events.DirMovedEvent),
        ]
        folder = root if Path(root).is_dir() else str(Path(root).parent)
        handler = events.FileSystemEventHandler()
        handler.dispatch = lambda event: self._heard(event, root, folder)  # type: ignore[method-assign]  # all kinds alike
        self._watches[root] = self._observer.schedule(handler, folder, recursive=folder == root, event_filter=wanted)

    def unwatch(self, root: str) -> None:
        """Listen to a root no more."""
        watch = self._watches.pop(root, None)
        if watch is not None:
            with suppress(KeyError, OSError):
                self._observer.unschedule(watch)

    def hears(self, root: str) -> bool:
        """Whether the thread that listens to the root is alive: it may end while the observer goes on."""
        watch = self._watches.get(root)
        return any(emitter.watch == watch and emitter.is_alive() for emitter in list(self._observer.emitters))

    def _heard(self, event: FileSystemEvent, root: str, folder: str) -> None:
        """Turn an event into hints."""
        source, target = os.fsdecode(event.src_path), os.fsdecode(event.dest_path or b"")
        if event.is_directory:
            new = target if event.event_type == "moved" else source
            if root == folder and event.event_type in {"created", "moved"} and self._is_looked_into(new, root):
                self._put(Hint("folder", new))
            return
        if event.event_type == "moved":
            self._tell("touched", source, root)
            self._tell("done", target, root)
        else:
            self._tell("done" if event.event_type == "closed" else "touched", source, root)

    def _tell(self, kind: Kind, path: str, root: str) -> None:
        line = line_of(path)
        if line is not None and line != path:
            # A save in a bundle is several files: none of them says that the others are done.
            if self._is_looked_into(line, root):
                self._put(Hint("touched", line))
            return
        if path == root or (is_session_path(path) and not is_backup(path) and self._is_looked_into(path, root)):
            self._put(Hint(kind, path))

    def _is_looked_into(self, path: str, root: str) -> bool:
        """Whether a path lies below the root, and in no folder that is passed by."""
        below = Path(os.path.relpath(path, root)).parts
        return below[:1] != (os.pardir,) and not any(is_skipped(name, self._skipped) for name in below[:-1])


class _Log(logging.Handler):
    """Listens to watchdog's own log, the only place where it tells that events were lost."""

    def __init__(self, put: Callable[[Hint], object]) -> None:
        super().__init__(logging.WARNING)
        self._tell = put

    def emit(self, record: logging.LogRecord) -> None:
        """Take any warning for a sign of trouble."""
        if record.name.startswith("watchdog.observers"):
            self._tell(Hint("overflow", ""))
