"""Songs before they are mixed: what is written and what is heard."""

import numpy as np
import pytest

from profiler.studio.song import DEFAULT_BPM, hertz, plan_song, titles
from profiler.studio.stems import record

ROLES = {"kick", "snare", "hi-hat", "bass", "electric guitar", "keys", "strings", "lead vocal", "backing vocal"}


def plan(name="Salt", seed=3):
    return plan_song(seed, "Ada", name, seconds=8.0)


@pytest.fixture(scope="module")
def recorded():
    song = plan()
    return song, record(song, seed=3, engineer="Ada", rate=24_000)


def test_the_same_seed_writes_the_same_song():
    assert plan() == plan()
    assert plan() != plan(seed=4)


def test_every_song_has_its_core_and_five_to_ten_tracks():
    for seed in range(60):
        song = plan(seed=seed)
        roles = [part.role for part in song.parts]
        assert {"kick", "snare", "bass", "electric guitar", "lead vocal"} <= set(roles) <= ROLES
        assert 5 <= len(roles) <= 10
        assert len({part.id for part in song.parts} | {part.clip_id for part in song.parts}) == 2 * len(roles)


def test_about_fifteen_percent_of_songs_were_left_at_the_default_tempo():
    plans = [plan(seed=seed) for seed in range(300)]
    left = [each for each in plans if each.tempo_is_default]
    assert 0.09 < len(left) / 300 < 0.22
    assert all(each.bpm == DEFAULT_BPM for each in left)
    assert all(69 < each.bpm < 176 for each in plans)


def test_single_lines_return_to_their_lowest_note():
    for seed in range(20):
        for part in plan(seed=seed).parts:
            if part.lowest_hz is not None:
                lowest = min(note.pitches[0] for note in part.notes)
                assert hertz(lowest) == part.lowest_hz
                assert sum(note.pitches[0] == lowest for note in part.notes) >= max(len(part.notes) // 8, 1)


def test_chords_and_drums_have_no_lowest_line():
    assert all(
        part.lowest_hz is None for part in plan().parts if part.role in ("kick", "snare", "electric guitar", "keys")
    )


def test_titles_are_never_told_twice():
    assert len(set(titles(1, "Ada", 60))) == 60


def test_recordings_stay_under_full_scale_and_near_their_loudness(recorded):
    song, tape = recorded
    for part in song.parts:
        sound = tape.sounds[part.id]
        assert sound.peak_db <= 0.5
        assert sound.loudness <= part.loudness + 1.0
        assert np.isfinite(sound.audio).all()


def test_the_lowest_note_of_a_line_is_in_its_recording(recorded):
    song, tape = recorded
    for part in song.parts:
        if part.lowest_hz is None:
            continue
        lowest = part.lowest_hz
        note = next(note for note in part.notes if hertz(note.pitches[0]) == lowest)
        audio = tape.sounds[part.id].audio[int(note.start_s * 24_000) :][: int(note.length_s * 24_000)]
        spectrum = np.abs(np.fft.rfft(audio * np.hanning(len(audio)), 1 << 16))
        near = np.fft.rfftfreq(1 << 16, 1 / 24_000)
        window = (near > lowest * 0.8) & (near < lowest * 1.25)
        assert near[window][spectrum[window].argmax()] == pytest.approx(lowest, rel=0.04)


def test_a_collision_rings_in_the_masker_where_its_target_is_strong(recorded):
    song, tape = recorded
    assert tape.collisions
    roles = {part.id: part.role for part in song.parts}
    for collision in tape.collisions:
        assert roles[collision.target] in ("lead vocal", "kick")
        assert roles[collision.masker] not in ("lead vocal", "kick")
        target = tape.sounds[collision.target]
        third = (target.hertz > collision.hertz / 1.13) & (target.hertz < collision.hertz * 1.13)
        assert 10 * np.log10(target.power[third].sum() / target.power.sum()) > -25


def test_the_same_seed_records_the_same_samples(recorded):
    song, tape = recorded
    again = record(song, seed=3, engineer="Ada", rate=24_000)
    assert all(np.array_equal(again.sounds[key].audio, sound.audio) for key, sound in tape.sounds.items())
    assert again.collisions == tape.collisions
