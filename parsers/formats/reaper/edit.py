"""Changing an element's rows to what a model says: the fields of its tables, its verbatim lines, its parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from parsers.formats.reaper.lexis import arguments
from parsers.formats.reaper.lines import Line, Table
from parsers.formats.reaper.tree import Element, Row, as_elements, as_text, key_of, row, steps, with_words

__all__ = [
    "Order",
    "find",
    "leftovers",
    "place_for",
    "set_fields",
    "set_line",
    "set_parts",
    "set_verbatim",
    "set_words",
]

_P = TypeVar("_P")


class Order:
    """Where a new line belongs among others: before the first of those that REAPER writes later."""

    def __init__(self, *keys: str) -> None:
        self._rank = {key: rank for rank, key in enumerate(keys)}

    def rank(self, key: str) -> int | None:
        """The key's place in the order, None when it has none."""
        return self._rank.get(key)


def place_for(rows: Sequence[Element], key: str, order: Order) -> int:
    """The index at which a new row with this key goes."""
    wanted = order.rank(key)
    if wanted is None:
        return len(rows)
    for place, element in enumerate(rows):
        rank = order.rank(key_of(element))
        if rank is not None and rank > wanted:
            return place
    return len(rows)


def find(rows: Sequence[Element], key: str) -> Row | None:
    """The row that the reader takes for this key: the last one."""
    for element in reversed(rows):
        if isinstance(element, Row) and key_of(element) == key:
            return element
    return None


def leftovers(extra: Sequence[str], keys: Mapping[str, Any] | frozenset[str]) -> dict[str, str]:
    """The entries of ``extra`` that are what is left of lines with fields, by key."""
    return {key: entry for entry in extra if (key := entry.partition(" ")[0]) in keys}


def set_words(rows: list[Element], key: str, words: Sequence[str] | None, order: Order) -> None:
    """Give the row with this key these arguments: changed, added, or (None) taken out."""
    found = find(rows, key)
    if words is None:
        if found is not None:
            rows[:] = [element for element in rows if element is not found]
    elif found is None:
        rows.insert(place_for(rows, key, order), row(key, words))
    elif arguments(found.text.partition(" ")[2]) != list(words):
        found.text = with_words(found.text, words)


def set_fields(
    rows: list[Element],
    table: Table,
    fields: Mapping[str, Any],
    extra: Sequence[str],
    order: Order,
    *,
    new: bool | None = None,
) -> None:
    """Bring the rows of a table to these fields and leftovers; rows that say so already are not touched.

    new  the element is a new one: lines that REAPER always writes are written; None: it is when it has no rows
    """
    new = not rows if new is None else new
    left = leftovers(extra, table.by_key)
    for line in table.lines:
        if any(argument.field in fields for argument in line.arguments):
            set_line(rows, line, fields, left.get(line.key), order, new=new)


def set_line(
    rows: list[Element],
    line: Line,
    fields: Mapping[str, Any],
    leftover: str | None,
    order: Order,
    *,
    new: bool = True,
) -> None:
    """Bring one row to these fields and this leftover; `new` as for `set_fields`."""
    found = find(rows, line.key)
    if found is not None and line.read(found.text.partition(" ")[2]).leftover == leftover:
        set_words(rows, line.key, line.write(fields, arguments(found.text.partition(" ")[2])), order)
    elif leftover is not None:
        set_words(rows, line.key, line.write(fields, line.restored(leftover)), order)
    else:
        words = line.fresh(fields, always=new)
        if words is not None or found is not None:
            set_words(rows, line.key, words or [argument.default for argument in line.arguments], order)


def set_verbatim(
    rows: list[Element], is_verbatim: Callable[[Element], bool], entries: Sequence[str], order: Order
) -> None:
    """Bring the rows that hold no fields to these ``extra`` entries, in their order."""
    kept = [element for element in rows if is_verbatim(element)]
    before = [as_text(element) for element in kept]
    if before == list(entries):
        return
    gone = []
    after = -1
    for place, new in steps(before, entries):
        if new is None and place is not None:
            gone.append(kept[place])
        elif place is not None:
            after = next(index for index, element in enumerate(rows) if element is kept[place])
        elif new is not None:
            made = as_elements(entries[new])
            where = after + 1 if after >= 0 else min(place_for(rows, key_of(made[0]), order), _first(rows, kept))
            rows[where:where] = made
            after = where + len(made) - 1
    identities = {id(element) for element in gone}
    rows[:] = [element for element in rows if id(element) not in identities]


def _first(rows: Sequence[Element], kept: Sequence[Element]) -> int:
    return next((place for place, element in enumerate(rows) if kept and element is kept[0]), len(rows))


def set_parts(
    parts: Sequence[_P],
    before: Sequence[str],
    after: Sequence[str],
    *,
    change: Callable[[_P, int], None],
    make: Callable[[int], _P],
) -> list[_P]:
    """The parts of an element (inserts, clips, envelopes …) brought to those that `after` names.

    parts, before  what is there and its keys;  after  the keys wanted, in order
    change         brings a part to number i of `after`;  make  makes number i anew
    A part that only changed its place is changed, not made anew.
    """
    plan = list(steps(before, after))
    moved: dict[str, list[int]] = {}
    for old, new in plan:
        if new is None and old is not None:
            moved.setdefault(before[old], []).append(old)
    result = []
    for old, new in plan:
        if new is None:
            continue
        found = old
        if found is None and moved.get(after[new]):
            found = moved[after[new]].pop(0)
        if found is None:
            result.append(make(new))
        else:
            change(parts[found], new)
            result.append(parts[found])
    return result
