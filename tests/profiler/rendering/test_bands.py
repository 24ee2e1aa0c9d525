"""Forty bands, and what a curve does to the bands of a sound."""

import numpy as np
import pytest
from scipy.signal import sosfilt

from profiler.evidence.loudness import LoudnessMeter, integrated
from profiler.evidence.spectrum import BandMeter, decoded
from profiler.rendering.bands import BANDS, band_change, centres_hz, edges_hz, overlap, power_change_db
from profiler.rendering.equaliser import Band
from profiler.rendering.kweighting import k_power, k_sections

RATE = 48_000


def test_the_bands_run_from_20_hz_to_20_khz_without_a_gap():
    edges = edges_hz()
    assert edges[[0, -1]] == pytest.approx([20, 20_000])
    assert (np.diff(edges) > 0).all()
    assert ((centres_hz() > edges[:-1]) & (centres_hz() < edges[1:])).all()


@pytest.mark.parametrize(("rate", "bins"), [(44_100, 2049), (48_000, 2049), (96_000, 4097)])
def test_every_bin_inside_the_range_is_shared_out_whole(rate, bins):
    shares = overlap(rate, bins).sum(axis=0)
    hertz = np.arange(bins) * rate / 2 / (bins - 1)
    inside = (hertz > 50) & (hertz < 19_900)
    assert shares[inside] == pytest.approx(np.ones(inside.sum()), abs=1e-4)
    assert overlap(rate, bins).shape == (BANDS, bins)


def test_a_flat_curve_changes_every_band_by_itself_even_in_silence():
    for ltas in (np.ones(2049), np.zeros(2049)):
        assert band_change(np.full(2049, -3.0), ltas, RATE) == pytest.approx(np.full(BANDS, -3.0))
    assert power_change_db(np.full(2049, -3.0), np.ones(2049)) == pytest.approx(-3.0)
    assert power_change_db(np.full(2049, -3.0), np.zeros(2049)) == 0


def filtered(sound, band):
    """The sound through the band's own biquad, read off its response by least squares: an independent path."""
    from scipy.signal import firls, lfilter

    hertz = np.linspace(0, RATE / 2, 512)
    gain = np.abs(band.response(hertz, RATE))
    taps = firls(4095, hertz, gain, fs=RATE)
    return lfilter(taps, 1.0, sound)


def measured(sound):
    meter = BandMeter(RATE, 1)
    meter.feed(sound.astype(np.float32)[None])
    codes, ltas = meter.finish()
    level = LoudnessMeter(RATE, 1)
    level.feed(sound.astype(np.float32)[None])
    return decoded(codes).mean(axis=0), ltas.astype(np.float64), integrated(level.cells())


@pytest.mark.parametrize(
    "band",
    [
        Band("bell", 800, -6, 1.0),
        Band("bell", 3000, 5, 4.0),
        Band("high shelf", 4000, 4, 0.7),
        Band("low shelf", 200, -5),
    ],
)
def test_the_drawn_change_is_the_change_of_the_filtered_sound(band):
    rng = np.random.default_rng(3)
    pink = np.cumsum(rng.standard_normal(RATE * 4)) * 0.001
    sound = pink - np.convolve(pink, np.ones(2000) / 2000, "same") + 0.02 * rng.standard_normal(len(pink))
    before, ltas, level = measured(sound)
    after, _, level_after = measured(filtered(sound, band))
    hertz = np.linspace(0, RATE / 2, len(ltas))
    curve = 20 * np.log10(np.abs(band.response(hertz, RATE)))
    drawn = band_change(curve, ltas, RATE)
    assert np.abs(drawn - 10 * np.log10(after / before))[2:].max() < 0.35
    assert np.sqrt(np.mean((drawn - 10 * np.log10(after / before))[2:] ** 2)) < 0.12
    assert power_change_db(curve, ltas, k_power(hertz, RATE)) == pytest.approx(level_after - level, abs=0.12)


def test_the_k_weighting_is_the_filters_own_power():
    impulse = np.zeros(1 << 15)
    impulse[0] = 1
    spectrum = np.abs(np.fft.rfft(sosfilt(k_sections(RATE), impulse))) ** 2
    hertz = np.linspace(0, RATE / 2, len(spectrum))
    assert k_power(hertz, RATE)[10:] == pytest.approx(spectrum[10:], rel=1e-3)


def test_the_k_weighting_is_that_of_the_standard_at_48_khz():
    assert k_sections(RATE)[0] == pytest.approx(
        [1.53512485958697, -2.69169618940638, 1.19839281085285, 1, -1.69065929318241, 0.73248077421585], abs=1e-9
    )
    assert k_sections(RATE)[1] == pytest.approx([1, -2, 1, 1, -1.99004745483398, 0.99007225036621], abs=1e-9)
