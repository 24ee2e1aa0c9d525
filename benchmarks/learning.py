"""What learning costs, how it grows, and what it survives: `python benchmarks/learning.py [part …]`.

Parts, all by default:
  corpus     the REAPER corpus (its folder in MIXTASTE_CORPUS) learnt into a new store by two workers, cold
  growth     a made archive of --songs songs and one of ten times as many: how time grows; then one more save
  unchanged  --files files learnt once, then learnt again with nothing new
  answers    a store of about --moves moves: what a program just started takes for what it is asked first; then from an
             answer to the next question
  kills      --kills times kill -9 while a made archive is learnt: the derived rows against those of an undisturbed run
  hostile    --files files of which 1 % are hostile
Goals: 8 MB/s on two cores, ten times the songs in 10.5 times the time, 400 MB of memory, 3 s for 100,000 unchanged
files, 0.3 s from an answer to the next question, no row that differs after any kill.

On a machine that does other things too, wall time tells little: processor seconds of all processes stand beside it,
and the speed that two idle cores would give if both were always busy. The load of the last minute is printed too.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from parsers.formats.reaper.packed import encoded
from parsers.plugins import reaeq
from parsers.plugins.wrapper import open_vst, wrap
from parsers.session import Value
from profiler.config import Config
from profiler.service.pipeline import Pipeline, open_pipeline
from profiler.service.tables import ALL
from store import derived
from store.database import FILE

WORKERS = 2
NAMES = (
    "Kick", "Snare", "Hat", "OH L", "OH R", "Room", "Bass DI", "Gtr L", "Gtr R", "Keys", "Pad", "Lead Vox",
    "BGV 1", "BGV 2", "FX", "Drum Bus",
)  # fmt: skip
DAY = 86_400
THINKING_S = 2.0
"""Between two answers: nobody reads a question and thinks of a move in less."""


class Cost(NamedTuple):
    """Wall and processor seconds, the latter of this process and of its ended children."""

    wall: float
    cpu: float


@contextlib.contextmanager
def costing(found: list[Cost]) -> Iterator[None]:
    """Append what the block costs."""
    wall, cpu = time.perf_counter(), cpu_s()
    yield
    found.append(Cost(time.perf_counter() - wall, cpu_s() - cpu))


def cpu_s() -> float:
    """Processor seconds so far."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def peak_mb() -> float:
    """The most memory that this process ever held."""
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1e3


@contextlib.contextmanager
def watching_workers(found: list[float]) -> Iterator[None]:
    """Append the most memory, MB, that any child process was seen to hold meanwhile; nothing where /proc is not there.

    (What the system tells of ended children counts what their parent held when they were started; so does what it tells
    of one that has not yet become another program.)
    """
    over = threading.Event()
    seen = [0.0]
    own = Path("/proc/self/cmdline").read_bytes() if Path("/proc").exists() else b""

    def look() -> None:
        while not over.wait(0.1):
            for task in Path("/proc/self/task").glob("*/children"):
                for child in task.read_text(encoding="ascii").split():
                    with contextlib.suppress(OSError, IndexError):
                        if Path(f"/proc/{child}/cmdline").read_bytes() != own:
                            status = Path(f"/proc/{child}/status").read_text(encoding="utf-8")
                            seen.append(float(status.split("VmHWM:")[1].split()[0]) / 1e3)

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()
        found.append(max(seen))


def load() -> str:
    """How busy the machine was in the last minute."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def met(good: object) -> str:
    """For the end of a line."""
    return "met" if good else "MISSED"


def pipeline_of(folder: Path) -> Pipeline:
    """A store, and the walk over it; audio is not looked at."""
    return open_pipeline(str(folder), Config(audio="none", workers=WORKERS))


def learn(pipeline: Pipeline, archive: Path, workers: list[float] | None = None) -> Cost:
    """Learn all of it. workers: gets the memory of the largest worker."""
    costs: list[Cost] = []
    with watching_workers([] if workers is None else workers), costing(costs):
        pipeline.learn([str(archive)], user=pipeline.user().id, workers=WORKERS)
    return costs[0]


def size_of(archive: Path) -> int:
    """Bytes of its files."""
    return sum(path.stat().st_size for path in archive.rglob("*") if path.is_file())


# A made archive


def write_songs(archive: Path, songs: int, *, saves: int = 10, moves: int = 10, first: int = 0) -> None:
    """Songs of sixteen tracks with an equaliser each; between two saves so many controls change."""
    for number in range(first, first + songs):
        rng = random.Random(number)
        folder = archive / f"year {number % 10}" / f"Song {number:05}"
        folder.mkdir(parents=True, exist_ok=True)
        song = Mix(rng, number)
        for save in range(saves):
            if save:
                song.move(moves)
            when = 1_500_000_000 + number * DAY + save * 3_600
            path = folder / f"Song {number:05} v{save + 1}.rpp"
            path.write_text(song.text(when), encoding="utf-8")
            os.utime(path, (when, when))


class Mix:
    """A song while it is mixed."""

    def __init__(self, rng: random.Random, number: int) -> None:
        self.rng = rng
        self.tempo = rng.randrange(70, 160)
        self.ids = [f"{{{number:08X}-0000-4000-8000-{rng.getrandbits(48):012X}}}" for _ in NAMES]
        self.faders = [round(rng.uniform(-18, 0), 1) for _ in NAMES]
        self.pans = [round(rng.uniform(-1, 1), 1) for _ in NAMES]
        self.bands = [(rng.choice((60, 120, 250, 400, 1000, 3000, 8000)), round(rng.uniform(-4, 4))) for _ in NAMES]
        self.works = [True] * len(NAMES)
        self.items = [[(position * 4.0, rng.randrange(99)) for position in range(rng.randrange(1, 12))] for _ in NAMES]

    def move(self, count: int) -> None:
        """Change so many controls."""
        for _ in range(count):
            track, what = self.rng.randrange(len(NAMES)), self.rng.random()
            if what < 0.5:
                self.faders[track] = round(self.faders[track] + self.rng.choice((-2, -1, -0.5, 0.5, 1, 1.5)), 1)
            elif what < 0.65:
                self.pans[track] = round(self.rng.uniform(-1, 1), 1)
            elif what < 0.95:
                frequency, gain = self.bands[track]
                self.bands[track] = frequency, gain + self.rng.choice((-2, -1, 1, 2))
            else:
                self.works[track] = not self.works[track]

    def text(self, when: int) -> str:
        """The save."""
        lines = [f'<REAPER_PROJECT 0.1 "7.11/win64" {when}', "  SAMPLERATE 48000 1 0", f"  TEMPO {self.tempo} 4 4"]
        for place, name in enumerate(NAMES):
            lines += [
                f"  <TRACK {self.ids[place]}", f'    NAME "{name}"',
                f"    VOLPAN {10 ** (self.faders[place] / 20):.12f} {self.pans[place]} -1 -1 1",
                "    MUTESOLO 0 0 0", "    ISBUS 0 0", "    NCHAN 2", "    FX 1", f"    TRACKID {self.ids[place]}",
                "    MAINSEND 1 0", "    <FXCHAIN", f"      BYPASS {0 if self.works[place] else 1} 0 0",
                '      <VST "VST: ReaEQ (Cockos)" reaeq.dll 0 "" 1919247729 ""', *equaliser(*self.bands[place]),
                "      >", f"      FXID {{F{self.ids[place][2:]}", "    >",
            ]  # fmt: skip
            for number, (position, take) in enumerate(self.items[place]):
                lines += [
                    "    <ITEM", f"      POSITION {position}", "      LENGTH 3.5", "      LOOP 0",
                    "      FADEIN 1 0.01 0 1 0 0 0", "      FADEOUT 1 0.01 0 1 0 0 0",
                    f"      IGUID {{{number:08X}{self.ids[place][9:]}", f'      NAME "{name}-{take:02}.wav"',
                    "      VOLPAN 1 0 1 -1", "      SOFFS 0", "      PLAYRATE 1 1 0 -1 0 0.0025", "      CHANMODE 0",
                    f"      GUID {{{number:08X}A{self.ids[place][10:]}", "      <SOURCE WAVE",
                    f'        FILE "Audio/{name}-{take:02}.wav"', "      >", "    >",
                ]  # fmt: skip
            lines.append("  >")
        return "\n".join([*lines, ">", ""])


_STATES: dict[tuple[int, float], list[str]] = {}


def equaliser(frequency: int, gain: float) -> list[str]:
    """The base64 lines of an equaliser with one bell."""
    if (frequency, gain) not in _STATES:
        band = {
            "eq.1.shape": Value("bell", "", "measured"),
            "eq.1.frequency": Value(float(frequency), "Hz", "measured"),
            "eq.1.gain": Value(float(gain), "dB", "measured"),
            "eq.1.q": Value(1.0, "", "measured"),
            "eq.1.enabled": Value(value=True, unit="", confidence="measured"),
        }
        chunk = open_vst(wrap(reaeq.fresh(band), uid=1919247729).chunk)
        parts = (chunk.header, chunk.state, chunk.trailer)
        _STATES[frequency, gain] = [f"        {line}" for part in parts for line in encoded(part)]
    return _STATES[frequency, gain]


# Parts


def corpus(folder: Path) -> None:
    """The corpus, cold."""
    named = os.environ.get("MIXTASTE_CORPUS")
    if not named:
        print("corpus: MIXTASTE_CORPUS is not set; left out")
        return
    archive = Path(named) / "reaper"
    size = size_of(archive) / 1e6
    pipeline = pipeline_of(folder / "corpus")
    costs: list[Cost] = []
    held: list[float] = []
    with watching_workers(held), costing(costs):
        report = pipeline.learn([str(archive)], user=pipeline.user().id, workers=WORKERS)
    cost = costs[0]
    possible = WORKERS * size / cost.cpu
    print(f"corpus: {size:.1f} MB, {report.read} files read, {len(report.failed)} not; {load()}")
    print(f"  {report.songs} songs, {report.saves} saves, {report.moves} moves, {report.gestures} gestures")
    print(
        f"  {cost.wall:.1f} s = {size / cost.wall:.1f} MB/s; {cost.cpu:.1f} s of processors = {possible:.1f} MB/s on "
        f"{WORKERS} idle cores at most (goal 8, by the former {met(size / cost.wall >= 8)})"
    )
    stored = (folder / "corpus" / FILE).stat().st_size / 1e6
    print(f"  store {stored:.1f} MB, {stored / size:.1%} of the files, derived rows included")
    most = max(peak_mb(), *held)
    print(f"  memory of this process {peak_mb():.0f} MB, of a worker {held[0]:.0f} MB (goal 400, {met(most <= 400)})")
    again = learn(pipeline, archive)
    print(f"  again, nothing new: {again.wall:.1f} s, {again.cpu:.1f} s of processors")
    pipeline.close()


def growth(folder: Path, songs: int) -> None:
    """Ten times as many songs."""
    costs = {}
    for count in (songs, 10 * songs):
        archive = folder / f"growth {count}"
        write_songs(archive, count)
        pipeline = pipeline_of(folder / f"store {count}")
        held: list[float] = []
        costs[count] = learn(pipeline, archive, held)
        size = size_of(archive) / 1e6
        rows = pipeline.status(pipeline.user().id).moves
        cost = costs[count]
        print(
            f"growth: {count} songs, {size:.1f} MB, {rows:,} moves: {cost.wall:.1f} s, {cost.cpu:.1f} s of processors "
            f"({size / cost.wall:.1f} and {WORKERS * size / cost.cpu:.1f} MB/s); memory {peak_mb():.0f} MB, of a "
            f"worker {held[0]:.0f} MB; {load()}"
        )
        if count > songs:
            one_more(pipeline, archive, count)
        pipeline.close()
    ratio = costs[10 * songs].cpu / costs[songs].cpu
    print(f"  ten times the songs: {ratio:.2f} × the processor time (goal 10.5, {met(ratio <= 10.5)})")


def one_more(pipeline: Pipeline, archive: Path, count: int) -> None:
    """One save more of one song, and one song more, in a large archive."""
    write_songs(archive, 1, saves=11, first=count // 2)
    save = learn(pipeline, archive)
    write_songs(archive, 1, first=count)
    song = learn(pipeline, archive)
    print(
        f"  one save more: {save.wall:.1f} s, {save.cpu:.1f} s of processors; "
        f"one song more: {song.wall:.1f} s, {song.cpu:.1f} s of processors"
    )


def unchanged(folder: Path, files: int) -> None:
    """Files that are known."""
    archive, store = folder / "unchanged", folder / "unchanged store"
    write_songs(archive, 20)
    pipeline = pipeline_of(store)
    learn(pipeline, archive)
    fill(archive, pipeline, files)
    costs = [learn(pipeline, archive) for _ in range(3)]
    best = min(costs)
    print(
        f"unchanged: {files:,} files, {', '.join(f'{one.wall:.2f}' for one in costs)} s, "
        f"{best.cpu:.2f} s of processors (goal 3 s, by the best {met(best.wall <= 3)}); {load()}"
    )
    pipeline.close()


def fill(archive: Path, pipeline: Pipeline, files: int) -> None:
    """Put as many files beside it that the store knows: all of one content, as copies of a template are."""
    text = '<REAPER_PROJECT 0.1 "7.11/win64" 1400000000\n  <TRACK {A}\n    NAME Vox\n  >\n>\n'
    for number in range(files - 200):
        path = archive / "copies" / str(number // 100) / f"Copy {number}.rpp"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, (1_400_000_000, 1_400_000_000))
    cost = learn(pipeline, archive)
    print(f"unchanged: {files - 200:,} files more learnt for the first time in {cost.wall:.0f} s")


def opened(store: Path, user: str) -> None:
    """What a program that has just been started takes for what it is asked first, and for the same again."""
    asked: dict[str, Callable[[Pipeline], object]] = {
        "songs": lambda pipeline: pipeline.songs(),
        "status": lambda pipeline: pipeline.status(user),
        "questions": lambda pipeline: pipeline.questions(user, 1),
        "profile, not fitted yet": lambda pipeline: pipeline.profile(user),
        "profile": lambda pipeline: pipeline.profile(user),
        "a value to hear": lambda pipeline: pipeline.window_question(user, "kick:fader.gain"),
    }
    for name, ask in asked.items():
        pipeline = pipeline_of(store)
        costs: list[Cost] = []
        for _ in range(2):
            with costing(costs):
                ask(pipeline)
        print(f"  {name}: {costs[0].cpu:.2f} s of processors, again {costs[1].cpu:.2f} s")
        pipeline.close()


def answers(folder: Path, moves: int) -> None:
    """Questions and answers in a large store."""
    archive, store = folder / "answers", folder / "answers store"
    write_songs(archive, max(1, moves // 258), saves=10, moves=50)  # some of the changes undo each other
    filled = pipeline_of(store)
    learn(filled, archive)
    user = filled.user().id
    found = filled.status(user)
    filled.close()
    print(f"answers: {found.moves:,} moves, {found.gestures:,} gestures in {found.songs:,} songs; {load()}")
    opened(store, user)
    pipeline = pipeline_of(store)
    question = pipeline.questions(user, 1)[0]
    pipeline.prepare(user)
    taken = []
    for number in range(8):
        time.sleep(THINKING_S)
        begun, worked = time.perf_counter(), time.thread_time()
        pipeline.answer(user, question.id, choice="taste" if number % 2 else question.choices[0].id)
        question = pipeline.questions(user, 1)[0]
        taken.append((time.perf_counter() - begun, time.thread_time() - worked))
    (first, _), *later = taken
    worst = max(whole for whole, _ in later)
    spelt = ", ".join(f"{whole:.2f} ({own:.2f})" for whole, own in later)
    print(f"  from an answer to the next question (of a processor): {spelt} s (goal 0.3 s, {met(worst <= 0.3)})")
    print(
        f"  the first, given {THINKING_S:.0f} s after the question while the archive is still being read: {first:.2f} s"
    )
    pipeline.close()


def rows_of(store: Path) -> dict[str, list[dict[str, object]]]:
    """Every derived row."""
    pipeline = pipeline_of(store)
    rows = {table.name: derived.dump(pipeline._db, table) for table in ALL}  # noqa: SLF001 - the store behind it
    pipeline.close()
    return rows


def kills(folder: Path, times: int) -> None:
    """Kill -9 while an archive is learnt, again and again, until it is done; then what is there is compared."""
    archive = folder / "kills"
    write_songs(archive, 12)
    user = pipeline_of(folder / "undisturbed")
    learn(user, archive)
    user.close()
    expected = rows_of(folder / "undisturbed")
    rng = random.Random(7)
    done = rounds = different = 0
    while done < times:
        store = folder / f"killed {rounds}"
        finished = False
        while done < times and not finished:
            finished = killed(store, archive, rng.uniform(0.5, 6.0))
            done += not finished
        pipeline = pipeline_of(store)
        learn(pipeline, archive)
        pipeline.close()
        found = rows_of(store)
        different += sum(found[name] != rows for name, rows in expected.items())
        shutil.rmtree(store)
        rounds += 1
    print(
        f"kills: {done} kills in {rounds} learnings; {different} derived tables differ ({met(not different)}); {load()}"
    )


def killed(store: Path, archive: Path, after_s: float) -> bool:
    """Learn in a process that is killed after some seconds; whether it was done before."""
    with subprocess.Popen([sys.executable, __file__, "--learner", str(store), str(archive)]) as learner:
        try:
            learner.wait(after_s)
        except subprocess.TimeoutExpired:
            learner.send_signal(signal.SIGKILL)
            return False
    return True


def hostile(folder: Path, files: int) -> None:
    """Files of which one in a hundred is no session, cut, endless, or a bomb."""
    archive = folder / "hostile"
    write_songs(archive, max(1, files // 10))
    sound = sorted(archive.rglob("*.rpp"))
    rng = random.Random(3)
    for number, path in enumerate(rng.sample(sound, max(1, files // 100))):
        spoil(path, number, rng)
    pipeline = pipeline_of(folder / "hostile store")
    costs: list[Cost] = []
    held: list[float] = []
    with watching_workers(held), costing(costs):
        report = pipeline.learn([str(archive)], user=pipeline.user().id, workers=WORKERS)
    print(
        f"hostile: {len(sound):,} files in {costs[0].wall:.0f} s ({costs[0].cpu:.0f} s of processors), {report.read:,} "
        f"read, {len(report.failed)} refused, {report.songs:,} songs; memory {peak_mb():.0f} MB, "
        f"of a worker {held[0]:.0f} MB; {load()}"
    )
    pipeline.close()


def spoil(path: Path, number: int, rng: random.Random) -> None:
    """Make a file one that a stranger might send."""
    data = path.read_bytes()
    ways = (
        b"",
        data[: rng.randrange(len(data))],
        rng.randbytes(50_000),
        data.replace(b"  <TRACK", b"  <TRACK\0"),
        b"<REAPER_PROJECT 0.1\n" + b"<A\n" * 400_000,
        data[:200] + b"<" * 3_000_000,
        b"<REAPER_PROJECT 0.1\n  <TRACK\n    <FXCHAIN\n" + b"      <CONTAINER\n" * 5_000,
        data.replace(b"VOLPAN 0", b"VOLPAN nan"),
        data.replace(b"POSITION ", b"POSITION 1e400"),
    )
    path.write_bytes(ways[number % len(ways)])


PARTS = ("corpus", "growth", "unchanged", "answers", "kills", "hostile")


def main() -> None:
    """Run the parts and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("parts", nargs="*", choices=[[], *PARTS])
    options.add_argument("--songs", type=int, default=40)
    options.add_argument("--files", type=int, default=100_000)
    options.add_argument("--moves", type=int, default=100_000)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--learner", nargs=2, metavar=("STORE", "ARCHIVE"), help="learn, to be killed")
    given = options.parse_args()
    if given.learner:
        learn(pipeline_of(Path(given.learner[0])), Path(given.learner[1]))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in given.parts or PARTS:
            {
                "corpus": lambda: corpus(folder),
                "growth": lambda: growth(folder, given.songs),
                "unchanged": lambda: unchanged(folder, given.files),
                "answers": lambda: answers(folder, given.moves),
                "kills": lambda: kills(folder, given.kills),
                "hostile": lambda: hostile(folder, given.files),
            }[part]()


if __name__ == "__main__":
    main()
