"""What a name is likely to mean where no rule knows it: a small classifier on pieces of names, beside the rules.

Multinomial logistic regression on hashed pieces of words (2 to 4 letters, word ends marked) and whole words. Its
numbers were fitted by ``benchmarks/train_roles.py`` on names written for the purpose and are stored plainly; numpy
alone reads and applies them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["BUCKETS", "Likely", "buckets", "likely_role"]

BUCKETS = 4096
"""Pieces are told apart by their hash into so many: what falls together is told apart by its neighbours."""

_FILE = Path(__file__).with_name("role_weights.npz")
_SHORTEST, _LONGEST = 2, 4
_MOST_WORDS = 12


class Likely(NamedTuple):
    """The role that a name is most like, and how probable it is; ``unknown`` when it is like names that say nothing."""

    role: str
    probability: float


def buckets(text: str) -> list[int]:
    """The pieces of a name (as `roles.normalised` gives it), each as the number of its bucket, sorted, each once."""
    return sorted({zlib.crc32(piece.encode()) % BUCKETS for piece in _pieces(text)})


@lru_cache(maxsize=8192)
def likely_role(text: str) -> Likely:
    """The role of a name, as `roles.normalised` gives it."""
    import numpy as np

    found = buckets(text)
    if not found:
        return Likely("unknown", 1.0)
    roles, weights, bias = _fitted()
    scores = weights[found].sum(axis=0, dtype=np.float64) / len(found) ** 0.5 + bias
    shares = np.exp(scores - scores.max())
    shares /= shares.sum()
    best = int(shares.argmax())
    return Likely(roles[best], float(shares[best]))


@lru_cache(maxsize=1)
def _fitted() -> tuple[list[str], NDArray[np.float32], NDArray[np.float64]]:
    import numpy as np

    with np.load(_FILE, allow_pickle=False) as stored:
        roles = [str(name) for name in stored["roles"]]
        return roles, stored["weights"].astype(np.float32), stored["bias"].astype(np.float64)


def _pieces(text: str) -> Iterator[str]:
    words = text.split()[:_MOST_WORDS]
    for word in words:
        marked = f"<{word}>"
        yield f"={word}"
        for length in range(_SHORTEST, _LONGEST + 1):
            yield from (marked[at : at + length] for at in range(len(marked) - length + 1))
    yield from (f"={first} {second}" for first, second in pairwise(words))
