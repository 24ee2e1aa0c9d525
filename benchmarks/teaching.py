"""How often teaching finds a hidden knob of a plug-in that nobody knows: `python benchmarks/teaching.py`.

Each trial makes a plug-in (XML, JSON, a list of floats, or bare bytes in one of four sorts), whose state holds the
knob, others, and one to three numbers made anew at every save; five other saves of two instances show which those are.
The knob is set to three places, each with what the window shows, rounded. Counted are: found (right place, and on
twenty unseen places within two units of the last digit, 1 % of the range or, of equal ratios, 5 %: what three rounded
readings can tell), refused, wrong place, wrong scale. Two further rows must all be refused: nothing is stored of the
knob at all, and the state is enciphered.

    --trials N   of each scale (100)
    --seed N     (1)
    --masks N    other saves of each instance (5)
"""

from __future__ import annotations

import argparse
from collections import Counter
from random import Random

from parsers.plugins.decoders import read
from parsers.plugins.teaching.errors import TeachingError
from parsers.plugins.teaching.finding import Found, Look, find
from parsers.plugins.teaching.places import BytePlace, FieldPlace, bare
from parsers.plugins.teaching.readings import readings_of
from parsers.session import Plugin
from profiler.studio.unknown_plugin import CONTAINERS, SCALES, UnknownPlugin, make

_PLUGIN = Plugin("Nobody Knows", "Nobody", "VST2", "1853045092")
_TERM = "plugin.hidden"


def look(state: bytes) -> Look:
    """What a session would say of this state."""
    return Look(read(_PLUGIN, state).parameters, bare(state))


def enciphered(state: bytes, rng: Random) -> bytes:
    """The state under a key that is new at each save."""
    return bytes(byte ^ rng.randrange(256) for byte in state)


def is_right(found: Found, plugin: UnknownPlugin) -> str:
    """``found``, ``wrong place`` or ``wrong scale``."""
    if plugin.container == "bytes":
        size = 8 if plugin.sort.endswith("d") else 4
        state = plugin.state(0.5, (0.5,) * plugin.knobs, Random(0))
        if found.place != BytePlace(len(state), 8 + size * plugin.hidden, plugin.sort):
            return "wrong place"
    else:
        name = f"parameter {plugin.hidden}" if plugin.container == "dump" else f"p{plugin.hidden}"
        if found.place != FieldPlace(f"plugin.{name}"):
            return "wrong place"
    span = abs(plugin.exact(0.95) - plugin.exact(0.05))
    for step in range(20):
        position = 0.05 + 0.9 * step / 19
        exact = plugin.exact(position)
        reading = readings_of([plugin.shown(position)], _TERM)[0]
        near = max(4 * reading.half, 0.05 * abs(exact) if plugin.scale == "log" else 0.01 * span)
        value = found.law.value(plugin.stored(position))
        if not abs(value - exact) <= near:
            return "wrong scale"
    return "found"


def trial(rng: Random, plugin: UnknownPlugin, *, masks: int = 5, spoil: str = "") -> tuple[str, str]:
    """Teach once; what came of it, and the sentence of a refusal."""
    rest = [tuple(rng.random() for _ in range(plugin.knobs)) for _ in range(3)]

    def saved(position: float, others: tuple[float, ...]) -> Look:
        state = plugin.state(0.5 if spoil == "absent" else position, others, rng)
        return look(enciphered(state, rng) if spoil == "enciphered" else state)

    lines = [[saved(0.3 + 0.1 * instance, rest[instance]) for _ in range(masks)] for instance in range(2)]
    positions = [rng.uniform(0.05, 0.3), rng.uniform(0.4, 0.6), rng.uniform(0.7, 0.95)]
    rng.shuffle(positions)
    looks = [saved(position, rest[2]) for position in positions]
    readings = readings_of([plugin.shown(position) for position in positions], _TERM)
    try:
        found = find(looks, readings, lines)
    except TeachingError as refusal:
        return "refused", f"{plugin.container}: {refusal.found.partition(' (')[0]}"
    return is_right(found, plugin), ""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--trials", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--masks", type=int, default=5)
    given = parser.parse_args()
    rng = Random(given.seed)
    why: Counter[str] = Counter()
    for spoil in ("", "absent", "enciphered"):
        for scale in SCALES:
            counts: Counter[str] = Counter()
            for number in range(given.trials):
                plugin = make(rng, CONTAINERS[number % len(CONTAINERS)], scale)
                outcome, sentence = trial(rng, plugin, masks=given.masks, spoil=spoil)
                counts[outcome] += 1
                if sentence and not spoil:
                    why[sentence] += 1
            told = "  ".join(f"{name} {counts[name]}" for name in ("found", "refused", "wrong place", "wrong scale"))
            print(f"{spoil or 'stored':10}  {scale:8}  {told}")
    for sentence, count in why.most_common():
        print(f"{count:5}  {sentence}")


if __name__ == "__main__":
    main()
