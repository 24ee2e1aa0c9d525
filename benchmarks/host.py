"""What installed VST3 plug-ins show with states whose contents are known: `python benchmarks/host.py`.

States of ZamAudio's VST3 are made with random knobs, put to the plug-ins by `mixtaste plugin host`'s own way, and what
they show is compared with what was put in, in the units of their LV2. Needs mixtaste[host], zam-plugins, lilv-utils.
"""

from __future__ import annotations

import random
import struct
import time

from lv2_host import ports_of

from parsers.plugins.naming import term_of
from profiler.service import host

NAMES = ("ZamEQ2", "ZamComp", "ZamGate", "ZamDelay", "ZaMaximX2")
FOLDER = "/usr/lib/vst3"
STATES = 20
_NEAR = 2e-4
"""Of a knob's range: plug-ins keep their knobs as float32 from 0 to 1."""


def state(knobs: dict[str, float]) -> bytes:
    """A VST3 state with these knobs, by symbol."""
    text = "".join(f"{symbol}\0{number}\0" for symbol, number in knobs.items()).encode()
    component = b"__dpf_program__\x000\0__dpf_parameters_begin__\0" + text + b"__dpf_parameters_end__\0\xfe"
    return struct.pack("<ii", len(component), 1) + component + struct.pack("<ii", 0, 0)


def main() -> None:
    """Print how many values are shown as they were put in, and how fast."""
    rng = random.Random(5)
    agreeing = compared = answered = 0
    started = time.monotonic()
    for name in NAMES:
        every = ports_of(f"urn:zamaudio:{name}")[0]
        ports = [port for port in every if {"ControlPort", "InputPort"} <= port.kinds and not port.steps]
        knobs = {
            str(number): {port.symbol: round(rng.uniform(port.least, port.most), 3) for port in ports}
            for number in range(STATES)
        }
        answers = host.ask(f"{FOLDER}/{name}.vst3", name, {number: state(one) for number, one in knobs.items()})
        answered += len(answers.shown)
        for number, shown in answers.shown.items():
            for port in ports:
                value = shown.get(term_of(port.name))
                if value is None or isinstance(value.value, str):
                    continue
                told = float(value.value) * (100.0 if value.unit == "share" else 1.0)
                compared += 1
                agreeing += abs(told - knobs[number][port.symbol]) <= _NEAR * (port.most - port.least)
    seconds = time.monotonic() - started
    print(f"{answered} of {len(NAMES) * STATES} states answered, {agreeing} of {compared} values as put in")
    print(f"{answered / seconds:.0f} states a second, the plug-ins' start included")


if __name__ == "__main__":
    main()
