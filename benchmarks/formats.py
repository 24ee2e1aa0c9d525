"""What is read of a corpus of real session files, format by format, and how fast.

    python benchmarks/formats.py [--corpus FOLDER] [--format NAME]… [--pairs] [--damage]

The corpus (MIXTASTE_CORPUS) holds a folder for each format. *Partly* are files read with warnings. An insert is decoded
(standard terms), named (its own names) or opaque (a state that changed or not). Live sets are also measured against
lxml alone: unpacking and parsing the same bytes into a tree, defaults but for entities. ``--pairs`` adds the score
against known pairs of saves (benchmarks/pairs.py, MIXTASTE_TRUTH); ``--damage`` the slowest reading of damaged files.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from parsers.errors import SessionError
from parsers.formats.xml import gunzip
from parsers.registry import Format, formats, read_bytes
from parsers.session import Insert, Session

_PLAIN = {"dawproject": (".xml",)}
"""Suffixes under which the corpus keeps files of a format besides its own."""
_ROUNDS = 3
_DAMAGES = 120


@dataclass
class Tally:
    """What one format gave."""

    files: int = 0
    partly: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    megabytes: float = 0.0
    seconds: float = 0.0
    slowest: tuple[float, str] = (0.0, "")
    things: Counter[str] = field(default_factory=Counter)
    inserts: Counter[str] = field(default_factory=Counter)


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", default=os.environ.get("MIXTASTE_CORPUS"))
    parser.add_argument("--format", action="append", help="only these")
    parser.add_argument("--pairs", action="store_true")
    parser.add_argument("--damage", action="store_true")
    options = parser.parse_args(arguments)
    if not options.corpus:
        parser.error("name --corpus, or set MIXTASTE_CORPUS")
    for known in formats():
        folder = Path(options.corpus) / known.name
        if folder.is_dir() and (not options.format or known.name in options.format) and not known.bundles:
            files = list(_files(folder, known))
            _print(known, _measure(files))
            if known.name == "ableton":
                _print_against_lxml(files)
            if options.damage:
                _print_damage(known, files)
    if options.pairs:
        for known in formats():
            if not options.format or known.name in options.format:
                print(f"\nPairs of {known.label}")
                script = Path(__file__).with_name("pairs.py")
                subprocess.run([sys.executable, str(script), "--format", known.name], check=True)
    return 0


def _files(folder: Path, known: Format) -> Iterator[Path]:
    suffixes = (*known.suffixes, *_PLAIN.get(known.name, ()))
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name.lower().endswith(suffixes) and path.name != "instant.xml":
            yield path


def _measure(files: list[Path]) -> Tally:
    tally = Tally()
    for path in files:
        data = path.read_bytes()
        tally.files += 1
        tally.megabytes += len(data) / 1e6
        start = time.perf_counter()
        try:
            session = read_bytes(data, path=str(path))
        except SessionError as error:
            tally.failed[error.found] += 1
            continue
        took = time.perf_counter() - start
        tally.seconds += took
        tally.slowest = max(tally.slowest, (took, path.name))
        tally.partly += bool(session.warnings)
        _count(session, tally)
    return tally


def _count(session: Session, tally: Tally) -> None:
    for track in session.every_track():
        tally.things["tracks"] += 1
        tally.things["faders off 0 dB"] += track.gain_db != 0
        tally.things["pans"] += track.pan != 0
        tally.things["sends"] += len(track.sends)
        tally.things["clips"] += len(track.clips)
        tally.things["clip gains"] += sum(clip.gain_db != 0 for clip in track.clips)
        tally.things["curves"] += len(track.envelopes)
        for insert in _inserts(track.inserts):
            tally.inserts[insert.coverage] += 1
            tally.things["curves"] += len(insert.envelopes)
    tally.things["tempo changes"] += max(len(session.tempo_map) - 1, 0)


def _inserts(inserts: tuple[Insert, ...]) -> Iterator[Insert]:
    for insert in inserts:
        if insert.inserts or insert.plugin.format == "Live chain":
            yield from _inserts(insert.inserts)
        else:
            yield insert


def _print(known: Format, tally: Tally) -> None:
    read = tally.files - tally.failed.total()
    print(f"\n{known.label}: {read} of {tally.files} files read, {tally.partly} of them partly")
    for reason, count in tally.failed.most_common():
        print(f"  failed {count}: {reason}")
    print("  " + ", ".join(f"{name} {count:,}" for name, count in tally.things.items()))
    total = tally.inserts.total() or 1
    shares = (f"{kind} {tally.inserts[kind]:,} ({tally.inserts[kind] / total:.0%})" for kind in _COVERAGES)
    print(f"  plug-ins {tally.inserts.total():,}: {', '.join(shares)}")
    if tally.seconds:
        print(
            f"  {tally.megabytes / tally.seconds:.1f} MB/s of file, {read / tally.seconds:.0f} files/s;"
            f" slowest {tally.slowest[0]:.2f} s ({tally.slowest[1]})"
        )


_COVERAGES = ("decoded", "named", "opaque")


def _print_against_lxml(files: list[Path]) -> None:
    """Our reading against lxml's own: processor time, the best of three rounds each, file by file."""
    from lxml import etree

    def plain(data: bytes) -> None:
        etree.fromstring(gunzip(data), etree.XMLParser(resolve_entities=False, no_network=True))

    ours = theirs = megabytes = 0.0
    for path in files:
        data = path.read_bytes()
        try:
            megabytes += len(gunzip(data)) / 1e6
            theirs += _best(plain, data)
            ours += _best(lambda data: read_bytes(data, path="a.als"), data)
        except SessionError:
            continue
    print(
        f"  unpacked {megabytes:.0f} MB: read at {megabytes / ours:.0f} MB/s, {ours / theirs:.2f} times the"
        f" {theirs:.1f} s that lxml takes to unpack and parse them"
    )


def _best(act: Callable[[bytes], object], data: bytes) -> float:
    times = []
    for _ in range(_ROUNDS):
        start = time.process_time()
        act(data)
        times.append(time.process_time() - start)
    return min(times)


def _print_damage(known: Format, files: list[Path]) -> None:
    """Cut and bent copies of files of up to 1 MB: how long the slowest takes, and that nothing else is raised."""
    rng = random.Random(1)
    small = [path for path in files if path.stat().st_size < 1_000_000] or files
    slowest = 0.0
    outcomes: Counter[str] = Counter()
    for _ in range(_DAMAGES):
        data = bytearray(rng.choice(small).read_bytes())
        if rng.random() < 0.3:
            del data[rng.randrange(len(data)) :]
        else:
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        start = time.perf_counter()
        try:
            read_bytes(bytes(data), path=f"a{known.suffixes[0]}")
            outcomes["sessions"] += 1
        except SessionError:
            outcomes["clear errors"] += 1
        slowest = max(slowest, time.perf_counter() - start)
    told = ", ".join(f"{count} {what}" for what, count in outcomes.items())
    print(f"  {_DAMAGES} damaged copies: {told}; slowest {slowest:.2f} s")


if __name__ == "__main__":
    sys.exit(main())
