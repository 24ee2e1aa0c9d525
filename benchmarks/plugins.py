"""What can be read of plug-in states in real sessions, and what becomes of the states that changed between saves.

    python benchmarks/plugins.py [--corpus FOLDER] [-v]

The corpus (MIXTASTE_CORPUS) holds ``reaper/manifest.tsv`` with the author of each file, and ``reaper/sequences``, a
folder of saves in order for each session. Told are:

- instances, distinct plug-ins and distinct states that are decoded, named or opaque, by all decoders and by the five of
  the first version alone (ReaEQ, ReaComp, ReaGate, ReaDelay, ReaLimit; JSFX by the number of their sliders); and how
  far an engineer can name what has no name: teachable is what is told by place (more than half of it), and what is
  opaque but holds plain numbers, in states half of which have one length, so that teaching can address them;
- of states whose bytes changed between consecutive saves, what they became: moves in standard terms, in the plug-in's
  own names, in places of a list, "settings changed" (of a plug-in that can be taught, or of one that cannot), or noise;
  over all, and as the mean over authors; instruments apart;
- values against the sane range of their term, and against the last point of a parameter envelope that is active;
- states read in a second, one processor.
"""

from __future__ import annotations

import argparse
import csv
import os
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from parsers.errors import SessionError
from parsers.insides import own_state
from parsers.plugins.decoders import read
from parsers.plugins.errors import BrokenStateError
from parsers.plugins.teaching.finding import Look, can_be_taught
from parsers.plugins.teaching.places import bare
from parsers.plugins.wrapper import open_vst
from parsers.registry import read_file
from parsers.session import Insert, Plugin, Session
from parsers.vocabulary import describe
from profiler.history.moves import compare
from profiler.history.records import Move

_FIRST = {"1919247729", "1919247213", "1919248244", "1919247468", "1919708532"}
_SUFFIXES = {".rpp", ".rpp-bak", ".rfxchain", ".rtracktemplate"}
_PLACE = re.compile(r"plugin\.(?:.* )?(?:parameter|slider|field|at) \d+")
_OUTCOMES = (
    "standard terms",
    "own names",
    "places",
    "settings changed, teachable",
    "settings changed, opaque",
    "noise",
)
_NAMED, _TOLD = _OUTCOMES[:2], _OUTCOMES[:3]
_SORTS = ("decoded", "named", "teachable", "opaque")
_LEAST_CHANGED = 5
"""Authors with fewer changed states are left out of the mean."""


@dataclass
class Corpus:
    """What a walk over the files gathers."""

    instances: list[Insert] = field(default_factory=list)
    saves: dict[Path, list[Path]] = field(default_factory=lambda: defaultdict(list))


def main() -> int:
    """Print the figures."""
    arguments = _arguments()
    root = arguments.corpus / "reaper"
    authors = _authors(root)
    corpus = Corpus()
    for path in sorted(root.rglob("*")):
        if path.suffix.lower() in _SUFFIXES:
            session = _session(path)
            if session is not None:
                corpus.instances += _inserts(session)
                if "sequences" in path.parts:
                    corpus.saves[path.parent].append(path)
    _print_coverage(corpus.instances)
    taught = _teachable(corpus.instances)
    _print_teachable(corpus.instances, taught)
    _print_sanity(corpus.instances)
    _print_envelopes(corpus.instances)
    _print_speed(corpus.instances)
    _print_changes(corpus.saves, authors, taught, verbose=arguments.verbose)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Coverage of plug-in states in real sessions.")
    parser.add_argument("--corpus", type=Path, default=Path(os.environ.get("MIXTASTE_CORPUS", ".")))
    parser.add_argument("-v", "--verbose", action="store_true", help="what became of each plug-in's changed states")
    return parser.parse_args()


def _authors(root: Path) -> dict[Path, str]:
    with (root / "manifest.tsv").open(encoding="utf-8") as lines:
        return {root / row["path"]: row["author"] for row in csv.DictReader(lines, delimiter="\t")}


def _session(path: Path) -> Session | None:
    try:
        return read_file(str(path))
    except SessionError:
        return None


def _inserts(session: Session) -> Iterator[Insert]:
    for track in session.every_track():
        chains = [track.inserts, track.input_inserts, *(clip.inserts for clip in track.clips)]
        for chain in chains:
            yield from _every(chain)


def _every(chain: Iterable[Insert]) -> Iterator[Insert]:
    for insert in chain:
        if insert.plugin.format not in ("container", "video") and insert.chunk:
            yield insert
        yield from _every(insert.inserts)


def _key(plugin: Plugin) -> tuple[str, str]:
    return plugin.format, plugin.uid or plugin.name


def _before(insert: Insert) -> str:
    if insert.plugin.format == "VST2" and insert.plugin.uid in _FIRST:
        return "decoded"
    return "named" if insert.plugin.format == "JS" else "opaque"


def _print_coverage(instances: list[Insert]) -> None:
    print(f"{'':28}{'decoded':>9}{'named':>9}{'opaque':>9}")
    effects = [insert for insert in instances if not insert.plugin.instrument]
    for title, chosen in (("all", instances), ("effects", effects)):
        states = {(_key(insert.plugin), insert.state_hash): insert for insert in chosen}.values()
        best: dict[tuple[str, str], Insert] = {}
        for insert in chosen:
            if _rank(insert.coverage) > _rank(best.get(_key(insert.plugin), insert).coverage):
                best[_key(insert.plugin)] = insert
            best.setdefault(_key(insert.plugin), insert)
        for what, group in (("instances", chosen), ("plug-ins", best.values()), ("states", states)):
            for when, of in (("before", _before), ("now", lambda insert: str(insert.coverage))):
                count = Counter(of(insert) for insert in group)
                row = "".join(f"{count[name]:9}" for name in ("decoded", "named", "opaque"))
                print(f"{f'{title}, {what}, {when}':28}{row}")


def _rank(coverage: str) -> int:
    return ("opaque", "named", "decoded").index(coverage)


def _teachable(instances: list[Insert]) -> frozenset[tuple[str, str]]:
    """The plug-ins without names that an engineer can name: see the head of this file."""
    looks: defaultdict[tuple[str, str], list[Look]] = defaultdict(list)
    for insert in _distinct(instances):
        looks[_key(insert.plugin)].append(Look(insert.parameters, bare(_own_state(insert))))
    return frozenset(key for key, seen in looks.items() if _can_be_taught(seen))


def _can_be_taught(looks: list[Look]) -> bool:
    if any(look.parameters for look in looks):
        return any(map(can_be_taught, looks))
    length, count = Counter(len(look.state) for look in looks).most_common(1)[0]
    return 2 * count >= len(looks) and any(can_be_taught(look) for look in looks if len(look.state) == length)


def _sort(insert: Insert, taught: frozenset[tuple[str, str]]) -> str:
    places = sum(_PLACE.fullmatch(term) is not None for term in insert.parameters)
    if insert.coverage != "opaque" and 2 * places <= len(insert.parameters):
        return str(insert.coverage)
    return "teachable" if _key(insert.plugin) in taught else "opaque"


def _print_teachable(instances: list[Insert], taught: frozenset[tuple[str, str]]) -> None:
    print(f"{'':28}" + "".join(f"{name:>11}" for name in _SORTS))
    for title, chosen in (("all", instances), ("effects", [one for one in instances if not one.plugin.instrument])):
        sorts: dict[tuple[str, str], str] = {}
        for insert in chosen:
            sort = _sort(insert, taught)
            sorts[_key(insert.plugin)] = min(sort, sorts.get(_key(insert.plugin), sort), key=_SORTS.index)
        for what, count in (
            ("instances", Counter(_sort(insert, taught) for insert in chosen)),
            ("plug-ins", Counter(sorts.values())),
        ):
            print(f"{f'{title}, {what}':28}" + "".join(f"{count[name]:11}" for name in _SORTS))


def _print_sanity(instances: list[Insert]) -> None:
    checked, wrong = 0, Counter[tuple[str, str]]()
    for insert in _distinct(instances):
        for term, value in insert.parameters.items():
            if isinstance(value.value, float) and not term.startswith("plugin."):
                checked += 1
                sane = describe(term).is_sane(value.value) or value.value == float("-inf")
                wrong[insert.plugin.name, term] += not sane
    outside = {key: count for key, count in wrong.items() if count}
    print(f"values in standard terms: {checked}; outside their sane range: {sum(outside.values())} {outside or ''}")


def _distinct(instances: list[Insert]) -> list[Insert]:
    return list({(_key(insert.plugin), insert.chunk): insert for insert in instances}.values())


def _print_envelopes(instances: list[Insert]) -> None:
    """A state holds the playhead's value; at rest that is a point of the curve, most often the last."""
    both = agree = 0
    for insert in instances:
        for envelope in insert.envelopes:
            value = insert.parameters.get(envelope.target)
            if value is None or isinstance(value.value, str | bool) or not envelope.points:
                continue
            both += 1
            points = [point.value for point in envelope.points]
            agree += any(abs(point - value.value) <= 1e-3 * max(1.0, abs(point)) for point in points)
    print(f"parameters with a value and an envelope: {both}; the value is a point of the curve: {agree}")


def _print_speed(instances: list[Insert]) -> None:
    states = [(insert.plugin, _state(insert)) for insert in instances]
    distinct = list({(_key(plugin), state): (plugin, state) for plugin, state in states}.values())
    effects = [(plugin, state) for plugin, state in distinct if not plugin.instrument]
    for title, group in (("distinct states", distinct), ("of these effects", effects), ("instances", states)):
        start = time.process_time()
        for plugin, state in group:
            read(plugin, state)
        seconds = time.process_time() - start
        print(f"{title}: {len(group)} read in {seconds:.2f} s of processor time, {len(group) / seconds:.0f} a second")


def _own_state(insert: Insert) -> bytes:
    return own_state("reaper", insert)


def _state(insert: Insert) -> bytes:
    if insert.plugin.format in ("VST2", "VST3"):
        try:
            return open_vst(insert.chunk).state
        except BrokenStateError:
            return insert.chunk
    return insert.chunk


def _print_changes(
    saves: dict[Path, list[Path]], authors: dict[Path, str], taught: frozenset[tuple[str, str]], *, verbose: bool
) -> None:
    found: dict[bool, dict[str, Counter[str]]] = {False: defaultdict(Counter), True: defaultdict(Counter)}
    plugins: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for paths in saves.values():
        for was, now in pairwise(paths):
            before, after = _session(was), _session(now)
            if before is None or after is None:
                continue
            for insert, outcome in _outcomes(before, after, taught):
                found[insert.plugin.instrument][authors.get(now, "?")][outcome] += 1
                plugins[f"{insert.plugin.name} ({insert.plugin.format})"][outcome] += 1
    for instrument, by_author in found.items():
        print(f"changed states of {'instruments and controllers' if instrument else 'effects'}:")
        _print_shares("all together", [sum(by_author.values(), Counter())])
        enough = [count for count in by_author.values() if count.total() >= _LEAST_CHANGED]
        _print_shares(f"mean over {len(enough)} authors with {_LEAST_CHANGED} or more", enough)
        _print_shares(f"mean over all {len(by_author)} authors", list(by_author.values()))
    if verbose:
        for name, count in sorted(plugins.items(), key=lambda item: -item[1].total()):
            print(f"  {name:46} " + "  ".join(f"{outcome} {count[outcome]}" for outcome in _OUTCOMES if count[outcome]))


def _print_shares(title: str, counts: list[Counter[str]]) -> None:
    if not counts:
        return
    shares = {outcome: sum(count[outcome] / count.total() for count in counts) / len(counts) for outcome in _OUTCOMES}
    real = [count for count in counts if count.total() > count["noise"]]
    print(f"  {title}: " + ", ".join(f"{outcome} {share:.0%}" for outcome, share in shares.items()))
    if real:
        parts = {"told value by value": _TOLD, "with a name": _NAMED, "told or teachable": _OUTCOMES[:4]}
        said = ", ".join(f"{what} {_share(real, outcomes):.0%}" for what, outcomes in parts.items())
        print(f"    of what is no noise ({len(real)} authors): {said}")


def _share(counts: list[Counter[str]], outcomes: Iterable[str]) -> float:
    """The mean over counts of the share that these outcomes have in what is no noise."""
    parts = [sum(count[outcome] for outcome in outcomes) / (count.total() - count["noise"]) for count in counts]
    return sum(parts) / len(parts)


def _outcomes(before: Session, after: Session, taught: frozenset[tuple[str, str]]) -> Iterator[tuple[Insert, str]]:
    """Each insert (by track and id) whose state's bytes changed, and the best that was made of it."""
    earlier = {(track.id, insert.id): insert for track in before.every_track() for insert in _every(track.inserts)}
    changed = {
        (track.id, insert.id): insert
        for track in after.every_track()
        for insert in _every(track.inserts)
        if (old := earlier.get((track.id, insert.id))) is not None
        and _key(old.plugin) == _key(insert.plugin)
        and _state(old) != _state(insert)
    }
    if not changed:
        return
    told: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for move in compare(before, after).moves:
        kind = _kind(move)
        if kind and move.object.track is not None and move.object.insert is not None:
            told[move.object.track.id, move.object.insert.id].add(kind)
    for key, insert in changed.items():
        found = next((outcome for outcome in (*_TOLD, "settings changed") if outcome in told[key]), "noise")
        if found == "settings changed":
            plain = not insert.parameters and can_be_taught(Look({}, bare(_own_state(insert))))
            found += ", teachable" if plain and _key(insert.plugin) in taught else ", opaque"
        yield insert, found


def _kind(move: Move) -> str:
    if move.term == "insert.state":
        return "settings changed"
    if _PLACE.fullmatch(move.term):
        return "places"
    if move.term.startswith("plugin."):
        return "own names"
    return "standard terms" if move.family not in ("insert", "automation", "routing", "clip") else ""


if __name__ == "__main__":
    sys.exit(main())
