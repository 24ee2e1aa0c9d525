"""JUCE's two ways to write settings: XML behind ``VC2!``, and the binary form of a ``ValueTree``.

    VC2!   u32le n, n bytes of XML, NUL; what follows (a byte of memory, "JUCEPrivateData") is no setting
    tree   zstr type; cint n, n × (zstr name, cint size, u8 kind, payload); cint m, m × tree
    cint   u8 count (bit 7: negative), then that many bytes, little-endian
    kind   1 i32, 2 true, 3 false, 4 f64, 5 UTF-8, 6 i64, 7 list, 8 bytes

Evidence: JUCE's published source (copyXmlToBinary, ValueTree::writeToStream, var::writeToStream). Holds for 97
instances of trees (Neural DSP, Tracktion, TSE …) and all VC2! states of the corpus. Children ``PARAM`` with ``id`` and
``value`` are the parameters.
"""

from __future__ import annotations

import struct
from hashlib import sha256

from parsers.plugins.containers.contents import Budget, Contents, text_of
from parsers.plugins.containers.markup import document, loose
from parsers.plugins.errors import BrokenStateError
from parsers.plugins.scales import rounded
from parsers.session import Scalar

__all__ = ["value_tree", "xml_chunk"]

_MAGIC = b"VC2!"
_SILENT = frozenset({"undo", "presets"})
"""What a plug-in may keep beside its settings: long, and never heard."""
_LONGEST_NAME = 200


def xml_chunk(state: bytes, budget: Budget) -> Contents | None:
    """The fields of XML behind ``VC2!``, or None where the state does not start so.

    Raises  BrokenStateError when the length is more than there is, or the content is no markup.
    """
    if not state.startswith(_MAGIC):
        return None
    if len(state) < 8:
        raise BrokenStateError("a JUCE state ends inside its header")
    (length,) = struct.unpack_from("<I", state, 4)
    if length > len(state) - 8:
        raise BrokenStateError(f"a JUCE state is said to have {length} bytes", offset=4)
    xml = state[8 : 8 + length].rstrip(b"\0")
    found = document(xml, budget, silent=_SILENT) or loose(xml, budget)
    if found is None:
        raise BrokenStateError("a JUCE state holds no markup", offset=8)
    return found


def value_tree(state: bytes, budget: Budget) -> Contents | None:
    """The fields of a binary tree, or None where the state is none.

    Raises  BrokenStateError when a tree that has begun well goes wrong further in.
    """
    if not _begins_well(state):
        return None
    reader = _TreeReader(state, budget)
    root = reader.tree("", 0)
    return Contents("tree", root, reader.fields)


def _begins_well(state: bytes) -> bool:
    """A printable type, a cint of at most two bytes, and either a printable name or children that begin well."""
    end = state.find(b"\0", 0, _LONGEST_NAME)
    if end < 1 or not state[:end].isascii() or not state[:end].decode("ascii").isprintable():
        return False
    size = state[end + 1] if end + 1 < len(state) else 255
    if size > 2:
        return False
    place = end + 2 + size
    if size:
        stop = state.find(b"\0", place, place + _LONGEST_NAME)
        return stop > place and state[place:stop].isascii() and state[place:stop].decode("ascii").isprintable()
    return place < len(state) and state[place] in (1, 2) and _begins_well(state[place + 1 + state[place] :][:1000])


class _TreeReader:
    """Reads a tree from its start, collecting fields."""

    def __init__(self, data: bytes, budget: Budget) -> None:
        self.data = data
        self.budget = budget
        self.place = 0
        self.fields: dict[str, Scalar] = {}
        self.seen: dict[str, int] = {}

    def tree(self, above: str, depth: int) -> str:
        """Read one tree; its fields get the path above it and its own label. Returns its type."""
        if depth >= self.budget.deepest:
            raise BrokenStateError("a JUCE tree is nested too deeply", offset=self.place)
        kind = self._text()
        properties: dict[str, Scalar] = {}
        for _ in range(self._count()):
            name = self._text()
            properties[name] = self._value()
        label = str(properties.pop("id", "")) or str(properties.get("name", "")) or kind
        path = "" if depth == 0 else self._free(f"{above}/{label}" if above else label)
        if "value" in properties and path:
            self.fields[path] = properties.pop("value")
        for name, value in properties.items():
            self.fields[f"{path}/{name}" if path else name] = value
        for _ in range(self._count()):
            self.tree(path, depth + 1)
        return kind

    def _free(self, path: str) -> str:
        self.seen[path] = count = self.seen.get(path, 0) + 1
        return path if count == 1 else f"{path}#{count}"

    def _take(self, size: int) -> bytes:
        if not 0 <= size <= len(self.data) - self.place:
            raise BrokenStateError("a JUCE tree ends early", offset=self.place)
        taken = self.data[self.place : self.place + size]
        self.place += size
        return taken

    def _text(self) -> str:
        end = self.data.find(b"\0", self.place)
        if end < 0:
            raise BrokenStateError("a JUCE tree ends inside a name", offset=self.place)
        return text_of(self._take(end + 1 - self.place)[:-1])

    def _count(self) -> int:
        size = self._take(1)[0]
        if size & 0x80 or size > 4:
            raise BrokenStateError("a JUCE tree has no such number", offset=self.place)
        count = int.from_bytes(self._take(size), "little")
        self.budget.spend(fields=count)
        return count

    def _value(self) -> Scalar:
        payload = self._take(self._count_of_bytes())
        kind, rest = payload[:1], payload[1:]
        if kind == b"\1" and len(rest) == 4:
            return float(int.from_bytes(rest, "little", signed=True))
        if kind in (b"\2", b"\3"):
            return kind == b"\2"
        if kind == b"\4" and len(rest) == 8:
            (number,) = struct.unpack("<d", rest)
            return rounded(number) if abs(number) < 1e300 else str(number)
        if kind == b"\5":
            return text_of(rest.rstrip(b"\0"))
        if kind == b"\6" and len(rest) == 8:
            return str(int.from_bytes(rest, "little", signed=True))
        return sha256(payload).hexdigest()[:32] if payload else ""

    def _count_of_bytes(self) -> int:
        size = self._take(1)[0]
        if size & 0x80 or size > 4:
            raise BrokenStateError("a JUCE tree has no such size", offset=self.place)
        return int.from_bytes(self._take(size), "little")
