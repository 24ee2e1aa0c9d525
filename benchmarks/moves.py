"""What is told over real sequences of saves: moves per save by term, and some at random beside the raw lines.

    MIXTASTE_CORPUS=FOLDER python benchmarks/moves.py [--format reaper] [--sample 30] [--seed 1]

Every folder below ``FORMAT/sequences`` holds the saves of one song, in the order of their names; the part of a name
before ``__`` is its author. "an author" is the mean of the authors' own means, so that a prolific one counts once. The
sample is drawn by author, then pair, then move, and for formats of lines shows what differs in the block of the track
that the move is about: it is to be read by a person.
"""

from __future__ import annotations

import argparse
import difflib
import itertools
import os
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean

from parsers.errors import MixtasteError
from parsers.registry import is_session_path, read_file, split
from profiler.history.moves import compare
from profiler.history.records import Move
from profiler.history.words import in_words

Pair = tuple[Path, Path]
_LONGEST = 150
_MOST_LINES = 14
_BASE64 = re.compile(r"[-+][A-Za-z0-9+/]{8,}=*$")


def pairs(folder: Path) -> Iterator[Pair]:
    """Consecutive saves of one song."""
    found = sorted(path for path in folder.iterdir() if is_session_path(str(path)))
    yield from itertools.pairwise(found)


def moves_of(pair: Pair) -> tuple[Move, ...] | None:
    """The moves between two saves; None where one of them cannot be read."""
    try:
        before, after = (read_file(str(path)) for path in pair)
    except MixtasteError:
        return None
    return compare(before, after).moves


def count(folders: list[Path]) -> dict[str, dict[Pair, tuple[Move, ...]]]:
    """Author → pair → moves; prints moves per save by term."""
    found: defaultdict[str, dict[Pair, tuple[Move, ...]]] = defaultdict(dict)
    for folder in folders:
        for pair in pairs(folder):
            if (moves := moves_of(pair)) is not None:
                found[folder.name.split("__")[0]][pair] = moves
    total = sum(map(len, found.values()))
    told = Counter(kind(move) for part in found.values() for moves in part.values() for move in moves)
    by_author = [
        (Counter(kind(move) for moves in part.values() for move in moves), len(part)) for part in found.values()
    ]
    still = sum(not moves for part in found.values() for moves in part.values())
    print(f"{len(folders)} sequences of {len(found)} authors, {total} pairs, {told.total()} moves, {still} without any")
    print(f"{'term':34} {'moves':>6} {'a save':>7} {'an author':>9}")
    for term, number in told.most_common():
        balanced = fmean(counts[term] / count for counts, count in by_author)
        print(f"{term:34} {number:6} {number / total:7.2f} {balanced:9.2f}")
    return found


def kind(move: Move) -> str:
    """The term, all bands of an equaliser together, and all that only its plug-in has a word for."""
    if move.term.startswith("plugin."):
        return "plugin.*"
    return re.sub(r"\.\d+\.", ".N.", move.term)


def sample(found: dict[str, dict[Pair, tuple[Move, ...]]], size: int, rng: random.Random) -> None:
    """Print some moves with the lines that changed."""
    authors = [author for author, part in found.items() if any(part.values())]
    for number in range(1, size + 1):
        part = found[rng.choice(authors)]
        pair = rng.choice([pair for pair, moves in part.items() if moves])
        move = rng.choice(part[pair])
        print(f"\n{number}. {in_words(move)}    [{move.term}: {move.before} → {move.after} {move.unit}]")
        print(f"   {pair[0].parent.name}: {pair[0].name} → {pair[1].name}")
        for line in changed_lines(move, *pair):
            print(f"   {line[:_LONGEST]}")


def changed_lines(move: Move, before: Path, after: Path) -> Iterator[str]:
    """What differs in the blocks of the move's track, or outside tracks; runs of base64 as their number of lines."""
    identity = move.object.track.id if move.object.track is not None else ""
    old, new = (block_of(path, identity) for path in (before, after))
    if not (old or new):
        old, new = (block_of(path, "") for path in (before, after))
    differing = difflib.unified_diff(old, new, lineterm="", n=0)
    changed = [line for line in differing if not line.startswith(("---", "+++", "@@"))]
    told = []
    for encoded, run in itertools.groupby(changed, key=lambda line: bool(_BASE64.match(line)) and line[0]):
        lines = list(run)
        told += [f"{encoded}({len(lines)} lines of base64)"] if encoded else lines
    yield from told[:_MOST_LINES]
    if len(told) > _MOST_LINES:
        yield f"… {len(told) - _MOST_LINES} lines more"


def block_of(path: Path, identity: str) -> list[str]:
    """Lines of a track's block, none where the save has no such track; of all that is no track without an identity."""
    blocks = split(path.read_bytes(), path=str(path))
    chosen = [block for block in blocks if (block.key == identity if identity else block.kind != "track")]
    return [line.strip() for block in chosen for line in block.data.decode("utf-8", "replace").splitlines()]


def main() -> None:
    """Count and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--format", default="reaper")
    options.add_argument("--sample", type=int, default=0, metavar="N")
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    folder = Path(os.environ["MIXTASTE_CORPUS"]) / given.format / "sequences"
    found = count(sorted(path for path in folder.iterdir() if path.is_dir()))
    sample(found, given.sample, random.Random(given.seed))


if __name__ == "__main__":
    main()
