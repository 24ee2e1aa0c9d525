"""What is kept of an audio file."""

import contextlib
import math
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parsers.errors import MixtasteError
from profiler.evidence import features as features_module
from profiler.evidence.errors import UnusableAudioError
from profiler.evidence.features import FeatureStore, analyse


def test_a_tone_is_known_by_level_peak_pitch_and_length(wav, tone):
    found = analyse(wav("a.wav", tone(440, 3.0)))
    assert (found.rate_hz, found.channels, found.duration_s) == (48_000, 1, 3.0)
    assert found.peak_db == pytest.approx(-12.04, abs=0.01)
    assert found.true_peak_db == pytest.approx(-12.04, abs=0.05)
    assert found.loudness_lufs == pytest.approx(-12.04 - 3.01 - 0.691 + 0.2, abs=0.6)
    assert found.clipped == 0
    assert found.monophonic
    assert found.lowest_note_hz == pytest.approx(440, rel=0.02)
    assert found.active_share == pytest.approx(1.0)
    assert len(found.cells) == 30
    assert len(found.envelope_peak) == len(found.envelope_rms) == 300
    assert found.envelope_rms[100].item() == pytest.approx(0.25 / math.sqrt(2), rel=0.01)
    assert found.powers().shape == found.bands.shape == (70, 40)
    assert found.frequencies_hz()[[0, -1]] == pytest.approx([0, 24_000])


def test_noise_is_not_monophonic(wav):
    found = analyse(wav("a.wav", 0.1 * np.random.default_rng(0).standard_normal((48_000 * 2, 2))))
    assert not found.monophonic
    assert found.lowest_note_hz is None


def test_clipped_samples_are_counted(wav, tone):
    found = analyse(wav("a.wav", np.clip(tone(100, 1.0, 2.0), -1, 1), subtype="PCM_24"))
    assert found.clipped > 1000
    assert found.peak_db == pytest.approx(0, abs=0.001)


def test_silence_and_a_file_without_samples_are_silent(wav):
    for found in (analyse(wav("a.wav", np.zeros(48_000))), analyse(wav("b.wav", np.zeros(0)))):
        assert found.silent
        assert found.loudness_lufs == found.peak_db == -math.inf
        assert found.clarity == 0


def test_a_hit_of_a_few_samples_is_measured(wav):
    found = analyse(wav("a.wav", np.full(50, 0.5)))
    assert found.peak_db == pytest.approx(-6.02, abs=0.01)
    assert len(found.bands) == 1


def test_long_files_read_alike_in_one_block_or_many(wav, monkeypatch):
    path = wav("a.wav", np.random.default_rng(0).standard_normal((48_000 * 3 + 777, 2)) * 0.1)
    whole = analyse(path)
    monkeypatch.setattr(features_module, "_BLOCK_SAMPLES", 12_000)
    parts = analyse(path)
    assert np.array_equal(whole.bands, parts.bands)
    assert np.array_equal(whole.envelope_peak, parts.envelope_peak)
    assert parts.cells == pytest.approx(whole.cells, rel=1e-5)
    assert parts.true_peak_db == pytest.approx(whole.true_peak_db)


def test_an_excerpt_is_the_start_of_the_file_and_kept_apart_from_the_whole(wav, tmp_path, tone):
    path = wav("a.wav", np.concatenate([tone(440, 2.0), np.zeros(48_000 * 2)]))
    excerpt = FeatureStore(tmp_path / "features", first_s=1.5).get(path)
    assert excerpt.duration_s == 1.5
    assert excerpt.active_share == pytest.approx(1.0)
    assert FeatureStore(tmp_path / "features").get(path).duration_s == 4.0


def test_samples_that_are_no_numbers_count_as_silence(wav, tone):
    samples = tone(440, 1.0)
    samples[1000:2000] = np.nan
    samples[3000] = np.inf
    samples[4000] = 1e30
    found = analyse(wav("a.wav", samples))
    assert math.isfinite(found.loudness_lufs)
    assert found.peak_db == pytest.approx(120)
    assert np.isfinite(found.cells).all()


def test_a_file_without_any_finite_sample_is_unusable(wav):
    with pytest.raises(UnusableAudioError, match="finite"):
        analyse(wav("a.wav", np.full(1000, np.nan, np.float32)))


@pytest.mark.parametrize("content", [b"", b"RIFF", b"not audio" * 100, b"RIFF\xff\xff\xff\xffWAVEfmt \xff\xff\xff\xff"])
def test_what_is_no_audio_is_unusable(tmp_path, content):
    path = tmp_path / "a.wav"
    path.write_bytes(content)
    with pytest.raises(UnusableAudioError) as caught:
        analyse(path)
    assert isinstance(caught.value, MixtasteError)
    assert str(path) in str(caught.value)


def test_folders_pipes_and_missing_files_are_unusable(tmp_path):
    os.mkfifo(tmp_path / "pipe.wav")
    for name in (".", "pipe.wav", "missing.wav"):
        with pytest.raises(UnusableAudioError):
            analyse(tmp_path / name)


def test_rates_and_channel_counts_beyond_the_bounds_are_unusable(wav):
    with pytest.raises(UnusableAudioError, match="4000 Hz"):
        analyse(wav("a.wav", np.zeros(100), rate=4000))
    with pytest.raises(UnusableAudioError, match="65 channels"):
        analyse(wav("b.wav", np.zeros((100, 65))))


def test_a_file_that_never_ends_is_given_up(wav, monkeypatch):
    monkeypatch.setattr(features_module, "_LONGEST_S", 0.5)
    with pytest.raises(UnusableAudioError, match="longer"):
        analyse(wav("a.wav", np.zeros(48_000)))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_file_is_analysed_or_unusable(wav, tone, data):
    path = wav("a.wav", tone(440, 0.2), subtype="PCM_16")
    content = bytearray(Path(path).read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, 60))] = data.draw(st.integers(0, 255))
    Path(path).write_bytes(content[: data.draw(st.integers(0, len(content)))])
    with contextlib.suppress(UnusableAudioError):
        analyse(path)


def equal(a, b):
    return all(
        np.array_equal(getattr(a, name), getattr(b, name), equal_nan=False)
        for name in features_module.Features.__slots__
    )


def test_features_come_back_from_the_disk_as_they_were(wav, tmp_path, tone):
    path = wav("a.wav", tone(440, 1.0))
    first = FeatureStore(tmp_path / "features").get(path)
    second = FeatureStore(tmp_path / "features").get(path)
    assert first is not second
    assert equal(first, second)


def test_two_files_of_one_content_are_analysed_once(wav, tmp_path, monkeypatch, tone):
    paths = [wav(name, tone(440, 0.5)) for name in ("a.wav", "sub/b.wav")]
    calls = []
    monkeypatch.setattr(features_module, "analyse", lambda path, **how: calls.append(path) or analyse(path, **how))
    store = FeatureStore(tmp_path / "features")
    for path in [*paths, *paths]:
        store.get(path)
    assert len(calls) == 1
    assert len(list((tmp_path / "features").iterdir())) == 1


def test_a_file_that_was_overwritten_is_another_file(wav, tmp_path, tone):
    store = FeatureStore(tmp_path / "features")
    before = store.get(wav("a.wav", tone(440, 0.5)))
    after = store.get(wav("a.wav", tone(440, 0.7, 0.1)))
    assert (before.duration_s, after.duration_s) == (0.5, 0.7)


def test_damaged_stored_features_are_made_anew(wav, tmp_path, tone):
    path = wav("a.wav", tone(440, 0.5))
    first = FeatureStore(tmp_path / "features").get(path)
    (stored,) = (tmp_path / "features").iterdir()
    for content in (b"", b"PK", stored.read_bytes()[:200]):
        stored.write_bytes(content)
        assert equal(FeatureStore(tmp_path / "features").get(path), first)


def test_an_unusable_file_stays_unusable_without_being_read_again(tmp_path, monkeypatch):
    path = tmp_path / "a.wav"
    path.write_bytes(b"no audio")
    store = FeatureStore(tmp_path / "features")
    with pytest.raises(UnusableAudioError):
        store.get(path)
    monkeypatch.setattr(features_module, "analyse", None)
    with pytest.raises(UnusableAudioError):
        store.get(path)


def test_reading_leaves_the_archive_as_it_was(wav, tmp_path, tone):
    path = wav("archive/a.wav", tone(440, 0.5))
    before = Path(path).stat()
    FeatureStore(tmp_path / "features").get(path)
    assert [found.name for found in (tmp_path / "archive").iterdir()] == ["a.wav"]
    assert Path(path).stat().st_mtime_ns == before.st_mtime_ns


def test_only_a_songs_worth_of_features_stays_in_memory(wav, tmp_path, monkeypatch, tone):
    monkeypatch.setattr(features_module, "_MOST_IN_MEMORY", 2)
    store = FeatureStore(tmp_path / "features")
    for index in range(4):
        store.get(wav(f"{index}.wav", tone(440, 0.1, 0.1 + 0.1 * index)))
    assert len(store._known) == 2
