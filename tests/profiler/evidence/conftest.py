"""Small sounds and sessions."""

import numpy as np
import pytest
import soundfile

from parsers.session import Clip, Session, SourceRef, Track

RATE = 48_000


@pytest.fixture
def tone():
    """Samples of a sine: tone(hertz, seconds, level, rate)."""

    def make(hertz=440.0, seconds=1.0, level=0.25, rate=RATE):
        return (level * np.sin(2 * np.pi * hertz * np.arange(int(seconds * rate)) / rate)).astype(np.float32)

    return make


@pytest.fixture
def wav(tmp_path):
    """Write samples as a sound file below the test's folder; gives its path as text."""

    def write(name, samples, rate=RATE, subtype="FLOAT"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        soundfile.write(path, samples, rate, subtype=subtype)
        return str(path)

    return write


@pytest.fixture
def session():
    """A session of tracks that play clips: session(Vox=[clip, …], …)."""

    def make(**tracks):
        return Session(
            format="reaper",
            app="REAPER",
            app_version="7",
            master=Track("master", "Master", kind="master"),
            tracks=tuple(Track(name.lower(), name, clips=tuple(clips)) for name, clips in tracks.items()),
        )

    return make


@pytest.fixture
def clip():
    """A clip of a source: clip(path, position, length, …)."""

    def make(path, position=0.0, length=1.0, kind="audio", **changes):
        return Clip(f"{path}@{position}", "", position, length, SourceRef(kind, path), **changes)

    return make
