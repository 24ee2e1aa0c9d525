"""Opening an AAF with pyaaf2 from bytes: checked first, nothing written, nothing printed.

pyaaf2 opens paths only, prints what surprises it and logs through the root logger; it raises some ten unrelated types
on damaged files, a few of them late, since properties are read when asked for. So everything that reads stands inside
`reading`.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from parsers.errors import BrokenSessionError, SessionError, SessionTooLargeError
from parsers.formats.aaf.container import layout_of

if TYPE_CHECKING:
    from aaf2.file import AAFFile

__all__ = ["object_file", "open_bytes", "reading"]


@contextmanager
def reading() -> Iterator[None]:
    """Turn whatever pyaaf2 raises on a damaged file into one BrokenSessionError; SessionErrors pass."""
    try:
        yield
    except SessionError:
        raise
    except (MemoryError, RecursionError) as error:
        raise SessionTooLargeError(f"reading it takes too much memory ({type(error).__name__})") from error
    except Exception as error:  # the border of a file: pyaaf2's exceptions have no root in common
        detail = " ".join(str(error).split())[:120]
        why = f"{type(error).__name__}: {detail}" if detail else type(error).__name__
        raise BrokenSessionError(f"its objects cannot be read ({why})") from error


def open_bytes(data: bytes) -> AAFFile:
    """Open the file for reading; nothing of the essence in it is touched.

    Raises  SessionError for what the checks of the container find; call it inside `reading` for the rest.
    """
    layout_of(data)
    return object_file(io.BufferedReader(_Bytes(data)), mode="rb")


def object_file(stream: Any, *, mode: str) -> AAFFile:
    """A file that is open already, as an AAFFile: what its constructor does, which opens paths only.

    mode  ``rb``, or ``rb+`` to write to it
    """
    from aaf2.cfb import CompoundFileBinary
    from aaf2.file import AAFFactory, AAFFile, AAFObjectManager
    from aaf2.metadict import MetaDictionary

    _silence()
    file = AAFFile.__new__(AAFFile)
    file.mode = mode
    file.f = stream
    file.cfb = CompoundFileBinary(file.f, file.mode)
    file.weakref_table = []
    file.manager = AAFObjectManager(file)
    file.create = AAFFactory(file)
    file.is_open = True
    file.read_reference_properties()
    file.metadict = MetaDictionary(file)
    file.metadict.dir = file.cfb.find("/MetaDictionary-1")
    file.manager["/MetaDictionary-1"] = file.metadict
    file.root = file.manager.read_object("/")
    file.metadict.read_properties()
    return file


class _Bytes(io.RawIOBase):
    """Bytes as a raw file. (pyaaf2 takes a BytesIO for a file to be written.)"""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._data = memoryview(data)
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: len(self._data)}[whence]
        self._place = max(base + offset, 0)
        return self._place

    def tell(self) -> int:
        return self._place

    def readinto(self, buffer: Any) -> int:
        found = self._data[self._place : self._place + len(buffer)]
        buffer[: len(found)] = found
        self._place += len(found)
        return len(found)


class _Quiet:
    """Stands for the logging module inside pyaaf2: there the root logger would get a handler that writes to stderr."""

    CRITICAL, ERROR, WARNING, INFO, DEBUG = 50, 40, 30, 20, 10

    @staticmethod
    def debug(*_: object) -> None:
        """Say nothing."""

    info = warning = error = debug


def _silence() -> None:
    """Give the modules of pyaaf2 that print or log a print and a logging of their own that do neither."""
    import aaf2.cfb
    import aaf2.components
    import aaf2.types

    for module in (aaf2.cfb, aaf2.components, aaf2.types):
        module.print = _Quiet.debug
        if getattr(module, "logging", None) is logging:
            module.logging = _Quiet
