"""A program to be killed: it records saves and words without end and acknowledges each one on a line of its own."""

from __future__ import annotations

import random
import sys

from parsers.block import Block
from store import saves, words
from store.database import open_store


def parts_of(number: int) -> list[Block]:
    """The save of that number: four tracks, of which each save changes one."""
    tracks = []
    for track in range(4):
        rng = random.Random(f"{track} {(number + track) // 4}")
        tracks.append(Block("track", str(track), b"".join(b"%d\n" % rng.getrandbits(40) for _ in range(100))))
    return [Block("head", "", b"head\n"), *tracks, Block("tail", "", b"tail %d\n" % number)]


def tell(*words_: object) -> None:
    """Acknowledge on a line that is out before the next change begins."""
    sys.stdout.write(" ".join(map(str, words_)) + "\n")
    sys.stdout.flush()


def main(folder: str, first: int) -> None:
    with open_store(folder) as db:
        number = first
        while True:
            parts = parts_of(number)
            size = sum(len(part.data) for part in parts)
            save = saves.record(
                db,
                path=f"/songs/{number % 7}.rpp",
                format="reaper",
                blocks=parts,
                size=size,
                mtime_ns=number,
                inode=1,
                user="anna",
                seen=float(number),
            )
            tell("save", number, save)
            word = words.say(db, user="anna", kind="answer", time=float(number), subject={"save": save}, body={})
            tell("word", number, word.id)
            number += 1


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
