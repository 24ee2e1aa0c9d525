"""How fast audio is analysed: times real time on one thread, beside libebur128 and pyloudnorm in the same run.

    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python benchmarks/audio.py [--seconds 240] [--repeat 3] [--file FILE …]

(The two variables keep numpy's matrix products, a tenth of the work, on one core.) Without files, mono and stereo
sounds of noise and tones (48 kHz, 24 bit) are made in a temporary folder. `analyse` gives loudness, range, true peak,
forty bands over time, spectrum, envelope and pitches; libebur128 (pyebur128) loudness, range and true peak; pyloudnorm
loudness alone, with the whole file in memory. Each figure is the best of the repeats, decoding included, imports not.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyebur128
import pyloudnorm
import soundfile

from profiler.evidence.features import Features, analyse

_RATE = 48_000
_BLOCK = 1 << 17


def _sound(path: Path, seconds: float, channels: int) -> Path:
    """Noise and tones that swell and pause, written block by block."""
    rng = np.random.default_rng(7)
    with soundfile.SoundFile(path, "w", _RATE, channels, "PCM_24") as file:
        for start in range(0, int(seconds * _RATE), _RATE):
            t = (start + np.arange(_RATE)) / _RATE
            tones = sum(np.sin(2 * np.pi * hertz * t) / 5 for hertz in (55.0, 220.0, 997.0, 4186.0, 9000.0))
            swell = np.clip(np.sin(2 * np.pi * t / 7) + 0.3, 0, 1)
            mono = swell * (0.5 * tones + 0.1 * rng.standard_normal(_RATE))
            file.write(np.stack([mono * (1 - 0.2 * c) for c in range(channels)], axis=1))
    return path


def _libebur128(path: Path) -> tuple[float, float, float]:
    mode = pyebur128.MeasurementMode
    with soundfile.SoundFile(path) as file:
        state = pyebur128.R128State(file.channels, file.samplerate, mode.MODE_I | mode.MODE_LRA | mode.MODE_TRUE_PEAK)
        while len(block := file.read(_BLOCK, dtype="float32", always_2d=True)):
            state.add_frames(block.reshape(-1), len(block))
        peak = max(pyebur128.get_true_peak(state, channel) for channel in range(file.channels))
    return pyebur128.get_loudness_global(state), pyebur128.get_loudness_range(state), 20 * float(np.log10(peak))


def _pyloudnorm(path: Path) -> float:
    samples, rate = soundfile.read(path)
    return float(pyloudnorm.Meter(rate, filter_class="DeMan").integrated_loudness(samples))


def _decoded(path: Path) -> int:
    with soundfile.SoundFile(path) as file:
        return sum(len(block) for block in file.blocks(_BLOCK, dtype="float32"))


def _best(work: Callable[[], object], repeat: int) -> float:
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def _report(path: Path, repeat: int) -> None:
    info = soundfile.info(path)
    before = _resident_mb()
    features: Features = analyse(path)
    grown = _resident_mb() - before
    seconds = info.duration
    print(f"{path.name}: {info.channels} ch, {info.samplerate} Hz, {seconds:.0f} s")
    for name, work in (
        ("decoding alone", lambda: _decoded(path)),
        ("analyse", lambda: analyse(path)),
        ("libebur128, I + LRA + true peak", lambda: _libebur128(path)),
        ("pyloudnorm, I", lambda: _pyloudnorm(path)),
    ):
        print(f"  {name:34s} {seconds / _best(work, repeat):8.0f} x real time")
    whole, spread, peak = _libebur128(path)
    print(
        f"  analyse    I {features.loudness_lufs:.2f} LUFS, LRA {features.range_lu:.2f} LU, "
        f"true peak {features.true_peak_db:.2f} dB; resident memory grew by {grown:.0f} MB"
    )
    print(f"  libebur128 I {whole:.2f} LUFS, LRA {spread:.2f} LU, true peak {peak:.2f} dB")
    print(f"  pyloudnorm I {_pyloudnorm(path):.2f} LUFS")


def _resident_mb() -> float:
    """Highest resident memory so far; the system counts it in kB, macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def main() -> None:
    """Read the arguments and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=240.0)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--file", type=Path, action="append", default=[])
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = arguments.file or [
            _sound(Path(folder, f"{name}.wav"), arguments.seconds, channels)
            for name, channels in (("mono", 1), ("stereo", 2))
        ]
        for path in files:
            _report(path, arguments.repeat)


if __name__ == "__main__":
    main()
