"""What LV2 plug-ins do against what is told of their ports: `python benchmarks/lv2.py` where they are installed.

Equalisers: one band at a time is set as an engineer would, an impulse is sent through the plug-in, and its response is
compared with that of the decoded settings, from 30 Hz to 12 kHz where either is above -40 dB. Compressors, gates and
limiters: a tone of 997 Hz below and above the threshold that is told. Debian: ardour-lv2-plugins calf-plugins eq10q
lsp-plugins-lv2 x42-plugins zam-plugins lilv-utils.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from lv2_host import Host
from numpy.typing import NDArray

from parsers.formats.ardour import lv2
from parsers.formats.ardour.processors import numbers_in_terms
from parsers.session import Plugin, Value
from profiler.rendering.equaliser import response_db

RATE = 48_000
FREQUENCIES = np.geomspace(30.0, 12_000.0, 200)
CALF, EQ10Q = "http://calf.sourceforge.net/plugins/", "http://eq10q.sourceforge.net/"
LSP, X42, ZAM = "http://lsp-plug.in/plugins/lv2/", "http://gareus.org/oss/lv2/", "urn:zamaudio:"
_DEEPEST_DB = -40.0
_SETTLE = RATE // 2


def amplitude(level_db: float) -> float:
    """The number of a level."""
    return float(10.0 ** (level_db / 20.0))


def bands() -> Iterator[tuple[str, str, dict[str, float]]]:
    """(URI, what is set, ports)."""
    for gain in (-9.0, 3.0, 9.0):
        for width in (0.5, 1.0, 2.5):
            yield "urn:ardour:a-eq", "bell", {"g2": gain, "freq2": 1000, "bw2": width}
            yield f"{X42}fil4#mono", "bell", {"gain2": gain, "freq2": 1000, "q2": width}
            yield f"{X42}fil4#mono", "shelf", {"LSgain": gain, "LSfreq": 300, "LSq": width}
            bell = {"p2_active": 1.0, "p2_level": amplitude(gain), "p2_freq": 1000, "p2_q": width}
            yield f"{CALF}Equalizer8Band", "bell", bell
            for way in (0, 6):
                port = {"f_1": 800, "g_1": amplitude(gain), "q_1": width, "fm_1": way}
                yield f"{LSP}para_equalizer_x16_mono", "bell", {"ft_1": 1, **port}
                yield f"{LSP}para_equalizer_x16_mono", "shelf", {"ft_1": 5, **port}
            at = {"filter2_enable": 1, "filter2_gain": gain, "filter2_freq": 1000, "filter2_q": width}
            yield f"{EQ10Q}eq/eq4qm", "bell", {**at, "filter2_type": 11}
            yield f"{EQ10Q}eq/eq4qm", "shelf", {**at, "filter2_type": 9}
        yield f"{LSP}graph_equalizer_x16_mono", "bell", {"g_9": amplitude(gain)}
        yield "urn:ardour:a-eq", "shelf", {"gl": gain, "freql": 300}
        yield f"{ZAM}ZamEQ2", "shelf", {"boostl": gain, "fl": 300}
    for resonance in (0.0, 0.7, 1.0, 1.4):
        yield f"{X42}fil4#mono", "pass", {"HighPass": 1, "HPfreq": 200, "HPQ": resonance}
    for kind in (2, 4):
        for q in (0.0, 1.0):
            yield f"{LSP}para_equalizer_x16_mono", "pass", {"ft_1": kind, "f_1": 500, "q_1": q}
    for kind in (2, 6):
        yield (
            f"{EQ10Q}eq/eq4qm",
            "pass",
            {"filter2_enable": 1, "filter2_freq": 500, "filter2_q": 1, "filter2_type": kind},
        )
    yield f"{CALF}Equalizer8Band", "pass", {"hp_active": 1, "hp_freq": 100, "hp_mode": 0}


def thresholds() -> Iterator[tuple[str, dict[str, float]]]:
    """(URI, ports) with every threshold at -30 dB."""
    level = amplitude(-30.0)
    yield "urn:ardour:a-comp", {"thr": -30, "rat": 4}
    yield f"{ZAM}ZamComp", {"thr": -30, "rat": 4}
    yield f"{CALF}Compressor", {"threshold": level, "ratio": 4, "knee": 1, "detection": 1}
    yield f"{LSP}compressor_mono", {"al": level, "cr": 4, "kn": 1, "scm": 0}
    yield f"{EQ10Q}compressor", {"threshold": -30, "compratio": 4, "knee": 0}
    yield f"{CALF}Gate", {"threshold": level, "knee": 1, "detection": 1}
    yield f"{LSP}gate_mono", {"gt": level, "gz": 1, "scm": 0}
    yield f"{EQ10Q}gate", {"threshold": -30}
    yield f"{ZAM}ZamGate", {"thr": -30}


def told(host: Host, uri: str, ports: dict[str, float]) -> dict[str, Value]:
    """What our tables make of the plug-in's ports, the others at their defaults."""
    kinds = {"ControlPort", "InputPort"}
    numbers = {port.symbol: port.default for port in host.ports if kinds <= port.kinds} | ports
    return numbers_in_terms(Plugin("", "", "LV2", uri), numbers)


def response(host: Host) -> NDArray[np.float64]:
    """The plug-in's response in dB, after the knobs have come to rest."""
    host.run(np.zeros(_SETTLE, np.float32))
    sound = np.zeros(131_072, np.float32)
    sound[64] = 0.05
    spectrum = np.abs(np.fft.rfft(host.run(sound))) / 0.05
    hertz = np.fft.rfftfreq(len(sound), 1 / RATE)
    return np.asarray(np.interp(FREQUENCIES, hertz, 20 * np.log10(spectrum + 1e-9)), dtype=np.float64)


def tone(host: Host, level_db: float) -> float:
    """The level at which a tone comes out."""
    time = np.arange(2 * RATE) / RATE
    out = host.run((amplitude(level_db) * np.sin(2 * math.pi * 997 * time)).astype(np.float32))
    return 20 * math.log10(float(np.abs(out[-RATE // 2 :]).max()) + 1e-9)


def equalisers() -> None:
    """Print the difference of each equaliser's kinds of band."""
    found: dict[tuple[str, str], list[NDArray[np.float64]]] = {}
    for uri, kind, ports in bands():
        host = Host(uri)
        host.set(ports)
        ours = response_db(told(host, uri, ports), FREQUENCIES, RATE)
        theirs = response(host)
        heard = np.maximum(ours, theirs) > _DEEPEST_DB
        found.setdefault((uri, kind), []).append((theirs - ours)[heard])
    for (uri, kind), parts in found.items():
        every = np.concatenate(parts)
        rms, most = float(np.sqrt((every**2).mean())), float(np.abs(every).max())
        print(f"{uri:60} {kind:6} {len(parts):3} settings: rms {rms:.2f} dB, at most {most:.2f} dB")


def dynamics() -> None:
    """Print what comes out 10 dB below and 10 dB above the threshold that is told."""
    for uri, ports in thresholds():
        host = Host(uri)
        host.set(ports)
        terms = told(host, uri, ports)
        (level,) = (float(value.value) for term, value in terms.items() if term.endswith(".threshold"))
        below, above = tone(host, level - 10), tone(host, level + 10)
        print(f"{uri:60} threshold {level:.1f} dB: {level - 10:.1f} → {below:.1f}, {level + 10:.1f} → {above:.1f}")


def ports() -> None:
    """Print how many of the ports that our tables name the plug-ins have."""
    for uri in sorted({uri for uri, _, _ in bands()} | {uri for uri, _ in thresholds()}):
        host = Host(uri)
        numbers = {port.symbol: port.default for port in host.ports if "ControlPort" in port.kinds}
        named = lv2.knobs_of(uri, numbers)
        missing = [symbol for symbol in named if symbol not in numbers]
        print(f"{uri:60} {len(named):3} ports named, not there: {', '.join(missing) or 'none'}")


if __name__ == "__main__":
    ports()
    equalisers()
    dynamics()
