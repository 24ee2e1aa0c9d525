"""Version histories kept by git, read through the git program: which session files were committed, when, by whom.

Only ``log`` and ``cat-file`` are run: nothing is written, locked or fetched, and nothing that a repository's own
configuration names (hooks, monitors, pagers, signature checkers, external diffs) is executed. Where there is no git
program there is no history.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from parsers.errors import SessionTooLargeError, UnreadableFileError

__all__ = ["Commit", "Version", "blob", "is_repository", "repository_of", "sizes", "versions"]

_MOST_COMMITS = 20_000
_MOST_OUTPUT = 256_000_000
_DEADLINE_S = 300.0
_MARK = "\x01mixtaste commit\x02"
_PART = "\x1f"
_REGULAR = frozenset({"100644", "100755"})

_HARMLESS = (
    *("core.fsmonitor=false", "core.hooksPath=/dev/null", "core.pager=cat", "core.quotePath=false", "core.askPass="),
    *("log.showSignature=false", "gpg.program=false", "gpg.ssh.program=false", "gpg.x509.program=false"),
    *("diff.external=", "protocol.allow=never", "credential.helper=", "gc.auto=0", "maintenance.auto=false"),
)
"""What a repository's configuration might run, put out of action. Source: git-config(1) of 2.39, its keys that name
programs."""


@dataclass(frozen=True, slots=True)
class Commit:
    """When something was committed, UTC seconds, and by whom, as the author wrote it."""

    time: int
    author: str
    email: str


@dataclass(frozen=True, slots=True)
class Version:
    """One content that a file had: its absolute path in the work tree, the content's object, its first commit."""

    path: str
    object: str
    commit: Commit


def is_repository(folder: str) -> bool:
    """Whether a folder is the top of a work tree."""
    return os.path.lexists(Path(folder) / ".git")


def repository_of(path: str) -> str | None:
    """The top of the work tree that a path lies in, or None."""
    place = Path(path)
    for folder in (place, *place.parents):
        if is_repository(str(folder)):
            return str(folder)
    return None


def versions(top: str, *, suffixes: Sequence[str]) -> list[Version]:
    """Every content that files with these endings had in any commit of any branch, oldest commit first.

    top       the work tree's top folder
    suffixes  lower case
    A content that came back is told once, with its first commit; a merge tells what only came about by merging. Empty
    where there is no git program, no history, or more than it may hold: the latest 20,000 commits are looked at.
    """
    wanted = f"{_MARK}%at{_PART}%an{_PART}%ae{_PART}"
    flags = ["--all", "-m", "--raw", "-z", "--no-renames", "--no-abbrev"]
    plain = ["--no-ext-diff", "--no-textconv", "--no-color"]
    told = _run(top, ["log", *flags, *plain, f"--max-count={_MOST_COMMITS}", f"--format={wanted}"])
    found: dict[tuple[str, str], Version] = {}
    for part in told.decode("utf-8", "surrogateescape").split(_MARK)[1:]:
        commit, _, changes = _commit(part)
        if commit is None:
            continue
        for name, content in _changes(changes):
            if not name.lower().endswith(tuple(suffixes)):
                continue
            version = Version(os.path.join(top, *name.split("/")), content, commit)  # noqa: PTH118 - joins as git names
            known = found.get((version.path, content))
            if known is None or (commit.time, commit.author) < (known.commit.time, known.commit.author):
                found[version.path, content] = version
    return sorted(found.values(), key=lambda version: (version.commit.time, version.path, version.object))


def sizes(top: str, objects: Sequence[str]) -> dict[str, int]:
    """Object → bytes, of those that are there."""
    told = _run(top, ["cat-file", "--batch-check"], "".join(f"{name}\n" for name in objects).encode())
    lines = (line.split() for line in told.decode("ascii", "replace").splitlines())
    return {line[0]: int(line[2]) for line in lines if len(line) == 3 and line[1] == "blob"}


def blob(top: str, name: str, *, path: str) -> bytes:
    """The bytes of one content. Raises UnreadableFileError where they are not there, SessionTooLargeError."""
    told = _run(top, ["cat-file", "--batch"], f"{name}\n".encode())
    head, _, body = told.partition(b"\n")
    parts = head.split()
    if len(parts) != 3 or parts[1] != b"blob" or len(body) < int(parts[2]):
        if len(told) >= _MOST_OUTPUT:
            raise SessionTooLargeError("this version is too large to be read", path=path)
        raise UnreadableFileError("the version history does not hold this version", path=path)
    return body[: int(parts[2])]


def _commit(part: str) -> tuple[Commit | None, str, str]:
    time, _, rest = part.partition(_PART)
    author, _, rest = rest.partition(_PART)
    email, mark, changes = rest.partition(_PART)
    if not mark or not time.lstrip("-").isdigit():
        return None, mark, changes
    return Commit(int(time), author.strip(), email.strip()), mark, changes


def _changes(told: str) -> Iterator[tuple[str, str]]:
    """(path, object) of each regular file that was added or changed."""
    fields = iter(told.strip("\0\n").split("\0"))
    for head in fields:
        parts = head.lstrip("\n").split()
        name = next(fields, "")
        if len(parts) == 5 and parts[0].startswith(":") and parts[1] in _REGULAR and name:
            yield name, parts[3]


def _run(top: str, arguments: Sequence[str], given: bytes = b"") -> bytes:
    """What git prints; empty where it refuses or is not there. Cut off at `_MOST_OUTPUT`."""
    program = shutil.which("git")
    if program is None:
        return b""
    settings = [word for setting in _HARMLESS for word in ("-c", setting)]
    with _surroundings() as environment, tempfile.TemporaryFile() as asked:
        asked.write(given)
        asked.seek(0)
        child = subprocess.Popen(  # noqa: S603 - the git program itself, with arguments of our own
            [program, "-C", top, "--no-pager", *settings, *arguments],
            stdin=asked,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        return _bounded(child)


def _bounded(child: subprocess.Popen[bytes]) -> bytes:
    """All that a child prints, up to the limits of size and time; then it is ended."""
    import threading

    clock = threading.Timer(_DEADLINE_S, child.kill)
    clock.start()
    try:
        with child:
            told = child.stdout.read(_MOST_OUTPUT) if child.stdout else b""
            child.kill()
        return told
    finally:
        clock.cancel()


@contextmanager
def _surroundings() -> Iterator[dict[str, str]]:
    """An environment in which git knows no configuration but the repository's, locks nothing and fetches nothing.

    It refuses repositories of other owners, for what their configuration may run: that is put out of action, so such a
    repository may be read.
    """
    with tempfile.TemporaryDirectory(prefix="mixtaste-git-") as home:
        (Path(home) / ".gitconfig").write_text("[safe]\n\tdirectory = *\n", encoding="utf-8")
        kept = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LD_LIBRARY_PATH")
        yield {
            **{name: value for name in kept if (value := os.environ.get(name)) is not None},
            "HOME": home,
            "XDG_CONFIG_HOME": home,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": str(Path(home) / ".gitconfig"),
            "GIT_ATTR_NOSYSTEM": "1",
            "GIT_OPTIONAL_LOCKS": "0",
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_NO_REPLACE_OBJECTS": "1",
            "GIT_ALLOW_PROTOCOL": "none",
            "GIT_TERMINAL_PROMPT": "0",
            "LC_ALL": "C",
        }
