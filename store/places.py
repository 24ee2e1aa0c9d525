"""Where the store lives, and whether that place can hold one.

``MIXTASTE_STORE`` names the store's folder or URL; ``MIXTASTE_HOME`` moves everything mixtaste keeps; otherwise it is
the platform's own folder for data.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

__all__ = ["cache_folder", "config_folder", "data_folder", "network_filesystem"]

_NETWORK = frozenset(
    {
        *("9p", "afpfs", "afs", "beegfs", "ceph", "cifs", "davfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4"),
        *("smb2", "smb3", "smbfs", "webdav", "fuse.davfs2", "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.rclone"),
        *("fuse.s3fs", "fuse.smbnetfs", "fuse.sshfs"),
    }
)
"""File systems whose other side is another machine: no shared memory for SQLite, no events for a watcher."""


def data_folder() -> Path:
    """The folder of the store when nothing else is said."""
    home = os.environ.get("MIXTASTE_HOME")
    if home:
        return Path(home).expanduser() / "data"
    import platformdirs  # 50 ms, and not needed where a folder is named

    return Path(platformdirs.user_data_path("mixtaste", appauthor=False))


def config_folder() -> Path:
    """The folder of ``config.toml`` when nothing else is said."""
    home = os.environ.get("MIXTASTE_HOME")
    if home:
        return Path(home).expanduser() / "config"
    import platformdirs

    return Path(platformdirs.user_config_path("mixtaste", appauthor=False))


def cache_folder() -> Path:
    """The folder of what can be made again, for stores that have no folder of their own."""
    home = os.environ.get("MIXTASTE_HOME")
    if home:
        return Path(home).expanduser() / "cache"
    import platformdirs

    return Path(platformdirs.user_cache_path("mixtaste", appauthor=False))


def network_filesystem(path: str | os.PathLike[str]) -> str | None:
    """Return the type of the network file system that holds the path (``nfs``, ``cifs`` …), or None on a local one.

    The path need not exist: its nearest existing parent counts. Linux is asked through /proc, other systems through
    the mount table; where neither can be read the answer is None.
    """
    place = os.path.realpath(path)
    if place.startswith(("\\\\", "//")):
        return "unc"
    return _type_of(place, _mounts())


def _type_of(place: str, mounts: Iterable[tuple[str, str]]) -> str | None:
    """Return the network type of the longest mount point above the place; of two on one point the later counts."""
    longest, kind = -1, ""
    for point, filesystem in mounts:
        stem = point.rstrip(os.sep)
        if (place == point or place.startswith(stem + os.sep)) and len(stem) >= longest:
            longest, kind = len(stem), filesystem
    return kind if kind.lower() in _NETWORK else None


def _mounts() -> Iterable[tuple[str, str]]:
    """(mount point, type) of everything that is mounted."""
    if sys.platform == "linux":
        try:
            table = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape")
        except OSError:
            return []
        rows = (line.split(" ") for line in table.splitlines())
        return [(_unescaped(row[1]), row[2]) for row in rows if len(row) > 2]
    import psutil

    return [
        (part.mountpoint, "smbfs" if "remote" in part.opts.split(",") else part.fstype)
        for part in psutil.disk_partitions(all=True)
    ]


def _unescaped(point: str) -> str:
    """Undo the octal escapes of the mount table: blank, tab, line end and backslash."""
    for code, char in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        point = point.replace(code, char)
    return point
