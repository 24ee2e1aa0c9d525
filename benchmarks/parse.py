"""How fast, how small and how widely REAPER files are read, beside two public parsers in the same run.

    python benchmarks/parse.py                          three sessions that it makes itself
    MIXTASTE_CORPUS=FOLDER python benchmarks/parse.py   and every file of a corpus

Ours gives full Sessions: clips, envelopes, sends resolved, base64 checked, and what decoders of their own read of
plug-in states. Late are the chunks of plug-ins, which are decoded, and states in third parties' containers, which are
opened, when somebody asks for them; "all asked for" asks for every one, in tracks and clips. `rppxml` (compiled) and
`rpp` (pure Python; skipped above 10 MB, read once in the corpus) give trees of lines. Each figure is the best of three
runs in processor seconds of this process, of every file for itself, since the machine may do other things; the readers
take turns. Extra memory is the growth of a fresh process's peak over the file's bytes, the result kept. "next save" is
the file with one track's fader moved, read after the file itself: tracks that did not change are known.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from parsers import registry
from parsers.errors import SessionError
from parsers.session import (
    Clip,
    Envelope,
    EnvelopePoint,
    Insert,
    Plugin,
    Send,
    Session,
    SourceRef,
    TempoPoint,
    Track,
    Value,
)

_RPP_LIMIT = 10_000_000
_TRACK_LINES = (
    "BEAT -1", "PLAYOFFS 0 1", "BUSCOMP 0 0 0 0 0", "SHOWINMIX 1 0.6667 0.5 1 0.5 -1 -1 -1", "SEL 0", "VU 2",
    "TRACKHEIGHT 0 0 0 0 0 0", "INQ 0 0 0 0.5 100 0 0 100", "PERF 0", "MIDIOUT -1",
)  # fmt: skip
_ITEM_LINES = ("SNAPOFFS 0", "ALLTAKES 0", "SEL 0", "CHANMODE 0")


def guid(rng: random.Random) -> str:
    """An identity as REAPER writes it."""
    text = f"{rng.getrandbits(128):032X}"
    return f"{{{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}}}"


def clip(rng: random.Random, position_s: float) -> Clip:
    """A clip as a comping or dialogue session has thousands of."""
    take = rng.randrange(1, 40)
    extra = (*_ITEM_LINES[:3], f"IID {rng.randrange(1, 99_999)}", *_ITEM_LINES[3:])
    return Clip(
        id=guid(rng),
        name=f"{take:02}-Vocals-comp_{rng.randrange(9999)}.wav",
        position_s=round(position_s, 14),
        length_s=round(rng.uniform(0.2, 8.0), 14),
        source=SourceRef("audio", f"Audio/2024-03 Session/Takes/{take:02}-Vocals-210406_1532.wav"),
        source_offset_s=round(rng.uniform(0, 300), 14),
        gain_db=rng.choice([0.0, 0.0, 0.0, -1.5, 2.25]),
        fade_in_s=0.01,
        fade_out_s=rng.choice([0.01, 0.01, round(rng.uniform(0.02, 0.5), 6)]),
        fade_in_shape="fast_start",
        fade_out_shape="fast_start",
        loop=True,
        take=guid(rng),
        extra=extra,
    )


def plugin_state(rng: random.Random, size: int) -> bytes:
    """A VST chunk of this size that no decoder knows, as most states of a mix are."""
    header = bytes.fromhex(
        "4d000000ee5eedfe02000000010000000000000002000000000000000200000001000000000000000200000000000000"
    )
    return header + size.to_bytes(4, "little") + bytes.fromhex("0100000000001000") + rng.randbytes(size) + bytes(6)


def insert(rng: random.Random, size: int) -> Insert:
    """An insert whose state is opaque bytes."""
    name = rng.choice(["Big Room", "Tape Deck", "Console", "Glue", "Plate"])
    plugin = Plugin(f"{name} {rng.randrange(9)}", "Maker", "VST2", "77")
    return Insert(guid(rng), plugin, chunk=plugin_state(rng, size), extra=("FLOATPOS 0 0 0 0", "WAK 0 0"))


def equaliser(rng: random.Random) -> Insert:
    """An insert whose state is decoded."""
    band = {
        "eq.1.shape": Value("bell", "", "measured"),
        "eq.1.frequency": Value(round(rng.uniform(80, 8000)), "Hz", "measured"),
        "eq.1.gain": Value(round(rng.uniform(-6, 6), 1), "dB", "measured"),
        "eq.1.q": Value(1.0, "", "measured"),
        "eq.1.enabled": Value(value=True, unit="", confidence="measured"),
    }
    plugin = Plugin("ReaEQ", "Cockos", "VST2", "1919247729")
    return Insert(guid(rng), plugin, parameters=band, coverage="decoded", extra=("FLOATPOS 0 0 0 0", "WAK 0 0"))


def session(seed: int, *, tracks: int, clips: int, inserts: int, state: int) -> Session:
    """A session with so many tracks, clips and opaque inserts a track, each state of so many bytes."""
    rng = random.Random(seed)
    ids = [guid(rng) for _ in range(tracks)]
    made = []
    for number, identity in enumerate(ids):
        points = tuple(EnvelopePoint(float(bar), round(rng.uniform(-12, 3), 3), "linear") for bar in range(40))
        made.append(
            Track(
                id=identity,
                name=f"Track {number}",
                gain_db=round(rng.uniform(-20, 3), 2),
                pan=round(rng.uniform(-1, 1), 2),
                inserts=(equaliser(rng), *(insert(rng, state) for _ in range(inserts))),
                sends=(Send("", ids[-1], gain_db=-12.0),) if identity != ids[-1] else (),
                clips=tuple(clip(rng, 2.0 * place) for place in range(clips)),
                envelopes=(Envelope("fader.gain", active=True, points=points, id=guid(rng)),),
                extra=_TRACK_LINES,
            )
        )
    return Session(
        format="reaper",
        app="REAPER",
        app_version="7.11/win64",
        master=Track("master", "Master", "master", output="none"),
        tracks=tuple(made),
        saved_at=1.7e9,
        tempo_map=(TempoPoint(0.0, 96.0, 4, 4, ramp=False),),
    )


def made_sessions() -> Iterator[tuple[str, bytes]]:
    """The three files, always the same ones."""
    yield "item-heavy", registry.write(session(1, tracks=24, clips=180, inserts=0, state=0))
    yield "base64-heavy", registry.write(session(2, tracks=24, clips=4, inserts=5, state=15_000))
    yield "50 MB", registry.write(session(3, tracks=300, clips=120, inserts=6, state=15_000))


def ours(data: bytes) -> object:
    """Read a full Session."""
    return registry.read_bytes(data, path="x.rpp")


def ours_whole(data: bytes) -> object:
    """Read a full Session and ask for everything late in it."""
    found = registry.read_bytes(data, path="x.rpp")
    for track in found.every_track():
        of_clips = (each for clip in track.clips for each in clip.inserts)
        for each in (*track.inserts, *track.input_inserts, *of_clips):
            open_states(each)
    return found


def open_states(one: Insert) -> None:
    """Ask for the chunks of an insert and of those inside it, and for what their states say."""
    _ = one.chunk, one.coverage
    for each in one.inserts:
        open_states(each)


def rppxml(data: bytes) -> object:
    """Read a tree with the compiled peer."""
    import rppxml as peer

    return peer.loads(data.decode("utf-8"))


def rpp(data: bytes) -> object:
    """Read a tree with the pure Python peer."""
    import rpp as peer

    return peer.loads(data.decode("utf-8"))


_READERS: dict[str, Callable[[bytes], object]] = {
    "ours": ours, "all asked for": ours_whole, "rppxml": rppxml, "rpp": rpp,
}  # fmt: skip


def seconds(reader: Callable[[bytes], object], data: bytes) -> float:
    """Time of one reading; infinite where the reader fails."""
    start = time.process_time()
    try:
        reader(data)
    except Exception:  # noqa: BLE001 - a peer may fail in any way, and that is a finding
        return float("inf")
    return time.process_time() - start


def next_save_s(data: bytes, *, rounds: int) -> float:
    """Time of reading the next save of a song, in which the fader of one track in the middle moved."""
    best = float("inf")
    found = registry.read_bytes(data, path="x.rpp")
    place = len(found.tracks) // 2
    tracks = list(found.tracks)
    tracks[place] = replace(tracks[place], gain_db=-3.33)
    later = registry.write(replace(found, tracks=tuple(tracks)), base=data)
    for _ in range(rounds):
        reader = registry.Reader()
        reader.read_bytes(data, path="x.rpp")
        start = time.process_time()
        reader.read_bytes(later, path="x.rpp")
        best = min(best, time.process_time() - start)
    return best


def extra_memory(name: str, path: Path) -> float:
    """Growth of a fresh process's peak while it reads the file, in sizes of the file."""
    run = subprocess.run(
        [sys.executable, __file__, "--memory", name, str(path)], capture_output=True, text=True, check=True
    )
    return float(run.stdout)


def measure_memory(name: str, path: Path) -> float:
    """The same, in this process, which has read nothing yet."""
    _READERS[name](registry.write(session(9, tracks=1, clips=1, inserts=1, state=50)))
    data = path.read_bytes()
    before = _peak_bytes()
    kept = _READERS[name](data)
    after = _peak_bytes()
    return (after - before) / len(data) if kept is not None else 0.0


def _peak_bytes() -> int:
    status = Path("/proc/self/status")
    if status.exists():  # on Linux the other figure begins at the parent's
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def compare(folder: Path, *, rounds: int) -> None:
    """Print speed, ratio and memory of every reader on the made sessions."""
    for name, data in made_sessions():
        path = folder / f"{name}.rpp"
        path.write_bytes(data)
        readers = {key: reader for key, reader in _READERS.items() if key != "rpp" or len(data) < _RPP_LIMIT}
        best = dict.fromkeys(readers, float("inf"))
        for _ in range(rounds):
            for key, reader in readers.items():
                best[key] = min(best[key], seconds(reader, data))
        print(f"{name}: {len(data) / 1e6:.2f} MB")
        for key in readers:
            ratio = best["rppxml"] / best[key]
            print(
                f"  {key:13} {len(data) / 1e6 / best[key]:7.1f} MB/s  {ratio:6.2f} × rppxml"
                f"  {extra_memory(key, path):5.1f} × memory"
            )
        again = next_save_s(data, rounds=rounds)
        tracks = data.count(b"\n  <TRACK ")
        print(f"  next save     {again * 1e3:7.1f} ms, 1/{best['ours'] / again:.1f} of a full read ({tracks} tracks)")


def read_corpus(folder: Path, *, rounds: int) -> None:
    """Print the share of the corpus that is read, each failure with why, and the speed beside the peers."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and registry.is_session_path(str(path))]
    contents = [(path, path.read_bytes()) for path in files]
    size = sum(len(data) for _, data in contents)
    failures, warned = [], Counter[str]()
    for path, data in contents:
        try:
            found = registry.read_bytes(data, path=path.relative_to(folder).as_posix())
        except SessionError as error:
            failures.append(str(error))
        else:
            warned[found.warnings[0].partition(": ")[2] or found.warnings[0] if found.warnings else ""] += 1
    print(f"corpus: {len(files)} files, {size / 1e6:.1f} MB; read {len(files) - len(failures)}")
    for failure in failures:
        print(f"  not read: {failure}")
    for words, count in warned.most_common():
        print(f"  {count} {'without warning' if not words else 'with the warning: ' + words}")
    speeds = {}
    for key in ("ours", "all asked for", "rppxml", "rpp"):
        turns = range(1 if key == "rpp" else rounds)  # which is slow
        times = [min(seconds(_READERS[key], data) for _ in turns) for _, data in contents]
        read = [(len(data), spent) for (_, data), spent in zip(contents, times, strict=True) if spent < float("inf")]
        speeds[key] = sum(length for length, _ in read) / 1e6 / sum(spent for _, spent in read)
        print(f"  {key:13} {speeds[key]:7.1f} MB/s, read {len(read)} of {len(files)}")
    print(
        f"  ours is {speeds['ours'] / speeds['rppxml']:.2f} × rppxml, {speeds['ours'] / speeds['rpp']:.2f} × rpp; with "
        f"all asked for {speeds['all asked for'] / speeds['rppxml']:.2f} and "
        f"{speeds['all asked for'] / speeds['rpp']:.2f}"
    )


def main() -> None:
    """Run what the command line asks for."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rounds", type=int, default=3, help="runs of which the best counts")
    arguments.add_argument("--memory", nargs=2, metavar=("READER", "FILE"), help="measure one reader in this process")
    given = arguments.parse_args()
    if given.memory:
        print(measure_memory(given.memory[0], Path(given.memory[1])))
        return
    with tempfile.TemporaryDirectory() as folder:
        compare(Path(folder), rounds=given.rounds)
    corpus = os.environ.get("MIXTASTE_CORPUS")
    if corpus:
        read_corpus(Path(corpus) / "reaper", rounds=given.rounds)


if __name__ == "__main__":
    main()
