"""XML from strangers, opened so that it can do no harm: plain, in gzip, or one file of a zip archive.

Bounds, each a clear error: 256 MB unpacked and 200 times the packed size (the largest real Live set seen unpacks 40
times, to 107 MB); 256 elements deep (libxml2's own bound; the deepest real Live set seen, racks in racks, has 50);
10 MB in one text (libxml2's own); 8 million tags; 10,000 entries in an archive, none with a path that leads out of it.
Entities are not resolved, nothing is fetched, and a document type declaration, which no application writes, is refused.
"""

from __future__ import annotations

import math
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from typing import Any, Final, TypeAlias, cast

from lxml import etree

from parsers.errors import BrokenSessionError, SessionTooLargeError

__all__ = [
    "LARGEST",
    "Archive",
    "Element",
    "finite",
    "gunzip",
    "is_gzip",
    "parse",
    "parts",
    "readable",
    "starts_with",
    "xpath",
]

Element: TypeAlias = Any
"""An lxml element: its stubs do not know that tag and attributes of parsed files are text."""

LARGEST: Final = 256 * 1024 * 1024
"""Bytes that a file may unpack to."""
_RATIO = 200
_SLACK = 1024 * 1024
"""So much may come out of any file, however small: short files of repeated settings pack well."""
_MOST_ENTRIES = 10_000
_MOST_TAGS = 8_000_000
"""Five times as many as the largest real Live set seen has; each takes some 100 bytes of memory."""
_AT_ONCE = 24 * 1024 * 1024
"""A document up to this size is parsed whole: eight times its size in memory."""
_GZIP = b"\x1f\x8b"
_CUT = ("Premature end", "Extra content", "Couldn't find end", "Document is empty", "EndTag", "Start tag expected")
"""How libxml2 begins to say that a document stops, or was damaged, in the middle."""


def xpath(expression: str) -> Callable[[Element], list[Element]]:
    """A compiled XPath that finds elements."""
    return cast("Callable[[Element], list[Element]]", etree.XPath(expression))


def is_gzip(data: bytes) -> bool:
    """Whether the bytes begin as a gzip file does."""
    return data.startswith(_GZIP)


def gunzip(data: bytes) -> bytes:
    """The content of a gzip file, or the bytes as they are when they are none.

    Raises  BrokenSessionError for a damaged or cut file, SessionTooLargeError past the bounds.
    """
    if not is_gzip(data):
        return data
    unpack = zlib.decompressobj(wbits=31)
    try:
        content = unpack.decompress(data, _bound(len(data)))
    except zlib.error as error:
        raise BrokenSessionError(f"the compressed file is damaged: {error}") from None
    if not unpack.eof:
        if unpack.unconsumed_tail:
            raise _too_large(len(data))
        raise BrokenSessionError("the compressed file ends before it is complete", offset=len(data))
    return content


def _bound(packed: int) -> int:
    return min(LARGEST, max(_RATIO * packed, _SLACK))


def _too_large(packed: int) -> SessionTooLargeError:
    return SessionTooLargeError(f"{packed:,} bytes unpack to more than {_bound(packed):,}")


def readable(text: bytes) -> None:
    """Refuse what cannot be one healthy document, before any of it is parsed. Raises BrokenSessionError."""
    if not text or text.isspace():
        raise BrokenSessionError("the file is empty")
    if len(text) > LARGEST:
        raise SessionTooLargeError(f"the file has more than {LARGEST:,} bytes")
    if text.count(b"<") > _MOST_TAGS:
        raise SessionTooLargeError(f"the file holds more than {_MOST_TAGS:,} tags")
    if b"<!DOCTYPE" in text[:4096]:
        raise BrokenSessionError("the file declares a document type, which no session does")


def starts_with(data: bytes, root: bytes) -> bool:
    """Whether the bytes are XML with this root element, as far as their beginning tells.

    data  plain or in gzip; of a damaged file: False
    """
    head = data[:4096]
    if is_gzip(data):
        try:
            head = zlib.decompressobj(wbits=31).decompress(head, 4096)
        except zlib.error:
            return False
    place = head.find(b"<" + root)
    return place >= 0 and head[place + len(root) + 1 : place + len(root) + 2] in {b" ", b">", b"\n", b"\r", b"\t", b"/"}


def parse(text: bytes) -> Element:
    """The root element. White space between elements, comments and processing instructions are left out.

    Raises  BrokenSessionError with the line, SessionTooLargeError past the bounds.
    """
    readable(text)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_blank_text=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text, parser)
    except etree.XMLSyntaxError as error:
        raise _broken(error) from None
    _no_doctype(root)
    return root


def parts(text: bytes, paths: Sequence[str], tags: Sequence[str], dropped: Sequence[str] = ()) -> Iterator[Element]:
    """Each element at one of these paths, path by path or in the order of the file; at last the root.

    A long file gives each as soon as it is complete: the caller clears what it has read, so that the file needs the
    memory of its longest part. A shorter one is parsed at once, which is faster.
    paths    below the root; `*` for any element
    tags     that the last steps of the paths stand for; the same elsewhere is given too: the caller looks where it lies
    dropped  tags of elements that are emptied before anyone sees them
    Raises   as `parse`
    """
    readable(text)
    if len(text) <= _AT_ONCE:
        root = parse(text)
        for element in list(root.iter(*dropped)) if dropped else ():
            element.clear()
        for path in paths:
            yield from root.findall(path)
        yield root
        return
    stream = etree.iterparse(
        BytesIO(text),
        events=("end",),
        tag=(*tags, *dropped),
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_blank_text=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in stream:
            if element.tag in dropped:
                element.clear()
            else:
                yield element
    except etree.XMLSyntaxError as error:
        raise _broken(error) from None
    _no_doctype(stream.root)
    yield stream.root


def _no_doctype(root: Element) -> None:
    if root.getroottree().docinfo.doctype:
        raise BrokenSessionError("the file declares a document type, which no session does")


def _broken(error: etree.XMLSyntaxError) -> BrokenSessionError | SessionTooLargeError:
    line = error.lineno or None
    said = (error.msg or "").split(", line ")[0]
    if "Excessive depth" in said or "too long" in said or "Resource limit" in said:
        return SessionTooLargeError("elements lie deeper, or a text is longer, than any session's", line=line)
    if said.startswith(_CUT):
        return BrokenSessionError("the file ends before it is complete, or was damaged", line=line)
    return BrokenSessionError(f"this is no sound XML: {said}", line=line)


def finite(text: str | None, neutral: float) -> float:
    """The number that a text is; `neutral` for none, for what is no number, and for what is not finite."""
    if text is None:
        return neutral
    try:
        number = float(text)
    except ValueError:
        return neutral
    return number if math.isfinite(number) else neutral


class Archive:
    """The entries of a zip file. Reading one checks its size before and while it is unpacked."""

    def __init__(self, data: bytes) -> None:
        """Open the archive. Raises BrokenSessionError, SessionTooLargeError."""
        self._left = LARGEST
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            entries = self._zip.infolist()
        except Exception as error:  # noqa: BLE001 - a border: zipfile raises eight unrelated types on damaged archives
            raise BrokenSessionError(f"the archive is damaged: {error}") from None
        if len(entries) > _MOST_ENTRIES:
            raise SessionTooLargeError(f"the archive holds more than {_MOST_ENTRIES:,} files")
        self._entries = {entry.filename: entry for entry in entries}
        for name in self._entries:
            if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or name[1:2] == ":":
                raise BrokenSessionError("the archive holds a file whose path leads out of it")

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def names(self) -> list[str]:
        """The paths of its files, folders left out, in the order of the archive."""
        return [name for name in self._entries if not name.endswith("/")]

    def read(self, name: str) -> bytes:
        """One entry's content. Raises BrokenSessionError, SessionTooLargeError; KeyError when it is not there."""
        entry = self._entries[name]
        bound = min(self._left, max(_RATIO * entry.compress_size, _SLACK))
        if entry.file_size > bound:
            raise SessionTooLargeError(f"{entry.compress_size:,} bytes of the archive unpack to {entry.file_size:,}")
        try:
            with self._zip.open(entry) as file:
                content = file.read(bound + 1)
        except Exception as error:  # noqa: BLE001 - a border: as above, and decompressors' own types
            raise BrokenSessionError(f"a file in the archive is damaged: {error}") from None
        if len(content) > bound:
            raise _too_large(entry.compress_size)
        self._left -= len(content)
        return content
