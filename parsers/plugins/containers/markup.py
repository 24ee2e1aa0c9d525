"""XML that a stranger wrote, as fields: strictly where it parses, attribute by attribute where it does not.

The strict reader is the standard library's expat with every door shut: a document type or an entity of its own ends
the reading, so no entity can ever expand. An element is called by its ``id`` or ``name``, else by its tag; the root is
left out of the path. Attributes ``value``, ``user_value`` and ``val`` are the element's own value. A value that is
itself a document (Slate's racks escape one for each module) is read into the same path.
The tolerant reader is for what is no XML: Melda's attributes begin with ``#``, some plug-ins repeat an attribute.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from parsers.plugins.containers.contents import Budget, Contents, scalar, text_of
from parsers.plugins.errors import BrokenStateError
from parsers.session import Scalar

__all__ = ["NAMES", "document", "loose", "starts_markup"]

NAMES = ("id", "name", "key", "client_id", "ID", "Name", "n", "i")
"""Attributes that tell one element from its siblings, best first; the last two count only beside a value."""
_VALUES = frozenset({"value", "user_value", "val", "v"})
_BLANK = re.compile(rb">\s+<")
"""What stands between tags to please the eye: half of all events."""
_TYPES = frozenset({"type"})
"""Of a value: how it is written, not what it is."""
_START = re.compile(rb"\s*<[?!A-Za-z_]")
_TAG = re.compile(r"<(/?)([\w:.\-]+)((?:\s+[^\s=<>/]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(/?)>|<[?!][^<>]*>")
_ATTRIBUTE = re.compile(r"([^\s=<>/]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))


def starts_markup(data: bytes) -> bool:
    """Whether the bytes begin like a document."""
    return _START.match(data) is not None


class _Flattener:
    """Turns elements as they come into fields. Called once for every tag of a state: its loops are kept short."""

    def __init__(
        self,
        budget: Budget,
        prefix: str = "",
        names: tuple[str, ...] = NAMES,
        silent: frozenset[str] = frozenset(),
    ) -> None:
        self.budget = budget
        self.names = names
        self.silent = silent
        self.fields: dict[str, Scalar] = {}
        self.root = ""
        self._ranks = {name: rank for rank, name in enumerate(names)}
        self._valueless = len(names) - 2
        self._below = 0
        self._prefix = prefix
        self._paths: list[str] = []
        self._counts: list[dict[str, int]] = []
        self._texts: list[list[str] | None] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element opens; a silent one and what is in it is passed over."""
        if self._below or tag in self.silent:
            self._below += 1
            return
        if len(self._paths) >= self.budget.deepest:
            raise BrokenStateError("the state's markup is nested too deeply")
        valued = not _VALUES.isdisjoint(attributes)
        name = self._name(attributes, valued=valued) if attributes else ""
        label = attributes[name].replace("/", "|") if name else tag
        if self._paths:
            counts = self._counts[-1]
            counts[label] = count = counts.get(label, 0) + 1
            if count > 1:
                label = f"{label}#{count}"
            above = self._paths[-1]
            path = f"{above}/{label}" if above else label
        else:
            self.root = self.root or tag
            path = self._prefix
        self._paths.append(path)
        self._counts.append({})
        self._texts.append(None)
        if not attributes:
            return
        self.budget.spend(fields=len(attributes))
        for key, text in attributes.items():
            if key == name or (valued and key in _TYPES) or key in self.silent:
                continue
            if path and key in _VALUES:
                self._put(path, text)
            else:
                self._put(f"{path}/{key}" if path else key, text)

    def _name(self, attributes: dict[str, str], *, valued: bool) -> str:
        """Which attribute tells the element from its siblings, "" for none."""
        best, ranks = "", self._ranks
        lowest = len(ranks) if valued else self._valueless
        for key, text in attributes.items():
            rank = ranks.get(key)
            if rank is not None and rank < lowest and text:
                best, lowest = key, rank
        return best

    def text(self, text: str) -> None:
        """Characters between tags."""
        if self._texts and not self._below and not text.isspace():
            texts = self._texts[-1]
            if texts is None:
                self._texts[-1] = texts = []
            texts.append(text)

    def end(self, _tag: str) -> None:
        """An element closes."""
        if self._below:
            self._below -= 1
            return
        path, texts = self._paths.pop(), self._texts.pop()
        self._counts.pop()
        if texts and path:
            self.budget.spend(fields=1)
            self._put(path, "".join(texts).strip())

    def _put(self, path: str, text: str) -> None:
        if text[:1] == "<" and text.rstrip().endswith(">"):
            data = text.encode("utf-8", "replace")
            if starts_markup(data):
                self.budget.enter()
                inner = _strict(data, _Flattener(self.budget, path, self.names, self.silent))
                self.budget.nesting += 1
                if inner is not None:
                    self.fields.update(inner.fields)
                    return
        self.fields[path] = scalar(text)


def document(
    data: bytes, budget: Budget, *, names: tuple[str, ...] = NAMES, silent: frozenset[str] = frozenset()
) -> Contents | None:
    """The fields of a document, or None where the bytes are none.

    data    from the document's start; bytes after its end are passed over
    names   attributes that tell one element from its siblings, best first
    silent  tags and attributes to pass over
    Raises  BrokenStateError on entities, depth or size that no settings have.
    """
    if not starts_markup(data):
        return None
    end = data.rfind(b">")
    flat = _strict(data[: end + 1], _Flattener(budget, names=names, silent=silent))
    return None if flat is None else Contents("xml", flat.root, flat.fields)


def _strict(data: bytes, flat: _Flattener) -> _Flattener | None:
    flat.budget.spend(text=len(data))
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = flat.start
    parser.EndElementHandler = flat.end
    parser.CharacterDataHandler = flat.text
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(_BLANK.sub(b"><", data), True)  # noqa: FBT003 - expat's own signature: these are all bytes
    except (expat.ExpatError, LookupError, ValueError):
        return None
    return flat


def _refuse(*_: object) -> None:
    raise BrokenStateError("the state's markup declares a document type of its own")


def loose(data: bytes, budget: Budget) -> Contents | None:
    """The fields of what looks like a document and is none, tag by tag; None where there is no tag with attributes.

    Raises  BrokenStateError on depth or size that no settings have.
    """
    budget.spend(text=len(data))
    flat = _Flattener(budget)
    opened: list[str] = []
    for found in _TAG.finditer(text_of(data)):
        closes, tag, attributes, empty = found.groups()
        if tag is None:
            continue
        if closes:
            if tag in opened:
                while opened[-1] != tag:
                    flat.end(opened.pop())
                flat.end(opened.pop())
            continue
        flat.start(tag, {key: _plain(a or b) for key, a, b in _ATTRIBUTE.findall(attributes)})
        if empty:
            flat.end(tag)
        else:
            opened.append(tag)
    return Contents("xml", flat.root, flat.fields) if flat.fields else None


def _plain(text: str) -> str:
    if "&" in text:
        for entity, char in _ENTITIES:
            text = text.replace(entity, char)
    return text
