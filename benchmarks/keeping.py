"""What the store costs and what it survives: `python benchmarks/keeping.py [part …]`.

(Not called store.py: scripts here would then import it in the place of the package.)

Parts, all by default:
  corpus   every REAPER file of the corpus (its folder in MIXTASTE_CORPUS) through the blocks and back, and its
           sequences kept as the successive saves they are: MB/s in and out, size of the database against the raw saves
  close    twenty close saves of each of thirty made songs, a few tracks touched in each
  rows     derived rows in and out, and the time to open a store
  kill     200 times kill -9 over saves and words: what was acknowledged and is gone
  scan     100,000 unchanged files: walked and compared with what the store knows
Goals: sequences at most 11 % of the raw saves, close saves 5 %, 8 MB/s in, the scan 3 s, nothing lost.
"""

from __future__ import annotations

import argparse
import base64
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from parsers import registry
from parsers.block import Block
from profiler.service.scan import changed, scan
from store import derived, saves, words
from store.database import FILE, Database, open_store

PROGRAM = Path(__file__).parents[1] / "tests" / "store" / "survival.py"

MOVES = derived.Table(
    "benchmark_moves",
    1,
    (
        derived.Column("id", "text"),
        derived.Column("song", "text", nullable=False, indexed=True),
        derived.Column("user", "text", indexed=True),
        derived.Column("term", "text"),
        derived.Column("before", "real"),
        derived.Column("after", "real"),
        derived.Column("object", "json"),
    ),
    ("id",),
)


def keep(db: Database, files: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    """Record files as saves; return their bytes by content."""
    kept = {}
    for number, (path, data) in enumerate(files):
        content = saves.record(
            db,
            path=path,
            format="reaper",
            blocks=registry.split(data, path=path),
            size=len(data),
            mtime_ns=number,
            inode=1,
            user="benchmark",
            seen=float(number),
        )
        kept[content] = data
    return kept


def measured(label: str, folder: Path, files: Sequence[tuple[str, bytes]], goal: float | None = None) -> None:
    """Keep the files in a new store, read all of them back, and print what it took."""
    raw = sum(len(data) for _, data in files)
    with open_store(folder) as db:
        begun = time.perf_counter()
        kept = keep(db, files)
        taken_in = time.perf_counter() - begun
        begun = time.perf_counter()
        wrong = sum(saves.content(db, content) != data for content, data in kept.items())
        taken_out = time.perf_counter() - begun
    size = (folder / FILE).stat().st_size
    out = sum(map(len, kept.values()))
    print(f"{label}: {len(files):,} saves, {raw / 1e6:.1f} MB raw, {len(kept):,} distinct, {wrong} came back different")
    print(f"  in {raw / 1e6 / taken_in:.1f} MB/s (split, hash, press, commit), out {out / 1e6 / taken_out:.1f} MB/s")
    share = size / raw
    met = "" if goal is None else f" (goal {goal:.0%}, {'met' if share <= goal else 'MISSED'})"
    print(f"  database {size / 1e6:.2f} MB, {share:.2%} of the raw saves{met}")


def corpus(folder: Path) -> None:
    """The corpus, if there is one."""
    named = os.environ.get("MIXTASTE_CORPUS")
    if not named:
        print("corpus: MIXTASTE_CORPUS is not set; left out")
        return
    root = Path(named) / "reaper"
    sequences = [
        # A sequence is one path that was saved again and again.
        (f"/songs/{sequence.name}.rpp", save.read_bytes())
        for sequence in sorted((root / "sequences").iterdir())
        for save in sorted(sequence.iterdir())
    ]
    measured("sequences", folder / "sequences", sequences, 0.11)
    files = [(str(path), path.read_bytes()) for path in sorted((root / "files").rglob("*")) if path.is_file()]
    measured("all files", folder / "files", files)


def close_saves(rng: random.Random, songs: int, length: int) -> Iterator[tuple[str, bytes]]:
    """Made songs: 10 to 60 tracks with plug-in states of heavy-tailed size; each save touches 3 to 20 % of them."""
    for song in range(songs):
        tracks = [track(rng, number) for number in range(rng.randint(10, 60))]
        for save in range(length):
            if save:
                for number in rng.sample(range(len(tracks)), max(1, int(len(tracks) * rng.uniform(0.03, 0.2)))):
                    touch(rng, tracks[number])
            body = "".join("".join(lines) for lines in tracks)
            yield (
                f"/made/song {song}/song.rpp",
                f'<REAPER_PROJECT 0.1 "7.0/linux" {1_700_000_000 + save}\n  TEMPO 120 4 4\n{body}>\n'.encode(),
            )


def track(rng: random.Random, number: int) -> list[str]:
    """The lines of one track."""
    guid = f"{{{rng.getrandbits(128):032X}}}"
    lines = [f"  <TRACK {guid}\n", f'    NAME "Track {number}"\n', "    VOLPAN 1 0 -1 -1 1\n", "    <FXCHAIN\n"]
    for _ in range(rng.randint(0, 5)):
        lines.append('      <VST "VST: ReaEQ (Cockos)" reaeq.dll 0 "" 1919247729\n')
        lines.extend(f"        {line(rng)}\n" for _ in range(min(int(rng.paretovariate(0.8) * 4), 3000)))
        lines.append("      >\n")
    lines.append("    >\n")
    items = range(rng.randint(0, 30))
    lines.extend(f"    <ITEM\n      POSITION {item * 2.5}\n      LENGTH {rng.random() * 4}\n    >\n" for item in items)
    lines.append("  >\n")
    return lines


def line(rng: random.Random) -> str:
    """A line of a plug-in's state: numbers of which many are round, as states have them."""
    values = bytes(rng.choice((0, 0, 0, 63, 128, rng.randrange(256))) for _ in range(96))
    return base64.b64encode(values).decode()


def touch(rng: random.Random, lines: list[str]) -> None:
    """Move the fader, or rewrite a line of a state."""
    states = [number for number, text in enumerate(lines) if text.startswith("        ")]
    if states and rng.random() < 0.6:
        lines[rng.choice(states)] = f"        {line(rng)}\n"
    else:
        lines[2] = f"    VOLPAN {rng.random():.6f} 0 -1 -1 1\n"


def close(folder: Path) -> None:
    """Twenty close saves a song."""
    measured("close saves", folder / "close", list(close_saves(random.Random(1), 30, 20)), 0.05)


def rows(folder: Path) -> None:
    """Derived rows and the opening of a store."""
    count = 100_000
    made = [
        {
            "id": f"{number:032x}",
            "song": f"song {number % 500}",
            "user": "anna",
            "term": "eq.1.gain",
            "before": number / 3,
            "after": number / 7,
            "object": {"track": {"id": str(number), "name": "Lead Vox"}},
        }
        for number in range(count)
    ]
    with open_store(folder / "rows") as db:
        derived.ensure(db, [MOVES])
        begun = time.perf_counter()
        derived.replace(db, MOVES, made)
        taken_in = time.perf_counter() - begun
        begun = time.perf_counter()
        found = derived.dump(db, MOVES)
        taken_out = time.perf_counter() - begun
        begun = time.perf_counter()
        one = derived.select(db, MOVES, where={"song": "song 7"})
        taken_one = time.perf_counter() - begun
        begun = time.perf_counter()
        for _ in range(1000):
            db.data_version()
        polled = time.perf_counter() - begun
    print(f"rows: {count / taken_in:,.0f} in and {count / taken_out:,.0f} out a second, equal: {found == made}")
    print(f"  one song's {len(one)} rows in {taken_one * 1e3:.1f} ms; data_version in {polled * 1e3:.0f} us")
    program = (
        "import sys, time; from store.database import open_store; begun = time.perf_counter()\n"
        "open_store(sys.argv[1]).close(); print(f'{(time.perf_counter() - begun) * 1e3:.1f} ms')"
    )
    for place, what in (("rows", "an existing store"), ("made anew", "a new one, with its migrations")):
        done = subprocess.run(
            [sys.executable, "-c", program, str(folder / place)], capture_output=True, text=True, check=True
        )
        print(f"  opening {what}: {done.stdout.strip()}")


def kill(folder: Path, times: int) -> None:
    """Kill -9 over saves and words."""
    rng = random.Random(5)
    store = folder / "kill"
    open_store(store).close()
    done: list[tuple[str, str]] = []
    number = 0
    for _ in range(times):
        with subprocess.Popen(
            [sys.executable, str(PROGRAM), str(store), str(number)],
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        ) as program:
            assert program.stdout is not None  # noqa: S101 - asked for above
            told = program.stdout.readline()
            time.sleep(rng.uniform(0.0, 0.15))
            program.kill()
            told += program.stdout.read()
        whole = [text.split() for text in told.splitlines(keepends=True) if text.endswith("\n")]
        done += [(kind, name) for kind, _, name in whole]
        number += len(whole) + 1
        if rng.random() < 0.3:
            (store / f"{FILE}-shm").unlink(missing_ok=True)
    with closing(sqlite3.connect(store / FILE)) as raw:
        integrity = raw.execute("PRAGMA integrity_check").fetchone()[0]
    with open_store(store, create=False) as db:
        there = {("word", word.id) for word in words.words(db)} | {("save", save) for save in saves.contents_kept(db)}
        damaged = sum(saves.content_id([saves.content(db, save)]) != save for save in saves.contents_kept(db))
    print(f"kill: {times} kills, {len(done):,} acknowledged, {len(set(done) - there)} lost, {damaged} saves damaged")
    print(f"  integrity check: {integrity}")


def walk(folder: Path, count: int) -> None:
    """Unchanged files."""
    archive = folder / "archive"
    for song in range(count // 100):
        place = archive / f"year {song % 20}" / f"song {song}"
        (place / "Backups").mkdir(parents=True)
        for number in range(100):
            (place / ("Backups" if number % 2 else "") / f"song {number}.rpp").touch()
    with open_store(folder / "scan") as db:
        block = [Block("head", "", b"<REAPER_PROJECT\n>\n")]
        with db.write() as connection:
            content = saves.content_id([block[0].data])
            connection.exec_driver_sql(
                "INSERT INTO sightings VALUES (?, 0, ?, ?, ?, ?, 0, 'anna', 'reaper', 1)",
                [(path, content, size, mtime, str(inode)) for path, size, mtime, inode in scan([str(archive)])],
            )
        taken = []
        for _ in range(3):
            begun = time.perf_counter()
            known = saves.known(db)
            fresh = list(changed(scan([str(archive)]), known))
            taken.append(time.perf_counter() - begun)
    met = "met" if max(taken) <= 3 else "MISSED"
    print(
        f"scan: {len(known):,} files, {len(fresh)} new, {', '.join(f'{one:.2f}' for one in taken)} s (goal 3 s, {met})"
    )


def main() -> None:
    """Run the parts and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("parts", nargs="*", choices=[[], "corpus", "close", "rows", "kill", "scan"])
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--files", type=int, default=100_000)
    given = options.parse_args()
    parts = given.parts or ["corpus", "close", "rows", "kill", "scan"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "corpus" in parts:
            corpus(folder)
        if "close" in parts:
            close(folder)
        if "rows" in parts:
            rows(folder)
        if "kill" in parts:
            kill(folder, given.kills)
        if "scan" in parts:
            walk(folder, given.files)


if __name__ == "__main__":
    main()
