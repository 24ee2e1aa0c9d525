"""Writing a file that somebody named: whole or not at all, and nothing of another kind is replaced."""

from __future__ import annotations

from pathlib import Path

from parsers.errors import UnwritableSessionError

__all__ = ["write_whole"]


def write_whole(file: Path, text: str, *, kind: str, mark: str) -> None:
    """Write the text; only an earlier file of the same kind is replaced. Raises UnwritableSessionError.

    kind  what it is, for the sentence: ``a profile``;  mark, what every such file holds
    """
    try:
        if file.exists() and mark.encode() not in file.read_bytes():
            raise UnwritableSessionError(
                f"something else than {kind} is there already", path=str(file), remedy="Name a new file."
            )
        part = file.with_name(file.name + ".part")
        part.write_text(text, encoding="utf-8")
        part.replace(file)
    except OSError as error:
        raise UnwritableSessionError(f"cannot be written ({error.strerror or error})", path=str(file)) from error
