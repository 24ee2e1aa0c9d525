"""How Logic Pro's and GarageBand's files are read: how many, how far, how fast, and what their damage does.

    python benchmarks/logic.py [--corpus FOLDER] [--truth FILE] [--damage N]

The corpus (MIXTASTE_CORPUS) is searched for bundles, bare projects, channel strip and plug-in settings and autosaves.
With a truth (MIXTASTE_TRUTH, see `pairs.py`) its pairs of Logic saves are scored too. A file is read in part when the
reader has a warning about it; a plug-in is decoded when its settings are told in terms, named when it is known which
one it is, else opaque.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from parsers.errors import SessionError
from parsers.formats.logic.plugins import FORMAT
from parsers.formats.logic.project import project_of
from parsers.formats.logic.read import is_autosave, unpacked
from parsers.formats.logic.split import join, split
from parsers.registry import lines, load, read_bytes, read_file, saves
from parsers.session import Insert, Session

_PRESETS = (".cst", ".pst", ".songdata")


@dataclass
class Tally:
    """Counts over all distinct files."""

    files: int = 0
    read: int = 0
    partly: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    versions: Counter[str] = field(default_factory=Counter)
    rows: int = 0
    bound: int = 0
    faders: int = 0
    agreeing: int = 0
    plugins: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    sends: int = 0
    resolved: int = 0
    lanes: int = 0
    clips: int = 0
    bytes: int = 0
    seconds: float = 0.0


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", default=os.environ.get("MIXTASTE_CORPUS"))
    parser.add_argument("--truth", default=os.environ.get("MIXTASTE_TRUTH"))
    parser.add_argument("--damage", type=int, default=200, help="bit flips a sample")
    options = parser.parse_args(arguments)
    if not options.corpus:
        parser.error("name --corpus, or set MIXTASTE_CORPUS")
    folder = Path(options.corpus, "logic")
    distinct = dict(_distinct(folder))
    tally = Tally()
    for path, data in distinct.items():
        _measure(tally, path, data)
    _print(tally)
    _bundles(folder)
    _damage(distinct, options.damage)
    if options.truth:
        print("\npairs of saves, against the truth:", flush=True)
        scorer = [sys.executable, str(Path(__file__).parent / "pairs.py"), "--format", "logic"]
        subprocess.run([*scorer, "--truth", options.truth, "--corpus", options.corpus], check=True)
    return 0


def _distinct(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every distinct file that holds a project or setting, by path."""
    seen = set()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and (path.name == "ProjectData" or path.suffix.lower() in _PRESETS):
            data = load(str(path))
            digest = hashlib.sha256(data).digest()
            if digest not in seen:
                seen.add(digest)
                yield str(path), data


def _measure(tally: Tally, path: str, data: bytes) -> None:
    tally.files += 1
    tally.bytes += len(data)
    started = time.perf_counter()
    try:
        session = read_bytes(data, path=path)
    except SessionError as error:
        tally.failed[error.found] += 1
        return
    finally:
        tally.seconds += time.perf_counter() - started
    if session.warnings:
        tally.partly[session.warnings[0]] += 1
    else:
        tally.read += 1
    if join(block.data for block in split(data)) != data:
        raise AssertionError(f"the blocks of {path} are not its bytes")
    _measure_session(tally, session)
    if session.kind == "project":
        _measure_project(tally, unpacked(data) if is_autosave(data) else data)


def _measure_session(tally: Tally, session: Session) -> None:
    tally.versions[session.app_version or session.kind] += 1
    for track in session.every_track():
        tally.clips += len(track.clips)
        tally.lanes += len(track.envelopes) + sum(len(insert.envelopes) for insert in track.inserts)
        tally.sends += len(track.sends)
        tally.resolved += sum(not send.to.startswith("bus:") for send in track.sends)
        for insert in (*track.inserts, *track.input_inserts):
            kind = _kind(insert)
            tally.plugins[kind] += 1
            if kind != "decoded":
                tally.unread[insert.plugin.name] += 1


def _kind(insert: Insert) -> str:
    if insert.coverage != "opaque":
        return "decoded"
    known = insert.plugin.format == FORMAT and insert.plugin.uid.partition(".")[0].isdigit()
    return "named" if known else "opaque"


def _measure_project(tally: Tally, data: bytes) -> None:
    project = project_of(data)
    tally.rows += len(project.rows)
    for row in project.rows:
        thing = project.things.get(row.thing)
        tally.bound += thing is not None and bool(thing.name) and thing.strip in project.used
    tally.faders += len(project.used)
    tally.agreeing += sum(strip.agrees for strip in project.used.values())


def _print(tally: Tally) -> None:
    share = (tally.read + sum(tally.partly.values())) / max(tally.files, 1)
    print(f"distinct files       {tally.files}, read {tally.read}, in part {sum(tally.partly.values())}, ", end="")
    print(f"failed {sum(tally.failed.values())} ({share:.1%} read)")
    for why, count in (*tally.partly.most_common(5), *tally.failed.most_common(5)):
        print(f"    {count} × {why}")
    print(f"versions             {dict(tally.versions.most_common())}")
    print(f"rows named and bound {tally.bound} of {tally.rows}")
    print(f"faders that agree    {tally.agreeing} of {tally.faders} strips in use")
    print(f"sends                {tally.sends}, of which {tally.resolved} lead to a strip")
    print(f"lanes, audio clips   {tally.lanes}, {tally.clips}")
    total = sum(tally.plugins.values())
    shares = ", ".join(f"{kind} {count} ({count / total:.0%})" for kind, count in tally.plugins.most_common())
    print(f"plug-ins             {total}: {shares}")
    print(f"    most often unread: {', '.join(f'{name} {count}' for name, count in tally.unread.most_common(8))}")
    print(f"speed                {tally.bytes / 1e6 / tally.seconds:.0f} MB/s over {tally.bytes / 1e6:.0f} MB")


def _bundles(folder: Path) -> None:
    """Bundles read whole, and how many saves they hold."""
    found = sorted(path for path in folder.rglob("*") if path.is_dir() and path.suffix.lower() in (".logicx", ".band"))
    read, held = 0, 0
    for path in found:
        try:
            read_file(str(path))
            held += sum(len(saves(line)) for line in lines(str(path)))
            read += 1
        except SessionError as error:
            print(f"    {path.name}: {error.found}")
    print(f"bundles              {read} of {len(found)} read, {held} distinct saves in them")


def _damage(distinct: dict[str, bytes], flips: int) -> None:
    """Cut and flip the smallest and largest file of each kind: what comes of it, and the longest reading."""
    rng = random.Random(7)
    kinds: dict[str, list[str]] = {}
    for path in sorted(distinct, key=lambda path: len(distinct[path])):
        kinds.setdefault(Path(path).name.rpartition(".")[2].lower(), []).append(path)
    samples = sorted({paths[place] for paths in kinds.values() for place in (0, -1)})
    outcomes: Counter[str] = Counter()
    longest = 0.0
    for path in samples:
        data = distinct[path]
        for number in range(50 + flips):
            damaged = bytearray(data)
            if number < 50:
                del damaged[rng.randrange(len(data)) :]
            else:
                damaged[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
            started = time.perf_counter()
            try:
                session = read_bytes(bytes(damaged), path=path)
                outcomes["session with a warning" if session.warnings else "session"] += 1
            except SessionError:
                outcomes["one error"] += 1
            longest = max(longest, time.perf_counter() - started)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = ", ".join(f"{what} {count}" for what, count in outcomes.most_common())
    print(f"damage               {len(samples)} samples, 50 cuts and {flips} flips each: {told}")
    print(f"    longest reading {longest:.2f} s; peak memory of the whole run {peak:.0f} MB")


if __name__ == "__main__":
    sys.exit(main())
