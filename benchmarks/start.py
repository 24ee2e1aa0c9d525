"""How long the program takes to start: `python benchmarks/start.py`.

Runs the bare interpreter, `mixtaste --help` and `mixtaste inspect` of a session of about 100 kB that it makes itself,
in turns, and prints the median of each and what each costs beyond the interpreter. Goals: 0.15 s and 0.35 s beyond it.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from parsers import registry
from parsers.session import Clip, Session, SourceRef, TempoPoint, Track

GOALS = {"--help": 0.15, "inspect": 0.35}


def session_of(size: int) -> bytes:
    """A REAPER session of at least this many bytes: tracks with clips, as most sessions mostly are."""
    tracks: list[Track] = []
    while True:
        number = len(tracks) + 1
        clips = tuple(
            Clip(
                id=f"{{{number:08X}-0000-0000-0000-{clip:012X}}}",
                name=f"take {clip}.wav",
                position_s=clip * 4.0,
                length_s=3.5,
                source=SourceRef("audio", f"Media/take {clip}.wav"),
            )
            for clip in range(20)
        )
        tracks.append(Track(id=f"{{{number:08X}-0000-0000-0000-000000000000}}", name=f"Track {number}", clips=clips))
        session = Session(
            format="reaper",
            app="REAPER",
            app_version="7.0/linux-x86_64",
            master=Track(id="master", name="MASTER", kind="master"),
            tracks=tuple(tracks),
            tempo_map=(TempoPoint(0.0, 120.0, 4, 4, ramp=False),),
        )
        data = registry.write(session)
        if len(data) >= size:
            return data


def seconds(command: list[str]) -> float:
    """Wall time of one run."""
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=20)
    runs: int = options.parse_args().runs
    program = [sys.executable, "-c", "from tui.cli import main; main()"]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "session.rpp"
        file.write_bytes(session_of(100_000))
        commands = {
            "interpreter": [sys.executable, "-c", "pass"],
            "--help": [*program, "--help"],
            "inspect": [*program, "inspect", str(file)],
        }
        for command in commands.values():
            seconds(command)  # compiled and cached before it counts
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(runs):
            for name, command in commands.items():
                times[name].append(seconds(command))
        print(f"session of {file.stat().st_size:,} bytes, medians of {runs} runs in turns")
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    bare = medians["interpreter"]
    print(f"{'interpreter':12} {bare:7.3f} s")
    for name, goal in GOALS.items():
        beyond = medians[name] - bare
        told = f"{beyond:.3f} s beyond it (goal {goal} s, {'met' if beyond <= goal else 'MISSED'})"
        print(f"{name:12} {medians[name]:7.3f} s, {told}")


if __name__ == "__main__":
    main()
