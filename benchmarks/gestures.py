"""How well moves are gathered into gestures: against simulated engineers whose gestures are known.

    python benchmarks/gestures.py [--seeds 6] [--first-seed 1] [--songs 4] [-v]

Counted are pairs of moves of one save interval: *together* when one cause made both. Precision is the share of the
pairs told together that are; recall the share of the pairs that are together that is told so. Merging two causes is
worse than splitting one: a gesture with two causes is judged as if it had one.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from itertools import combinations

from studio import control_of, learnt

from profiler.history.records import Move
from profiler.studio.archive import StudioOptions
from profiler.studio.truth import MadeMove

Known = tuple[Move, MadeMove]


def main(arguments: list[str] | None = None) -> int:
    """Count over all seeds, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seeds", type=int, default=6)
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--songs", type=int, default=4)
    parser.add_argument("-v", "--verbose", action="store_true", help="which kinds of pairs are split or merged")
    options = parser.parse_args(arguments)
    count: Counter[str] = Counter()
    split: Counter[str] = Counter()
    merged: Counter[str] = Counter()
    for seed in range(options.first_seed, options.first_seed + options.seeds):
        for moves in _intervals(seed, options.songs):
            for (one, made), (other, also) in combinations(moves, 2):
                true, told = made.gesture == also.gesture, one.gesture == other.gesture
                count[f"{true} {told}"] += 1
                if true and not told:
                    split[_pair(made, also)] += 1
                if told and not true:
                    merged[_pair(made, also)] += 1
            count["moves"] += len(moves)
            count["gestures"] += len({made.gesture for _, made in moves})
    hit, missed, false = count["True True"], count["True False"], count["False True"]
    print(
        f"{count['moves']} moves in {count['gestures']} gestures; pairs: {hit + missed} together, {hit + false} told so"
    )
    print(f"recall {hit / max(hit + missed, 1):.3f}, precision {hit / max(hit + false, 1):.3f}")
    if options.verbose:
        print("split:", ", ".join(f"{pair} {number}" for pair, number in split.most_common(12)))
        print("merged:", ", ".join(f"{pair} {number}" for pair, number in merged.most_common(12)))
    return 0


def _intervals(seed: int, songs: int) -> list[list[Known]]:
    """The moves of each save interval that the truth knows, with what it knows."""
    found: defaultdict[tuple[str, str], list[Known]] = defaultdict(list)
    with learnt(seed, StudioOptions(songs=songs), audio="none") as archive:
        truth = {(made.before_save, made.after_save, made.control): made for _, made in archive.truth.moves()}
        for judged in archive.pipeline.moves():
            move = judged.move
            before, after = archive.paths[move.before_save], archive.paths[move.after_save]
            made = truth.get((before, after, control_of(move.object, move.term)))
            if made is not None:
                found[before, after].append((move, made))
    return list(found.values())


def _pair(one: MadeMove, other: MadeMove) -> str:
    """What two moves were, in an order of their own."""
    where = "one track" if one.control.track == other.control.track else "two tracks"
    causes = "/".join(sorted({one.reason or one.kind, other.reason or other.kind}))
    return f"{' + '.join(sorted((one.term, other.term)))} ({where}, {causes})"


if __name__ == "__main__":
    sys.exit(main())
