"""Fits the classifier of `profiler.history.role_likeness` on the names of `benchmarks/role_names.py`.

    python benchmarks/train_roles.py [--seed N] [--to FILE]

Needs scikit-learn (a development dependency). To the names come the plain words of the rules, so that what is like
them is known too. All are varied as people vary them: numbers, sides, takes, microphones and players after them,
adjectives before them, words run together, letters mistyped; codes, dates and take numbers are names that say nothing.
Prints how well names are told that took no part, and writes role names, weights (16 bit) and bias as plain arrays.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from string import ascii_lowercase

import numpy as np
from role_names import ADJECTIVES, NAMES, SUFFIXES
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]  # it publishes no types

from profiler.history.role_likeness import BUCKETS, buckets
from profiler.history.role_names import normalised
from profiler.history.role_words import NAME_RULES

_VARIANTS = 8
_CODES = 900
_SURE = 0.65
"""Words of rules that say less are as often something else."""
_TARGET = Path(__file__).parents[1] / "profiler" / "history" / "role_weights.npz"


def main(arguments: list[str] | None = None) -> int:
    """Fit, measure and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--to", type=Path, default=_TARGET)
    options = parser.parse_args(arguments)
    rng = random.Random(options.seed)
    words = [(role, word) for role, names in NAMES.items() for word in words_of(names)]
    words += [("unknown", code(rng)) for _ in range(_CODES)]
    words += sorted(set(_words_of_rules()) - set(words))
    rng.shuffle(words)
    held = len(words) // 10
    measured = _fit(words[held:], rng)
    share = _share_right(measured, words[:held], rng)
    print(f"{len(words)} names; of {held} that took no part, varied: {share:.3f} right")
    fitted = _fit(words, rng)
    np.savez_compressed(
        options.to,
        roles=np.array(fitted.classes_, dtype=str),
        weights=fitted.coef_.T.astype(np.float16),
        bias=fitted.intercept_.astype(np.float32),
    )
    print(f"{options.to}: {options.to.stat().st_size:,} bytes")
    return 0


def words_of(names: str) -> list[str]:
    """The names of one role."""
    return [" ".join(word.split()) for word in names.split("|") if word.strip()]


def _words_of_rules() -> Iterator[tuple[str, str]]:
    """The rules' words as far as they are plain ones that say something sure."""
    for rule in NAME_RULES:
        if rule.weight > _SURE:
            for word in rule.line.split("|"):
                plain = word.removesuffix("*")
                if len(plain) > 2 and plain.replace(" ", "").isalpha():
                    yield rule.role, plain


def code(rng: random.Random) -> str:
    """A name that says nothing: what programs and hurried people call takes and files."""
    letters = "".join(rng.choice(ascii_lowercase) for _ in range(rng.randint(1, 4)))
    number, other = rng.randint(0, 999), rng.randint(1, 40)
    date = f"{rng.randint(10, 26)}{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}"
    shapes = (
        f"{letters}{number}",
        f"{letters}-{other}-{number}",
        f"{letters} {other}",
        f"{number}-{date}_{rng.randint(0, 23):02d}{rng.randint(0, 59):02d}",
        f"take {other}-{letters}",
        f"{letters}_{date}",
        f"{number} {letters}",
        f"{letters}{number}{letters}",
        f"t{other}-{other}-{number}",
    )
    return rng.choice(shapes)


def varied(word: str, rng: random.Random) -> str:
    """A name as somebody might write it."""
    name = word
    if rng.random() < 0.15 and len(word) > 4:
        name = mistyped(name, rng)
    if rng.random() < 0.25:
        adjective = rng.choice(words_of(ADJECTIVES))
        name = f"{adjective}{rng.choice([' ', ' ', ''])}{name}"
    if rng.random() < 0.5:
        name = f"{name}{rng.choice([' ', ' ', ' ', ''])}{rng.choice(words_of(SUFFIXES))}"
    if rng.random() < 0.12:
        name = name.replace(" ", "")
    return name


def mistyped(word: str, rng: random.Random) -> str:
    """A letter left out, doubled, or changed places with the next."""
    at = rng.randrange(1, len(word) - 1)
    return rng.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ]
    )


def _fit(words: list[tuple[str, str]], rng: random.Random) -> LogisticRegression:
    names = [(role, word) for role, word in words]
    names += [(role, varied(word, rng)) for role, word in words for _ in range(_VARIANTS)]
    rows = _matrix([name for _, name in names])
    return LogisticRegression(C=3.0, max_iter=400).fit(rows, [role for role, _ in names])


def _share_right(fitted: LogisticRegression, words: list[tuple[str, str]], rng: random.Random) -> float:
    names = [(role, varied(word, rng)) for role, word in words for _ in range(4)]
    told = fitted.predict(_matrix([name for _, name in names]))
    return float(np.mean([said == role for said, (role, _) in zip(told, names, strict=True)]))


def _matrix(names: list[str]) -> csr_matrix:
    rows, columns, values = [], [], []
    for row, name in enumerate(names):
        found = buckets(normalised(name))
        rows += [row] * len(found)
        columns += found
        values += [len(found) ** -0.5] * len(found)
    return csr_matrix((values, (rows, columns)), shape=(len(names), BUCKETS))


if __name__ == "__main__":
    sys.exit(main())
