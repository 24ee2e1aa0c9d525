"""A tiny archive writer for tests of the walk: songs of a few tracks whose faders and pans change from save to save."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from profiler.config import Config
from profiler.service.pipeline import Pipeline, open_pipeline

START = 1_700_000_000
DAY = 86_400


def project(time: int, tracks: Mapping[str, tuple[float, float]], *, key: str, bpm: float = 97.0) -> str:
    """A project as REAPER lays it out. tracks: name → (fader dB, pan); key: what its track ids are made of."""
    lines = [f'<REAPER_PROJECT 0.1 "6.80/win64" {time}', "  SAMPLERATE 48000 1 0", f"  TEMPO {bpm} 4 4"]
    lines += ["  MASTER_VOLUME 1 0 -1 -1 1", f"  CURSOR {time % 977}"]
    for number, (name, (gain_db, pan)) in enumerate(tracks.items()):
        guid = f"{{{abs(hash_of(key)) % 10**8:08d}-0000-4000-8000-{number:012d}}}"
        lines += [
            f"  <TRACK {guid}",
            f'    NAME "{name}"',
            f"    VOLPAN {10 ** (gain_db / 20):.14f} {pan} -1 -1 1",
            "    MUTESOLO 0 0 0",
            "    ISBUS 0 0",
            "    NCHAN 2",
            "    FX 1",
            f"    TRACKID {guid}",
            "    MAINSEND 1 0",
            "  >",
        ]
    return "\n".join([*lines, ">", ""])


def hash_of(text: str) -> int:
    """A number that is the same in every process."""
    return sum(ord(char) * 31**place for place, char in enumerate(text))


Mix = dict[str, tuple[float, float]]
USUAL: Mix = {"Kick": (-3.0, 0.0), "Bass": (-6.0, 0.0), "Gtr L": (-9.0, -0.8), "Lead Vox": (-2.0, 0.0)}


def write_song(folder: Path, name: str, *, saves: int = 4, seed: int = 1, bpm: float = 97.0) -> list[Path]:
    """A song of so many numbered saves; each moves two faders and one pan."""
    folder.mkdir(parents=True, exist_ok=True)
    mix = dict(USUAL)
    paths = []
    for number in range(saves):
        names = list(mix)
        for step, track in enumerate((names[(number + seed) % 4], names[(number * 3 + seed + 1) % 4])):
            gain, pan = mix[track]
            mix[track] = (round(gain + (1.5 + 0.1 * seed) * (-1) ** (number + step), 2), pan)
        if number:
            gain, pan = mix["Gtr L"]
            mix["Gtr L"] = (gain, round(max(pan + 0.1, -1.0), 2))
        path = folder / f"{name} v{number + 1}.rpp"
        path.write_text(project(START + number * DAY + seed * 7, mix, key=name, bpm=bpm), encoding="utf-8")
        paths.append(path)
    return paths


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Three songs of four saves."""
    folder = tmp_path / "archive"
    for seed, name in enumerate(("Ash", "Birch", "Cedar"), 1):
        write_song(folder / name, name, seed=seed, bpm=90.0 + 7 * seed)
    return folder


@pytest.fixture
def open_store(tmp_path: Path) -> Iterator[Callable[..., Pipeline]]:
    """Opens stores by name and closes them at the end."""
    opened: list[Pipeline] = []

    def open_(name: str = "store", *, now: float = 1_760_000_000.0, config: Config | None = None) -> Pipeline:
        pipeline = open_pipeline(str(tmp_path / name), replace(config or Config(), workers=1))
        pipeline._now = lambda: now
        opened.append(pipeline)
        return pipeline

    yield open_
    for pipeline in opened:
        pipeline.close()
