"""Watching an archive: each save that lands below the roots is handed over once, when it is complete.

Events are hints, the scan is the truth. Every watcher of files goes blind without a sign in some case: its queue
overflows, the system has no watches left, the drive was away, a root was made anew, another machine writes. So the
roots are looked through at the start, at intervals, and on any sign of trouble; their identity is polled; and one
path's hints are gathered until the file stands still and is whole (`profiler.service.settling`). Nothing below a root
is written, and nothing is ever taken for deleted: what vanishes is away.
"""

from __future__ import annotations

import os
import queue
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TypeAlias

from parsers import registry
from parsers.errors import MixtasteError, SessionError, UnknownFormatError
from profiler.service.hints import Hint, Hints
from profiler.service.scan import Stat, Trouble, scan, stat_of
from profiler.service.settling import Settling
from store.places import network_filesystem

__all__ = ["is_complete", "watch"]

Identity: TypeAlias = tuple[int, int]

RECONCILE_S = 600.0
"""Between two looks through all roots on local disks: 0.2 to 1 s each for 100,000 files."""

BLIND_RECONCILE_S = 45.0
"""Between two looks through a root that raises no events: a network drive, or more folders than the system watches."""

POLL_S = 5.0
"""Between two looks at the roots themselves."""

NEW_FOLDER_S = 2.0
"""After a folder appears, until it is looked through: what lands in it meanwhile may raise no event."""

_AWAY = "it is away; it will be watched again when it is back"
_LONGEST_SLEEP_S = 0.25
_CLOCK_JUMP_S = 30.0
_MANY_FOLDERS = 50


def watch(
    roots: Iterable[str],
    *,
    on_save: Callable[[str], None],
    stop: Event,
    known: Mapping[str, Stat] | None = None,
    skip_folders: Collection[str] = (),
    reconcile_s: float = RECONCILE_S,
    on_trouble: Callable[[Trouble], None] = lambda _: None,
    on_ready: Callable[[], None] = lambda: None,
) -> None:
    """Call ``on_save`` with the path of each save that lands, in this thread, until ``stop`` is set.

    known         path → stat of what was taken before (`store.saves.known`): what differs now is handed over at once.
                  None: what is there at the start is taken as known
    skip_folders  names of folders not looked into
    reconcile_s   seconds between two looks through all roots
    on_trouble    told of roots that are away and places that cannot be looked at, each once; and of the errors that
                  ``on_save`` raises: such a save is handed over again at the next look through
    on_ready      called once, when saves can no longer be missed
    A backup that a DAW keeps (`.rpp-bak`) is found by the looks through, not by its renaming: it is no save of its own.
    """
    watcher = _Watcher([os.path.abspath(root) for root in roots], skip_folders, on_save, on_trouble, reconcile_s)  # noqa: PTH100 - links stay as the person named them
    try:
        watcher.begin(known)
        on_ready()
        while not stop.is_set():
            watcher.turn()
    finally:
        watcher.end()


def is_complete(path: str) -> bool:
    """Whether a session file has been written to its end, by its format's own check.

    A file of no known format counts as complete: its reader will say so. One that cannot be read yet does not.
    """
    try:
        return registry.is_complete(registry.load(path), path=path)
    except UnknownFormatError:
        return True
    except SessionError:
        return False


@dataclass(slots=True)
class _Root:
    """A root, and how it is watched."""

    path: str
    identity: Identity | None = None
    """Device and inode; None while it is away. Either changes when a drive is mounted, or the folder made anew."""
    blind: bool = False
    """Whether events are not to be hoped for."""
    next_scan: float = 0.0


class _Watcher:
    """The state of `watch`; everything but the hints' queue belongs to one thread."""

    def __init__(
        self,
        roots: Iterable[str],
        skip_folders: Collection[str],
        on_save: Callable[[str], None],
        on_trouble: Callable[[Trouble], None],
        reconcile_s: float,
    ) -> None:
        self._roots = [_Root(root) for root in dict.fromkeys(roots)]
        self._skipped = frozenset(name.casefold() for name in skip_folders)
        self._on_save = on_save
        self._on_trouble = on_trouble
        self._reconcile_s = reconcile_s
        self._settling = Settling(stat_of, is_complete)
        self._queue: queue.SimpleQueue[Hint] = queue.SimpleQueue()
        self._hints = Hints(self._queue.put, skip_folders=self._skipped)
        self._folders: dict[str, float] = {}
        self._told: set[Trouble] = set()
        self._next_poll = 0.0
        self._clocks = time.time() - time.monotonic()

    def begin(self, known: Mapping[str, Stat] | None) -> None:
        """Listen to the roots, then look through them once."""
        for path, stat in (known or {}).items():
            self._settling.took(path, stat)
        self._poll(time.monotonic())
        for root in self._roots:
            self._look_through(root, baseline=known is None)

    def end(self) -> None:
        """Listen no more."""
        self._hints.close()

    def turn(self) -> None:
        """Wait a moment for hints, and do what is due."""
        self._gather(self._sleep_s())
        now = time.monotonic()
        clocks = time.time() - now
        if abs(clocks - self._clocks) > _CLOCK_JUMP_S:  # the machine slept, or its clock was set
            self._clocks = clocks
            self._expect_all()
        if now >= self._next_poll:
            self._poll(now)
        for folder in [folder for folder, due in self._folders.items() if due <= now]:
            del self._folders[folder]
            self._hint_changed(folder)
        for root in self._roots:
            if root.next_scan <= now:
                self._look_through(root)
        for path in self._settling.settled(time.monotonic()):
            self._hand_over(path)

    def _sleep_s(self) -> float:
        due = self._settling.next_due()
        if due is None:
            return _LONGEST_SLEEP_S
        return min(max(due - time.monotonic(), 0.0), _LONGEST_SLEEP_S)

    def _gather(self, timeout: float) -> None:
        """Take in all hints there are, waiting for the first."""
        try:
            hint = self._queue.get(timeout=timeout)
            while True:
                self._take_in(hint)
                hint = self._queue.get_nowait()
        except queue.Empty:
            return

    def _take_in(self, hint: Hint) -> None:
        if hint.kind == "overflow" or (hint.kind == "folder" and len(self._folders) >= _MANY_FOLDERS):
            self._folders.clear()
            self._expect_all()
        elif hint.kind == "folder":
            self._folders[hint.path] = time.monotonic() + NEW_FOLDER_S
        else:
            self._settling.hint(hint.path, time.monotonic(), done=hint.kind == "done")

    def _expect_all(self) -> None:
        """Look through all roots soon, when what is going on has calmed down."""
        soon = time.monotonic() + NEW_FOLDER_S
        for root in self._roots:
            root.next_scan = min(root.next_scan, soon)

    def _poll(self, now: float) -> None:
        """See whether each root is still the one that is listened to."""
        self._next_poll = now + POLL_S
        for root in self._roots:
            identity = _identity(root.path)
            if identity is None:
                if root.identity is not None or not root.next_scan:
                    self._tell(Trouble(root.path, _AWAY))
                    self._hints.unwatch(root.path)
                root.identity, root.next_scan = None, float("inf")
            elif identity != root.identity or not (root.blind or self._hints.hears(root.path)):
                root.identity = identity
                self._told.discard(Trouble(root.path, _AWAY))
                self._listen(root)
                root.next_scan = now

    def _listen(self, root: _Root) -> None:
        root.blind = network_filesystem(root.path) is not None
        try:
            self._hints.watch(root.path)
        except OSError as error:
            root.blind = True
            found = f"the system does not watch it ({error.strerror or error}); it is looked through now and then"
            self._tell(Trouble(root.path, found))

    def _look_through(self, root: _Root, *, baseline: bool = False) -> None:
        """Compare a root with what was taken; what differs is hinted at. ``baseline``: take it all as known."""
        if root.identity is None:
            return
        folders = self._hint_changed(root.path, baseline=baseline)
        limit = _watch_limit()
        if folders > limit and not root.blind:
            root.blind = True
            found = f"it has {folders} folders, and the system watches {limit}; it is looked through now and then"
            self._tell(Trouble(root.path, f"{found} (raise fs.inotify.max_user_watches)"))
        pause = min(self._reconcile_s, BLIND_RECONCILE_S) if root.blind else self._reconcile_s
        root.next_scan = time.monotonic() + pause

    def _hint_changed(self, place: str, *, baseline: bool = False) -> int:
        """Hint at each file below a place that was not taken as it is now; return how many folders there are."""
        folders = 0

        def count(_: str) -> None:
            nonlocal folders
            folders += 1

        for file in scan([place], skip_folders=self._skipped, on_trouble=self._tell, on_folder=count):
            if baseline:
                self._settling.took(file.path, file.stat)
            elif not self._settling.has_taken(file.path, file.stat):
                self._settling.hint(file.path, time.monotonic(), done=True)
        return folders

    def _hand_over(self, path: str) -> None:
        try:
            self._on_save(path)
        except MixtasteError as error:
            # One save that cannot be learnt (a full disk, a busy store) must not end the watch over the others.
            self._settling.lost(path)
            self._on_trouble(Trouble(path, str(error)))

    def _tell(self, trouble: Trouble) -> None:
        """Tell a trouble once, however often it is met."""
        if trouble not in self._told:
            self._told.add(trouble)
            self._on_trouble(trouble)


def _identity(path: str) -> Identity | None:
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _watch_limit() -> float:
    """Return how many folders the system watches for one person; infinity where it does not say."""
    try:
        return int(Path("/proc/sys/fs/inotify/max_user_watches").read_text(encoding="ascii"))
    except (OSError, ValueError):
        return float("inf")
