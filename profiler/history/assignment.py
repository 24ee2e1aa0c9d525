"""The best one-to-one assignment between two small sets."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["assign"]

_LARGEST = 300
"""Above this many members a cluster of mutual candidates is assigned greedily: the exact way takes cubic time."""


def assign(scores: Sequence[Sequence[float]], *, at_least: float) -> list[tuple[int, int]]:
    """Pair rows with columns so that the sum of the pairs' scores is greatest.

    scores    one row per member of the first set, one column per member of the second; higher is more alike
    at_least  (> 0) pairs below this score are never made: both members stay alone
    Returns   (row, column) sorted by row. Ties fall to the lower row and column, so equal input gives equal output.
    """
    pairs: list[tuple[int, int]] = []
    for rows, columns in _clusters(scores, at_least):
        if max(len(rows), len(columns)) > _LARGEST:
            pairs += _greedy(scores, rows, columns, at_least)
        else:
            pairs += _exact(scores, rows, columns, at_least)
    return sorted(pairs)


def _clusters(scores: Sequence[Sequence[float]], at_least: float) -> list[tuple[list[int], list[int]]]:
    """Rows and columns that are linked by allowed pairs; clusters cannot disturb each other."""
    width = len(scores[0]) if scores else 0
    row_links = [[column for column in range(width) if row[column] >= at_least] for row in scores]
    column_links: list[list[int]] = [[] for _ in range(width)]
    for row, columns in enumerate(row_links):
        for column in columns:
            column_links[column].append(row)
    seen: set[int] = set()
    found = []
    for start, links in enumerate(row_links):
        if start in seen or not links:
            continue
        rows, linked, waiting = {start}, set[int](), [start]
        while waiting:
            for column in row_links[waiting.pop()]:
                if column not in linked:
                    linked.add(column)
                    fresh = [row for row in column_links[column] if row not in rows]
                    rows.update(fresh)
                    waiting += fresh
        seen |= rows
        found.append((sorted(rows), sorted(linked)))
    return found


def _greedy(
    scores: Sequence[Sequence[float]], rows: list[int], columns: list[int], at_least: float
) -> list[tuple[int, int]]:
    allowed = [(-scores[r][c], r, c) for r in rows for c in columns if scores[r][c] >= at_least]
    taken_rows, taken_columns, pairs = set[int](), set[int](), []
    for _, row, column in sorted(allowed):
        if row not in taken_rows and column not in taken_columns:
            taken_rows.add(row)
            taken_columns.add(column)
            pairs.append((row, column))
    return pairs


def _exact(
    scores: Sequence[Sequence[float]], rows: list[int], columns: list[int], at_least: float
) -> list[tuple[int, int]]:
    """Kuhn–Munkres by shortest augmenting paths with potentials, O(n³); a forbidden pair costs as much as none."""
    turned = len(rows) > len(columns)
    first, second = (columns, rows) if turned else (rows, columns)

    def cost(i: int, j: int) -> float:
        score = scores[second[j]][first[i]] if turned else scores[first[i]][second[j]]
        return -score if score >= at_least else 0.0

    search = _Search([[cost(i, j) for j in range(len(second))] for i in range(len(first))])
    for row in range(len(first)):
        search.place(row)
    pairs = [(first[i], second[j]) for j, i in enumerate(search.owner) if i >= 0]
    if turned:
        pairs = [(row, column) for column, row in pairs]
    return [(row, column) for row, column in pairs if scores[row][column] >= at_least]


class _Search:
    """The state of the assignment: who owns each column, and the potentials that keep reduced costs at 0 or more."""

    def __init__(self, costs: list[list[float]]) -> None:
        self.costs = costs
        self.owner = [-1] * len(costs[0])
        self._row_potential = [0.0] * len(costs)
        self._column_potential = [0.0] * len(costs[0])

    def place(self, row: int) -> None:
        """Give a row a column, moving other rows to other columns along the cheapest path."""
        width = len(self.owner)
        least, way, done = [float("inf")] * width, [-1] * width, [False] * width
        reached, current, column = 0.0, row, -1
        visited: list[tuple[int, float]] = []
        while current >= 0:
            for j in range(width):
                if not done[j]:
                    reduced = self.costs[current][j] - self._row_potential[current] - self._column_potential[j]
                    if reached + reduced < least[j]:
                        least[j], way[j] = reached + reduced, column
            column = min((j for j in range(width) if not done[j]), key=lambda j: (least[j], j))
            reached, done[column] = least[column], True
            visited.append((column, reached))
            current = self.owner[column]
        self._row_potential[row] += reached
        for j, when in visited:
            self._column_potential[j] -= reached - when
            if self.owner[j] >= 0:
                self._row_potential[self.owner[j]] += reached - when
        while column >= 0:
            before = way[column]
            self.owner[column] = self.owner[before] if before >= 0 else row
            column = before
