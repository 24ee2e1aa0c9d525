"""One simulated song before anybody mixes it: tempo, key, sections, who plays, and every note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from parsers.session import Marker
from profiler.studio.chance import Stream, pick, shuffled, stream

__all__ = ["DEFAULT_BPM", "SPELLINGS", "Note", "Part", "SongPlan", "guid", "hertz", "plan_song", "titles"]

DEFAULT_BPM = 120.0
_SHARE_AT_DEFAULT = 0.15

_TITLES = (
    "Paper Boats", "Low Tide", "Night Bus", "Copper Wire", "Second Floor", "Salt", "Harbour Lights", "Glasshouse",
    "Long Division", "Northbound", "Quiet Machine", "Fever Garden", "Old Money", "Slow Water", "Telegraph",
    "Winter Coat", "Half Awake", "Birds on the Line", "Kerosene", "Ordinary Saints", "Motorway", "Undertow",
    "Small Hours", "Lanterns",
)  # fmt: skip
_NOTE_NAMES = ("C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B")
_MAJOR, _MINOR = (0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 10)
_PROGRESSIONS = ((0, 4, 5, 3), (0, 5, 3, 4), (5, 3, 0, 4), (0, 3, 0, 4), (0, 2, 3, 3))
_SECTIONS = ("Intro", "Verse 1", "Chorus 1", "Verse 2", "Chorus 2")

SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "kick": ("Kick", "KIK", "Kick In", "BD"),
    "snare": ("Snare", "SN", "Snare Top", "Snr"),
    "hi-hat": ("Hat", "HH", "Hi-Hat", "Hihat"),
    "bass": ("Bass", "Bass DI", "BASS", "E-Bass"),
    "electric guitar": ("E-Gtr", "Elec Gtr", "Electric Gtr", "EGTR"),
    "keys": ("Keys", "Piano", "Rhodes", "KEYS"),
    "strings": ("Strings", "Violins", "Vln Section", "STRINGS"),
    "lead vocal": ("Lead Vox", "LV", "Lead Vocal", "Ld Vox"),
    "backing vocal": ("BV", "Backing Vox", "BGV", "Harmony Vox"),
}
"""How engineers call a part; each keeps to one spelling, mostly."""
_OWN_SPELLING = 0.9
_ODD_NAMES = ("Audio 7", "new idea", "take 3 use this", "Track 12", "bounce_02", "Vox", "GTR")
_SHARE_OF_ODD_NAMES = 0.03
_OPTIONAL: Mapping[str, float] = {"hi-hat": 0.75, "keys": 0.6, "strings": 0.45, "backing vocal": 0.6}


class Note(NamedTuple):
    """One sound: when, how long, which MIDI pitches at once (empty for drums), how hard (0 … 1)."""

    start_s: float
    length_s: float
    pitches: tuple[int, ...]
    velocity: float


@dataclass(frozen=True, slots=True)
class Part:
    """One recorded track.

    sibling     the other side of a double: "L", "R", or "" for a single part
    loudness    of the file, LUFS
    guff_db     level of rumble below everything musical, dBFS RMS; None = a clean recording
    overloaded  its clip is turned up so far that the peaks pass full scale
    """

    id: str
    clip_id: str
    name: str
    role: str
    file: str
    sibling: str
    notes: tuple[Note, ...]
    loudness: float
    guff_db: float | None
    overloaded: bool
    formant_hz: float
    """Where this instrument or singer rings most."""

    @property
    def is_single_line(self) -> bool:
        """Whether it plays one pitch at a time."""
        return bool(self.notes) and all(len(note.pitches) == 1 for note in self.notes)

    @property
    def lowest_hz(self) -> float | None:
        """Frequency of the lowest note of a single line, else None."""
        if not self.is_single_line:
            return None
        return hertz(min(note.pitches[0] for note in self.notes))


@dataclass(frozen=True, slots=True)
class SongPlan:
    """A song as it comes to the engineer."""

    name: str
    bpm: float
    tempo_is_default: bool
    tonic: int
    """Pitch class, 0 = C."""
    minor: bool
    seconds: float
    markers: tuple[Marker, ...]
    parts: tuple[Part, ...]

    @property
    def key(self) -> str:
        """``Eb minor`` …"""
        return f"{_NOTE_NAMES[self.tonic]} {'minor' if self.minor else 'major'}"

    @property
    def beat_ms(self) -> float:
        """Length of a quarter note."""
        return 60_000 / self.bpm

    def parts_of(self, *roles: str) -> list[Part]:
        """The parts that have one of these roles, in track order."""
        return [part for part in self.parts if part.role in roles]


def hertz(pitch: float) -> float:
    """Frequency of a MIDI pitch, A4 = 440 Hz."""
    return 440.0 * 2 ** ((pitch - 69) / 12)


def guid(rng: Stream) -> str:
    """A GUID as REAPER writes it, from the stream."""
    digits = f"{rng.getrandbits(128):032X}"
    return f"{{{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-8{digits[17:20]}-{digits[20:]}}}"


def titles(seed: int, engineer: str, count: int) -> list[str]:
    """So many song names, none twice."""
    order = shuffled(stream(seed, engineer, "titles"), _TITLES)
    return [order[n % len(order)] + (f" {n // len(order) + 1}" if n >= len(order) else "") for n in range(count)]


def plan_song(seed: int, engineer: str, name: str, *, seconds: float) -> SongPlan:
    """Everything about a song that does not depend on who mixes it; equal arguments give the same song.

    seconds  length of its recordings
    """
    rng = stream(seed, engineer, name, "song")
    is_default = rng.random() < _SHARE_AT_DEFAULT
    bpm = DEFAULT_BPM if is_default else round(70 * (175 / 70) ** rng.random(), rng.choice((0, 0, 1, 2)))
    tonic, minor = rng.randrange(12), rng.random() < 0.5
    music = _Music(rng, 60 / bpm, seconds, tonic, _MINOR if minor else _MAJOR)
    return SongPlan(
        name=name,
        bpm=bpm,
        tempo_is_default=bpm == DEFAULT_BPM,
        tonic=tonic,
        minor=minor,
        seconds=seconds,
        markers=_markers(bpm),
        parts=tuple(_parts(rng, music, _spellings(seed, engineer))),
    )


def _markers(bpm: float) -> tuple[Marker, ...]:
    bar = 4 * 60 / bpm
    return tuple(Marker(round(8 * bar * n, 6), section, None) for n, section in enumerate(_SECTIONS))


def _spellings(seed: int, engineer: str) -> dict[str, str]:
    """What an engineer calls each part."""
    rng = stream(seed, engineer, "spellings")
    return {role: rng.choice(names) for role, names in SPELLINGS.items()}


def _parts(rng: Stream, music: _Music, spellings: Mapping[str, str]) -> Iterator[Part]:
    roles = ["kick", "snare", "bass", "electric guitar", "lead vocal"]
    roles += [role for role, share in _OPTIONAL.items() if rng.random() < share]
    double = rng.random() < 0.75
    for role in SPELLINGS:
        if role not in roles:
            continue
        sides: Sequence[str] = ("L", "R") if role == "electric guitar" and double else ("",)
        other = rng.choice(SPELLINGS[role])
        spelling = spellings[role] if rng.random() < _OWN_SPELLING else other
        level = rng.uniform(-30, -15)
        ringing = _FORMANTS[role] * 2 ** rng.uniform(-0.35, 0.35)
        notes = music.play(role)
        overloaded = rng.random() < 0.3
        guff = level - rng.uniform(11, 21) if rng.random() < _GUFF[role] else None
        for side in sides:
            odd = rng.random() < _SHARE_OF_ODD_NAMES
            name = rng.choice(_ODD_NAMES) if odd else f"{spelling} {side}".strip()
            file = f"Audio/{role.replace(' ', '_')}{f'_{side}' if side else ''}.wav"
            played = notes if side != "R" else music.doubled(notes)
            yield Part(
                id=guid(rng),
                clip_id=guid(rng),
                name=name,
                role=role,
                file=file,
                sibling=side,
                notes=played,
                loudness=level + (rng.uniform(-1.5, 1.5) if side == "R" else 0),
                guff_db=guff,
                overloaded=overloaded and side != "R",
                formant_hz=ringing,
            )


_FORMANTS: Mapping[str, float] = {
    "kick": 90, "snare": 1900, "hi-hat": 7500, "bass": 180, "electric guitar": 1300, "keys": 900, "strings": 1100,
    "lead vocal": 1500, "backing vocal": 1200,
}  # fmt: skip
_GUFF: Mapping[str, float] = {
    "kick": 0.0, "snare": 0.7, "hi-hat": 0.7, "bass": 0.0, "electric guitar": 0.6, "keys": 0.5, "strings": 0.5,
    "lead vocal": 0.2, "backing vocal": 0.2,
}  # fmt: skip


class _Music:
    """Writes the notes of each role over one chord progression."""

    def __init__(self, rng: Stream, beat: float, seconds: float, tonic: int, scale: tuple[int, ...]) -> None:
        self._rng = rng
        self._beat = beat
        self._beats = int(seconds / beat)
        self._tonic = tonic
        self._scale = scale
        self._progression = rng.choice(_PROGRESSIONS)

    def play(self, role: str) -> tuple[Note, ...]:
        """Every note of a role, in time."""
        if role == "kick":
            return self._drum([0, 2] if self._rng.random() < 0.6 else [0, 1, 2, 3], 0.25)
        if role == "snare":
            return self._drum([1, 3], 0.25)
        if role == "hi-hat":
            return self._drum([0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5], 0.12)
        if role == "bass":
            return self._line(lowest=self._rng.randint(28, 36), span=10, lengths={0.5: 0.6, 1: 0.4}, rest=0.05)
        if role == "lead vocal":
            return self._line(
                lowest=self._rng.randint(48, 58), span=14, lengths={0.5: 0.5, 1: 0.3, 1.5: 0.2}, rest=0.15
            )
        if role == "backing vocal":
            return self._line(lowest=self._rng.randint(52, 60), span=10, lengths={1: 0.6, 2: 0.4}, rest=0.25)
        return self._chords(
            lowest={"strings": 55, "keys": 48}.get(role, 45), every={"strings": 4, "keys": 2}.get(role, 1)
        )

    def doubled(self, notes: tuple[Note, ...]) -> tuple[Note, ...]:
        """The same part played once more: a few ms early or late, a little harder or softer."""
        return tuple(
            Note(
                max(note.start_s + self._rng.gauss(0, 0.008), 0.0),
                note.length_s,
                note.pitches,
                min(max(note.velocity + self._rng.gauss(0, 0.05), 0.2), 1.0),
            )
            for note in notes
        )

    def _drum(self, places: Sequence[float], length: float) -> tuple[Note, ...]:
        return tuple(
            Note((bar + place) * self._beat, length, (), self._rng.uniform(0.75, 1.0))
            for bar in range(0, self._beats, 4)
            for place in places
            if bar + place < self._beats
        )

    def _line(self, *, lowest: int, span: int, lengths: Mapping[float, float], rest: float) -> tuple[Note, ...]:
        """A line that comes back to its lowest note about every sixth time, so that it is plain which one it is."""
        pitches = [pitch for pitch in range(lowest, lowest + span) if (pitch - self._tonic) % 12 in self._scale]
        place, now, turn = 0.0, len(pitches) // 2, self._rng.randrange(4)
        notes = []
        while place < self._beats - 0.25:
            length = pick(self._rng, lengths)
            if self._rng.random() >= rest:
                now = min(max(now + self._rng.choice((-2, -1, -1, 0, 1, 1, 2)), 0), len(pitches) - 1)
                turn += 1
                pitch = pitches[0] if turn % 6 == 0 else pitches[now]
                sounding = min(length, self._beats - place) * self._beat * 0.92
                notes.append(Note(place * self._beat, sounding, (pitch,), self._rng.uniform(0.6, 1.0)))
            place += length
        return tuple(notes)

    def _chords(self, *, lowest: int, every: float) -> tuple[Note, ...]:
        notes = []
        for place in range(0, self._beats, int(every)):
            degree = self._progression[(place // 4) % 4]
            root = lowest + (self._tonic + self._scale[degree % 7] - lowest) % 12
            third = self._scale[(degree + 2) % 7] + 12 * ((degree + 2) // 7) - self._scale[degree % 7]
            fifth = self._scale[(degree + 4) % 7] + 12 * ((degree + 4) // 7) - self._scale[degree % 7]
            length = min(every, self._beats - place) * self._beat * 0.95
            notes.append(
                Note(place * self._beat, length, (root, root + third, root + fifth), self._rng.uniform(0.6, 1.0))
            )
        return tuple(notes)
