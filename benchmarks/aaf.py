"""How the AAF reader does on real files: how many are read, what is found in them, how fast, and what damage does.

    python benchmarks/aaf.py [--corpus FOLDER] [--truth FILE] [--damage N]

The corpus (MIXTASTE_CORPUS) holds ``aaf/files``; the truth of pairs (MIXTASTE_TRUTH) is a ``mixtaste/pairs/1`` file. A
file is read partly when a warning says that something in it was left out. Speed is that of the reader against a plain
walk with pyaaf2 (open the file, go through every object of every composition), both in this run, the better of three.
Damage: of N files, each cut at 50 random places and with one of 200 random bits tipped, every one in a process of its
own limits (2 s, 512 MB).
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from parsers.errors import SessionError, SessionTooLargeError
from parsers.formats.aaf.read import read
from parsers.session import Session
from profiler.history.moves import compare
from profiler.history.patch import diff
from profiler.service.workers import Limits, Task, run

_LEFT_OUT = ("left out", "passed over", "not known here; what", "not in the file", "taken as 0")
_LIMITS = Limits(2.0, 512_000_000)
_RUNS = 3


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", default=os.environ.get("MIXTASTE_CORPUS"))
    parser.add_argument("--truth", default=os.environ.get("MIXTASTE_TRUTH"))
    parser.add_argument("--damage", type=int, default=4, metavar="N", help="files to damage (0: none)")
    options = parser.parse_args(arguments)
    if not options.corpus:
        parser.error("name --corpus, or set MIXTASTE_CORPUS")
    corpus = Path(options.corpus)
    files = sorted(path for path in (corpus / "aaf" / "files").rglob("*") if path.suffix.lower() == ".aaf")
    sessions = _read_all(files)
    _print_found(sessions)
    _print_speed(files)
    if options.truth:
        _print_pairs(corpus, Path(options.truth))
    if options.damage:
        _print_damage(_spread(files, options.damage))
    return 0


def _read_all(files: list[Path]) -> list[Session]:
    sessions, failed, partly = [], [], []
    for path in files:
        try:
            session = read(path.read_bytes(), path=str(path))
        except SessionError as error:
            failed.append((path.name, str(error)))
            continue
        sessions.append(session)
        said = [warning for warning in session.warnings if any(part in warning for part in _LEFT_OUT)]
        if said:
            partly.append((path.name, said))
    whole = len(sessions) - len(partly)
    print(f"files: {len(files)}; read {whole}, partly {len(partly)}, failed {len(failed)}", end="; ")
    print(f"read or partly {len(sessions) / len(files):.1%}")
    for name, said in partly:
        print(f"  partly {name}: {'; '.join(said)}")
    for name, why in failed:
        print(f"  failed {name}: {why}")
    return sessions


_COLUMNS: dict[str, Callable[[Session], int]] = {
    "files": lambda _: 1,
    "tracks": lambda one: sum(track.kind == "track" for track in one.tracks),
    "clips": lambda one: sum(len(track.clips) for track in one.tracks),
    "clip gains": lambda one: sum(clip.gain_db != 0 for track in one.tracks for clip in track.clips),
    "clip curves": lambda one: sum(bool(clip.envelopes) for track in one.tracks for clip in track.clips),
    "rides": lambda one: sum(env.target == "fader.gain" for track in one.tracks for env in track.envelopes),
    "pans": lambda one: sum(
        track.pan != 0 or any(env.target == "pan.position" for env in track.envelopes) for track in one.tracks
    ),
    "fades": lambda one: sum(
        (clip.fade_in_s > 0) + (clip.fade_out_s > 0) for track in one.tracks for clip in track.clips
    ),
    "clip mutes": lambda one: sum(clip.muted for track in one.tracks for clip in track.clips),
    "track mutes": lambda one: sum(track.muted for track in one.tracks),
    "speeds": lambda one: sum(clip.rate != 1 for track in one.tracks for clip in track.clips),
    "markers": lambda one: len(one.markers),
    "sources": lambda one: sum(bool(clip.source.path) for track in one.tracks for clip in track.clips),
}


def _print_found(sessions: list[Session]) -> None:
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for session in sessions:
        for name, count in _COLUMNS.items():
            found[session.app][name] += count(session)
            found["all"][name] += count(session)
    print(f"\n{'':22}" + "".join(f"{name:>12}" for name in _COLUMNS))
    for app in sorted(found, key=lambda app: (app == "all", -found[app]["files"])):
        print(f"{app:22}" + "".join(f"{found[app][name]:12,}" for name in _COLUMNS))


def _print_speed(files: list[Path]) -> None:
    datas = [path.read_bytes() for path in files]
    size = sum(map(len, datas)) / 1e6
    ours = plain = math.inf
    for _ in range(_RUNS):
        ours = min(ours, _seconds(lambda: [read(data) for data in datas]))
        plain = min(plain, _seconds(lambda: [_walk(path) for path in files]))
    print(
        f"\nspeed: {size:.1f} MB in {ours:.2f} s of processor time = {size / ours:.1f} MB/s; pyaaf2's plain walk "
        f"{size / plain:.1f} MB/s; ratio {ours / plain:.2f} (goal ≤ 2)"
    )


def _seconds(work: Callable[[], object]) -> float:
    """Processor time of this process: other programs at work do not count."""
    start = time.process_time()
    work()
    return time.process_time() - start


def _walk(path: Path) -> int:
    import aaf2

    with aaf2.open(str(path), "r") as file:
        compositions = [mob for mob in file.content.mobs if type(mob).__name__ == "CompositionMob"]
        return sum(1 for mob in compositions for _ in mob.walk_references())


def _print_pairs(corpus: Path, truth: Path) -> None:
    pairs = [pair for pair in json.loads(truth.read_text(encoding="utf-8"))["pairs"] if pair["format"] == "aaf"]
    print(f"\npairs: {len(pairs)}, all re-exports without an edit")
    for pair in pairs:
        before, after = (read((corpus / pair[side]).read_bytes()) for side in ("before", "after"))
        found = compare(before, after)
        left = len(found.left_over(diff(before, after)))
        noises = ", ".join(sorted({noise.what for noise in found.noise}))
        print(f"  {pair['id']}: {len(found.moves)} moves; noise named: {noises}; without a meaning: {left}")


# Damage


def _spread(files: list[Path], count: int) -> list[Path]:
    """So many files, from small to large."""
    by_size = sorted(files, key=lambda path: (path.stat().st_size, path.name))
    return [by_size[round(place * (len(by_size) - 1) / max(count - 1, 1))] for place in range(count)]


def _print_damage(files: list[Path]) -> None:
    counts: Counter[tuple[str, str]] = Counter()
    slowest = 0.0
    with TemporaryDirectory() as folder:
        tasks = []
        for number, path in enumerate(files):
            for place, (kind, data) in enumerate(_damaged(path.read_bytes(), random.Random(number))):
                target = Path(folder) / f"{number}-{place}-{kind}.aaf"
                target.write_bytes(data)
                tasks.append(Task(str(target), (str(target),), _LIMITS))
        for result in run(tasks, "benchmarks.aaf:timed" if __name__ != "__main__" else "aaf:timed", workers=2):
            kind = Path(result.task.path).stem.rpartition("-")[2]
            if result.error is None:
                outcome, seconds = result.value
                slowest = max(slowest, seconds)
            else:
                outcome = "past the limits" if isinstance(result.error, SessionTooLargeError) else "reader died"
            counts[kind, outcome] += 1
    print(f"\ndamage: {len(files)} files, {sum(counts.values())} cases; slowest {slowest:.2f} s (limits 2 s, 512 MB)")
    for (kind, outcome), count in sorted(counts.items()):
        print(f"  {kind}: {count} {outcome}")


def _damaged(data: bytes, rng: random.Random) -> Iterator[tuple[str, bytes]]:
    for _ in range(50):
        yield "cut", data[: rng.randrange(len(data))]
    for _ in range(200):
        place = rng.randrange(len(data))
        yield "bit", data[:place] + bytes([data[place] ^ 1 << rng.randrange(8)]) + data[place + 1 :]


def timed(path: str) -> tuple[str, float]:
    """Read one file: "a session" or "one error", and the seconds it took."""
    data = Path(path).read_bytes()
    start = time.perf_counter()
    try:
        read(data, path=path)
    except SessionError:
        return "one error", time.perf_counter() - start
    return "a session", time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
