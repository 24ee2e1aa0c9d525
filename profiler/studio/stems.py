"""Short synthesised recordings of a song's parts, with the troubles that a mix engineer has reason to mend.

Sources are plain but distinct: drums, plucked and bowed wavetables, voices with vibrato and sibilants. The troubles are
rumble under a part, peaks too hot for their clip, and a masker that rings just where its neighbour is strong.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from profiler.studio.chance import Stream, stream
from profiler.studio.physics import Band, Floats, Sound, loudness, measure, shaped
from profiler.studio.song import Note, Part, SongPlan, hertz

__all__ = ["Collision", "Tape", "record", "write_stems"]

_HIGHEST_PEAK = 10 ** (-0.3 / 20)
_TABLE = 2048
_TILT: Mapping[str, float] = {
    "bass": 1.4, "electric guitar": 1.0, "keys": 1.7, "strings": 1.2, "lead vocal": 1.3, "backing vocal": 1.4,
}  # fmt: skip
"""How fast the harmonics of a wavetable fall: amplitude 1 / n ** tilt."""
_DECAY_S: Mapping[str, float] = {"bass": 1.2, "electric guitar": 0.5, "keys": 0.9}
"""Plucked and struck parts die away; the others are held."""


@dataclass(frozen=True, slots=True)
class Collision:
    """A masker that rings where a neighbour is strong. Ids of both parts."""

    masker: str
    target: str
    hertz: float


@dataclass(frozen=True, slots=True)
class Tape:
    """All recordings of a song by part, measured, and the collisions planted in them."""

    sounds: Mapping[str, Sound]
    collisions: tuple[Collision, ...]


def record(plan: SongPlan, *, seed: int, engineer: str, rate: int) -> Tape:
    """Synthesise every part. Equal arguments give equal samples."""
    sounds: dict[str, Sound] = {}
    collisions: list[Collision] = []
    rng = stream(seed, engineer, plan.name, "collisions")
    for part in sorted(plan.parts, key=lambda each: each.role not in ("lead vocal", "kick")):
        noise = _noise(seed, engineer, plan.name, part.file)
        audio = _played(part, plan, rate, noise)
        found = _collision(rng, part, plan, sounds)
        if found is not None:
            collisions.append(found)
            audio = shaped(audio, rate, [Band("bell", found.hertz, rng.uniform(4, 16), rng.uniform(1.0, 3.0))])
        sounds[part.id] = measure(_levelled(audio, part, rate, noise), rate)
    return Tape({part.id: sounds[part.id] for part in plan.parts}, tuple(collisions))


def write_stems(plan: SongPlan, tape: Tape, folder: Path) -> None:
    """Write the recordings as 16-bit mono WAV under their parts' names."""
    import soundfile

    for part in plan.parts:
        sound = tape.sounds[part.id]
        path = folder / part.file
        path.parent.mkdir(parents=True, exist_ok=True)
        soundfile.write(path, sound.audio, sound.rate, subtype="PCM_16")


def _noise(seed: int, *names: str) -> np.random.Generator:
    return np.random.default_rng(stream(seed, *names, "noise").getrandbits(64))


def _collision(rng: Stream, part: Part, plan: SongPlan, sounds: Mapping[str, Sound]) -> Collision | None:
    """Where this part is to ring over a neighbour, if it is: over the kick for a bass, else over the lead vocal."""
    if part.role in ("lead vocal", "kick", "snare", "hi-hat") or rng.random() < 0.35:
        return None
    low, high, role = (50, 120, "kick") if part.role == "bass" else (350, 3800, "lead vocal")
    target = plan.parts_of(role)[0]
    return Collision(part.id, target.id, _strong_place(rng, sounds[target.id], low, high))


def _strong_place(rng: Stream, sound: Sound, low: float, high: float) -> float:
    """One of the three third-octaves between low and high that hold most of the sound."""
    centres = low * 2 ** (np.arange(int(3 * math.log2(high / low)) + 1) / 3)
    weights = [
        float(sound.power[(sound.hertz >= centre / 2 ** (1 / 6)) & (sound.hertz < centre * 2 ** (1 / 6))].sum())
        for centre in centres
    ]
    strongest = sorted(range(len(centres)), key=weights.__getitem__)[-3:]
    return float(round(centres[rng.choice(strongest)], 1))


def _played(part: Part, plan: SongPlan, rate: int, noise: np.random.Generator) -> Floats:
    audio: Floats = np.zeros(int(plan.seconds * rate))
    for note in part.notes:
        sound = _sounded(part, note, rate, noise)
        start = int(note.start_s * rate)
        sound = sound[: max(len(audio) - start, 0)]
        audio[start : start + len(sound)] += sound * note.velocity
    ringing = {"lead vocal": 8.0, "backing vocal": 8.0}.get(part.role, 5.0)
    return shaped(audio, rate, [Band("bell", part.formant_hz, ringing, 1.4)])


def _sounded(part: Part, note: Note, rate: int, noise: np.random.Generator) -> Floats:
    if part.role == "kick":
        return _kick(rate)
    if part.role in ("snare", "hi-hat"):
        return _struck(part.role, rate, noise)
    return sum(_tones(part, note, rate, noise), start=_onset(part, note, rate, noise))


def _kick(rate: int) -> Floats:
    time = np.arange(int(0.35 * rate)) / rate
    phase = 2 * np.pi * (52 * time + 70 / 28 * (1 - np.exp(-28 * time)))
    body: Floats = np.sin(phase) * np.exp(-9 * time) + 0.3 * np.sin(2 * np.pi * 2800 * time) * np.exp(-250 * time)
    return body


def _struck(role: str, rate: int, noise: np.random.Generator) -> Floats:
    length, decay = (0.22, 18.0) if role == "snare" else (0.07, 60.0)
    time = np.arange(int(length * rate)) / rate
    hiss = np.diff(noise.standard_normal(len(time) + 1)) if role == "hi-hat" else noise.standard_normal(len(time))
    body = 1.2 * np.sin(2 * np.pi * 192 * time) * np.exp(-14 * time) if role == "snare" else 0.0
    hit: Floats = 0.5 * hiss * np.exp(-decay * time) + body
    return hit


def _onset(part: Part, note: Note, rate: int, noise: np.random.Generator) -> Floats:
    """A voice's consonant before the note, silence for the rest."""
    sound: Floats = np.zeros(int(note.length_s * rate))
    if part.role in ("lead vocal", "backing vocal") and noise.random() < 0.4:
        length = min(int(0.07 * rate), len(sound))
        sound[:length] = 0.25 * np.diff(noise.standard_normal(length + 1)) * np.hanning(length)
    return sound


def _tones(part: Part, note: Note, rate: int, noise: np.random.Generator) -> Iterator[Floats]:
    count = int(note.length_s * rate)
    time = np.arange(count) / rate
    ramp = int(0.012 * rate)
    shape = np.minimum(1, np.minimum(np.arange(count), np.arange(count)[::-1]) / ramp)
    if part.role in _DECAY_S:
        shape = shape * np.exp(-time / _DECAY_S[part.role])
    for pitch in note.pitches:
        frequency = hertz(pitch)
        phase = frequency * time + noise.random()
        if part.role in ("lead vocal", "strings", "backing vocal"):
            phase = phase + frequency * 0.006 / (2 * np.pi * 5.5) * np.sin(2 * np.pi * 5.5 * time)
        table = _wavetable(min(int(9000 / frequency), 60), _TILT[part.role])
        tone: Floats = table[(phase % 1 * _TABLE).astype(np.intp)] * shape
        yield tone


@lru_cache(maxsize=512)
def _wavetable(harmonics: int, tilt: float) -> Floats:
    spectrum = np.zeros(_TABLE // 2 + 1, dtype=np.complex128)
    numbers = np.arange(1, harmonics + 1)
    spectrum[1 : harmonics + 1] = numbers**-tilt * np.exp(1j * 2.4 * numbers**2)
    wave: Floats = np.fft.irfft(spectrum)
    wave /= np.abs(wave).max()
    return wave


def _levelled(audio: Floats, part: Part, rate: int, noise: np.random.Generator) -> Floats:
    """The part at its loudness, its peaks under full scale, its rumble added."""
    gain = 10 ** ((part.loudness - loudness(audio, rate)) / 20)
    gain = min(gain, _HIGHEST_PEAK / float(np.abs(audio).max()))
    levelled: Floats = audio * gain
    if part.guff_db is None:
        return levelled
    rumble = _rumble(len(audio), rate, noise)
    return levelled + rumble * 10 ** (part.guff_db / 20)


def _rumble(count: int, rate: int, noise: np.random.Generator) -> Floats:
    """Noise between 28 and 52 Hz with an RMS of 1."""
    places = np.fft.rfftfreq(count, 1 / rate)
    spectrum = np.zeros(len(places), dtype=np.complex128)
    inside = (places > 28) & (places < 52)
    spectrum[inside] = noise.standard_normal(inside.sum()) + 1j * noise.standard_normal(inside.sum())
    wave: Floats = np.fft.irfft(spectrum, count)
    return wave / math.sqrt(float((wave**2).mean()))
