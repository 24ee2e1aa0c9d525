"""How well moves are told: precision and recall against pairs of real saves whose every change is known.

    python benchmarks/pairs.py [-v] [--truth FILE] [--corpus FOLDER] [--format NAME] [--pair ID]

The truth is a ``mixtaste/pairs/1`` file (environment MIXTASTE_TRUTH), its paths are relative to the corpus
(MIXTASTE_CORPUS). A said move is right when object and term fit and both ends lie within the entry's tolerance. Clip
edits, envelopes and orders count once for each track and term. What the truth calls undecidable, what is inside a
track or insert that came or went, and what concerns an opaque state is neither right nor wrong. All else is false, and
so is whatever the truth says must be ignored (counted once more as named noise).
"""

from __future__ import annotations

import argparse
import json
import math
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from parsers.plugins.js import installed
from parsers.registry import read_file
from parsers.session import Session
from profiler.history.moves import compare
from profiler.history.patch import diff
from profiler.history.records import Move

Entry = dict[str, Any]

_ONCE = re.compile(r"clip\.|envelope\.|insert\.order$|track\.moved$")
"""Terms that a program may tell once or once for each clip or point."""
_WORKFLOW = ("solo", "arm", "colour", "marker", "render", "track.folder")
_ENVELOPES = {"fader.gain": "volume", "pan.position": "pan", "pan.width": "width", "send.gain": "volume"}
_SHORT_NAMES = {
    "AdLimit": "Adaptive Limiter",
    "DirMix": "Direction Mixer",
    "Drum Kit": "Drum Kit Designer",
    "EXS24": "Sampler",
    "Linear EQ": "Linear Phase EQ",
    "Multipr": "Multipressor",
    "Space D": "Space Designer",
    "St-Delay": "Stereo Delay",
}
"""What Logic's slots call plug-ins that go by a longer name."""
_DECODED = ("eq.", "hpf.", "lpf.", "compressor.", "delay.")
"""A parameter that the truth knows by the host's slot, raw, may be told in the standard terms of its decoded state."""
_AUTOMATIC = re.compile(r"^(?:\d+|[A-Z])-")
"""What Ableton Live puts before a name of its own, which is no part of it."""
_UNREAD = {
    ("ableton", "track.output"),  # Live sets were read without their routing
    ("ardour", "track.moved"),  # the order of the mixer was taken for noise
    ("ardour", "track.channels"),  # counts of channels are said to be undecidable
}
"""Real changes for which the truth of a format has no eye."""
_SIX_DIGITS = 1e-5
"""Raw numbers are told with six digits."""
_SCALE = {("s", "ms"): 1000.0, ("ms", "s"): 0.001, ("Hz", "kHz"): 0.001, ("share", "%"): 100.0}
_READ_FURTHER = {"plugin.knee": "compressor.knee", "plugin.freq": "eq.N.frequency", "plugin.res": "eq.N.q"}
"""Ports that the truth knows raw, an amplitude for a level, and that are read in standard terms since."""


@dataclass
class Score:
    """Counts of one selection of terms."""

    truth: int = 0
    hit: int = 0
    right: int = 0
    false: int = 0

    @property
    def recall(self) -> float:
        """Share of the true moves that were told."""
        return self.hit / self.truth if self.truth else math.nan

    @property
    def precision(self) -> float:
        """Share of the told moves that are true."""
        return self.right / (self.right + self.false) if self.right + self.false else math.nan


@dataclass
class Result:
    """What one pair gave."""

    id: str
    missed: list[Entry] = field(default_factory=list)
    false: list[Move] = field(default_factory=list)
    named: list[Move] = field(default_factory=list)
    hits: list[Entry] = field(default_factory=list)
    right: list[Move] = field(default_factory=list)
    neutral: int = 0
    opaque: Counter[tuple[str, bool]] = field(default_factory=Counter)
    """(rewrites, told) → how many."""
    left_over: int = 0


def main(arguments: list[str] | None = None) -> int:
    """Score and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--truth", default=os.environ.get("MIXTASTE_TRUTH"))
    parser.add_argument("--corpus", default=os.environ.get("MIXTASTE_CORPUS"))
    parser.add_argument("--format", default="reaper")
    parser.add_argument("--pair", help="only this one")
    parser.add_argument("-v", "--verbose", action="store_true", help="every missed and false move")
    options = parser.parse_args(arguments)
    if not options.truth or not options.corpus:
        parser.error("name --truth and --corpus, or set MIXTASTE_TRUTH and MIXTASTE_CORPUS")
    pairs = json.loads(Path(options.truth).read_text(encoding="utf-8"))["pairs"]
    results = []
    for pair in pairs:
        if pair["format"] == options.format and options.pair in (None, pair["id"]):
            before, after = (read_file(str(Path(options.corpus) / pair[side])) for side in ("before", "after"))
            results.append(score(pair, before, after))
            if options.verbose:
                _print_details(results[-1])
    _print_summary(results)
    return 0


def score(pair: Entry, before: Session, after: Session) -> Result:
    """Compare what is told of one pair with what is true of it."""
    comparison = compare(before, after)
    result = Result(pair["id"], left_over=len(comparison.left_over(diff(before, after))))
    used: set[int] = set()
    for move in _unfolded(comparison.moves):
        fits = [n for n, entry in enumerate(pair["moves"]) if _fits(entry, move) and _ends_fit(entry, move)]
        fresh = [n for n in fits if n not in used or _ONCE.match(pair["moves"][n]["term"])]
        if fresh:
            used.add(fresh[0])
            result.right.append(move)
        elif any(_is_named_noise(pair, entry, move) for entry in pair["ignore"] if "object" in entry):
            result.false.append(move)
            result.named.append(move)
        elif _is_neutral(pair, move):
            result.neutral += 1
        else:
            result.false.append(move)
    result.hits = [entry for n, entry in enumerate(pair["moves"]) if n in used]
    result.missed = [entry for n, entry in enumerate(pair["moves"]) if n not in used]
    for entry in pair["opaque"]:
        told = any(_on_insert(entry["object"], move) for move in comparison.moves)
        result.opaque[entry["rewrites"], told] += 1
    return result


def _unfolded(moves: Iterable[Move]) -> Iterator[Move]:
    """A replaced insert counts as one removed and one added; a whole chain switched as its inserts."""
    for move in moves:
        if move.term == "insert.replaced" and move.object.insert is not None:
            was, now = str(move.before), str(move.after)
            gone = replace(move.object, insert=replace(move.object.insert, id="", plugin=was, position=0))
            yield replace(move, term="insert.removed", object=gone, after=None)
            yield replace(move, term="insert.added", before=None, after=now)
        else:
            yield move


# Does a told move fit an entry of the truth?


def _fits(entry: Entry, move: Move) -> bool:
    return _term_fits(entry, move) and _object_fits(entry["object"], move)


def _is_named_noise(pair: Entry, entry: Entry, move: Move) -> bool:
    """Whether an entry says that this is no move. That a slot of a host's means nothing says nothing of a state."""
    in_state = entry["term"] == "plugin.*" and any(_on_insert(one["object"], move) for one in pair["opaque"])
    return _fits(entry, move) and not in_state


def _term_fits(entry: Entry, move: Move) -> bool:
    names = {entry["term"], *entry.get("also", ())}
    if move.object.insert is not None and re.fullmatch(r"plugin\.slider\d+", entry["term"]):
        # The truth numbers a script's sliders; what reads them may know their names.
        names |= {
            slider.term for slider in installed(move.object.insert.plugin) if f"plugin.slider{slider.number}" in names
        }
    if entry["term"].startswith("plugin.") and entry.get("name"):
        names.add(f"plugin.{entry['name']}")  # a port is known by symbol or number, and by its label
    if move.object.insert is not None and entry["term"] in _READ_FURTHER:
        names.add(_READ_FURTHER[entry["term"]])
    if entry["term"].removeprefix("plugin.").isdecimal():
        names.add("plugin.*")  # known by its number alone: the values decide
    band = str(entry.get("band") or "")
    if band.isdigit() and move.object.band is not None and int(band) != move.object.band:
        return False
    if "parameter_index" in entry and move.term.startswith(_DECODED):
        return True
    return bool(names & _said_terms(move)) or any(
        name.endswith("*") and move.term.startswith(name[:-1]) for name in names
    )


def _said_terms(move: Move) -> set[str]:
    """The names under which the truth may know this move."""
    plain = re.sub(r"(?<=eq\.)\d+(?=\.)", "N", move.term.replace(" ", ""))
    names = {move.term, plain}
    if move.object.band is not None and move.term.startswith(("hpf.", "lpf.")):
        names.add("eq.N." + move.term.partition(".")[2])
    names |= {"insert.order"} if move.term == "insert.moved" else set()
    names |= {"insert.enabled"} if move.term == "track.chain" else set()
    names |= {"clip.trimmed"} if move.term == "clip.slipped" else set()
    hardware = move.object.send is not None and move.object.send.to_id.startswith("hardware:")
    names |= {"send.hardware"} if hardware else set()
    return names


def _object_fits(wanted: Entry, move: Move) -> bool:
    thing = move.object
    if wanted.get("project"):
        return thing.track is None
    if wanted.get("track") != "*" and not _track_fits(wanted, move):
        return False
    if "insert" in wanted and thing.insert is not None and not _insert_fits(wanted, move):
        return False
    if "insert" in wanted and thing.insert is None and move.term != "track.chain":
        return False
    if "insert" not in wanted and thing.insert is not None and wanted.get("track") != "*":
        return move.term in ("insert.moved", "insert.added", "insert.removed")
    if "send" in wanted and thing.send is not None and wanted["send"].get("to_guid"):
        return str(wanted["send"]["to_guid"]) in (thing.send.to_id, thing.send.from_id)
    if "envelope" in wanted:
        return _envelope_fits(str(wanted["envelope"]), thing.envelope or "")
    return "clip_guid" not in wanted or thing.clip is None or move.count > 1 or wanted["clip_guid"] == thing.clip.id


def _track_fits(wanted: Entry, move: Move) -> bool:
    track = move.object.track
    if track is None:
        return False
    ends = {track.id}
    names = {track.name}
    if move.object.send is not None:
        ends |= {move.object.send.from_id, move.object.send.to_id}
        names |= {move.object.send.from_name, move.object.send.to_name}
    if wanted.get("guid"):
        return wanted["guid"] in ends
    known = {wanted.get("track"), *wanted.get("aliases", ())}
    if "Master" in known and track.id == "chain":  # a file that is a chain has no track
        return True
    return bool(known & names)


def _insert_fits(wanted: Entry, move: Move) -> bool:
    insert = move.object.insert
    if insert is None:
        return False
    if wanted.get("fxid") and insert.id and not insert.id.startswith("#"):
        return bool(wanted["fxid"] == insert.id)
    same_name = _same_plugin(str(wanted["insert"]), insert.plugin)
    return same_name and (wanted.get("slot") is None or insert.position in (0, int(wanted["slot"]) + 1))


def _same_plugin(one: str, other: str) -> bool:
    one = _SHORT_NAMES.get(one, one)
    bare = [re.sub(r"\s*\([^()]*\)\s*|\s", "", name).casefold() for name in (one, other)]
    return bare[0] == bare[1] or bare[1] in bare[0] or bare[0] in bare[1]


def _envelope_fits(wanted: str, said: str) -> bool:
    if said.startswith(_DECODED):
        return True
    plain = said.removeprefix("plugin.")
    return wanted in (said, _ENVELOPES.get(said, said), plain, plain.partition(".")[0]) or wanted.isdigit()


def _on_insert(wanted: Entry, move: Move) -> bool:
    if move.object.insert is None or not _track_fits(wanted, move) or not _insert_fits(wanted, move):
        return False
    return move.term == "insert.state" or move.family not in ("insert", "automation", "routing")


def _ends_fit(entry: Entry, move: Move) -> bool:
    if entry["term"].startswith(("envelope.", "clip.added", "clip.removed", "track.moved", "insert.order")):
        return True
    return _end_fits(entry, entry.get("before"), move.before, move) and _end_fits(
        entry, entry.get("after"), move.after, move
    )


def _end_fits(entry: Entry, wanted: Any, said: Any, move: Move) -> bool:
    if wanted is None or said is None:
        return True
    if isinstance(said, bool) and entry["term"].endswith(".shape"):
        return bool(said == (wanted != "off"))  # a band that comes or goes
    if isinstance(wanted, bool) or isinstance(said, bool):
        return bool(wanted == said)
    if isinstance(wanted, str) and wanted != "-inf":
        return _text_fits(entry, wanted, str(said))
    if "parameter_index" in entry and move.term.startswith(_DECODED):
        return True  # another scale: the slot's is 0 … 1
    if isinstance(said, str):
        return False
    number = float(said)
    if entry["unit"] == "oct":
        wanted = 1 / (2 * math.sinh(math.log(2) / 2 * float(wanted)))
    elif entry["term"] in _READ_FURTHER and move.unit == "dB":
        number = 10 ** (number / 20)
    elif entry["unit"] != move.unit:
        number *= _SCALE.get((move.unit, entry["unit"]), 1.0)
    wanted = float(wanted)
    relative = max(entry.get("tolerance_relative", 0.0), _SIX_DIGITS if entry["unit"] == "raw" else 0.0)
    allowed = max(entry.get("tolerance", 1e-6), relative * abs(wanted))
    return wanted == number or bool(abs(wanted - number) <= allowed)


def _text_fits(entry: Entry, wanted: str, said: str) -> bool:
    if entry["term"] == "track.output":
        return (wanted == "none") == (said == "none")
    if entry["term"].startswith("insert."):
        return _same_plugin(wanted, said)
    if entry["term"].startswith("track."):
        wanted, said = _AUTOMATIC.sub("", wanted), _AUTOMATIC.sub("", said)
    squeezed = [re.sub(r"[\s_-]", "", text).casefold() for text in (wanted, said)]
    return squeezed[0] == squeezed[1]


def _is_neutral(pair: Entry, move: Move) -> bool:
    if any(_fits(entry, move) for entry in pair["undecidable"]):
        return True
    if move.family in pair.get("excludes", ()) or move.term.startswith(_WORKFLOW):
        return True
    if (pair["format"], move.term) in _UNREAD:
        return True
    if any(_on_insert(entry["object"], move) for entry in pair["opaque"]):
        return True
    for entry in (*pair["moves"], *pair["undecidable"]):
        came_or_went = entry["term"] in ("track.added", "track.removed")
        if came_or_went and _track_fits(entry["object"], move) and move.term != entry["term"]:
            return True
        new_insert = entry["term"] in ("insert.added", "insert.removed", "insert.recreated")
        if new_insert and move.object.insert and _track_fits(entry["object"], move):
            if _insert_fits(entry["object"], move) and not move.term.startswith(("insert.added", "insert.removed")):
                return True
            if entry["term"] == "insert.recreated" and _same_plugin(
                entry["object"]["insert"], move.object.insert.plugin
            ):
                return True
    return False


# Printing


def _print_details(result: Result) -> None:
    for entry in result.missed:
        print(f"{result.id} MISSED {entry['term']} {_short(entry['object'])}: {entry['before']} → {entry['after']}")
    for move in result.false:
        named = " NAMED NOISE" if move in result.named else ""
        print(
            f"{result.id} FALSE{named} {move.term} {move.object.key}"
            f" [{move.object.track.name if move.object.track else ''}"
            f"/{move.object.insert.plugin if move.object.insert else ''}]: {move.before} → {move.after} ×{move.count}"
        )
    if result.left_over:
        print(f"{result.id} LEFT OVER: {result.left_over} changes of the patch without a meaning")


def _short(wanted: Entry) -> str:
    return " ".join(f"{key}={value}" for key, value in wanted.items() if value not in (None, ""))


def _print_summary(results: list[Result]) -> None:
    print(f"{'':28}{'true':>6}{'told':>6}{'recall':>9}{'precision':>11}")
    scores = _scores(results)
    for key in sorted(scores, key=lambda key: (not key.isupper(), key)):
        tally = scores[key]
        print(f"{key:28}{tally.truth:6}{tally.right + tally.false:6}{tally.recall:9.3f}{tally.precision:11.3f}")
    empty = [result for result in results if not result.hits and not result.missed]
    clean = sum(not result.false for result in empty)
    print(f"pairs: {len(results)}; without a move: {len(empty)}, of these told clean: {clean}")
    print(f"named noise told as a move: {sum(len(result.named) for result in results)}")
    opaque = sum((result.opaque for result in results), Counter[tuple[str, bool]]())
    for rewrites in sorted({key[0] for key in opaque}):
        told, silent = opaque[rewrites, True], opaque[rewrites, False]
        print(f"opaque states, rewritten {rewrites}: {told} of {told + silent} told as changed")
    print(f"neither right nor wrong: {sum(result.neutral for result in results)}")
    print(f"changes of the patch without a meaning: {sum(result.left_over for result in results)}")


def _scores(results: list[Result]) -> dict[str, Score]:
    scores: defaultdict[str, Score] = defaultdict(Score)
    for result in results:
        for entries, hit in ((result.hits, 1), (result.missed, 0)):
            for key in (key for entry in entries for key in _keys(entry["term"], entry.get("family", ""))):
                scores[key].truth += 1
                scores[key].hit += hit
        for moves, right in ((result.right, 1), (result.false, 0)):
            for key in (key for told in _told_once(moves) for key in _keys(*told)):
                scores[key].right += right
                scores[key].false += 1 - right
    return scores


def _told_once(moves: Iterable[Move]) -> Iterator[tuple[str, str]]:
    """(term, family as the truth names it) of each told move; clip edits and envelopes once for each track."""
    seen = set()
    for move in moves:
        term = next(iter(sorted(_said_terms(move) - {move.term} or {move.term})))
        if _ONCE.match(term):
            key = (term, move.object.track, move.object.insert, move.object.envelope)
            if key in seen:
                continue
            seen.add(key)
        yield term, _family(term)


def _family(term: str) -> str:
    head = term.partition(".")[0]
    return {
        "clip": "clip",
        "insert": "insert",
        "track": "structure",
        "envelope": "automation",
        "tempo": "project",
    }.get(head, "mixer" if head in ("fader", "pan", "mute", "send", "master", "polarity") else "parameter")


def _keys(term: str, family: str) -> tuple[str, ...]:
    head = "ALL" if not term.startswith("clip.") else "CLIPS"
    plain = "plugin.*" if term.startswith("plugin.") else term
    return (head if head == "CLIPS" else "WITHOUT CLIPS", f"FAMILY {family}".upper(), plain)


if __name__ == "__main__":
    sys.exit(main())
