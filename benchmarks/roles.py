"""How well tracks' roles are told: right, wrong and unknown against labelled tracks, and how many stay unknown.

    python benchmarks/roles.py [--labels FILE] [--half seen|kept] [--corpus FOLDER] [-v]

Labels are lines of ``path below the corpus, track name, roles, half``, parted by tabs; several roles, parted by ``|``,
are all right. ``unknown`` among them says that no role can be told. Rules and training may be tuned on the half called
``seen``; the other is kept for the report. The corpus (MIXTASTE_CORPUS) also gives the share of distinct named tracks
whose role stays unknown. Goals: at least .92 right where a role is named, at most .15 unknown among musical tracks.
Reliability sets the probabilities said, in five bins, against how often they were right.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from parsers.errors import MixtasteError
from parsers.registry import is_session_path, read_file
from parsers.session import Session
from profiler.history.records import Role
from profiler.history.role_names import role_of_name
from profiler.history.roles import roles_of

_NOT_MUSIC = {"effects", "dialogue", "unknown"}


def main(arguments: list[str] | None = None) -> int:
    """Score what was named, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--labels", default=os.environ.get("MIXTASTE_ROLE_LABELS"))
    parser.add_argument("--half", choices=("seen", "kept"), help="only these labels")
    parser.add_argument("--corpus", default=os.environ.get("MIXTASTE_CORPUS"))
    parser.add_argument("-v", "--verbose", action="store_true", help="every wrong role, and every one not told")
    options = parser.parse_args(arguments)
    if not options.corpus:
        parser.error("name --corpus, or set MIXTASTE_CORPUS")
    corpus = Path(options.corpus)
    if options.labels:
        labels = [label for label in read_labels(Path(options.labels)) if options.half in (None, label.half)]
        sessions = {path: read_file(str(corpus / path)) for path in sorted({label.path for label in labels})}
        told = {path: roles_of(session) for path, session in sessions.items()}
        score("names alone", labels, [role_of_name(label.name) for label in labels], verbose=False)
        roles = [_role(sessions[label.path], told[label.path], label.name) for label in labels]
        score("with all that surrounds them", labels, roles, verbose=options.verbose)
        reliability(labels, roles)
    else:
        survey(corpus)
    return 0


@dataclass(frozen=True)
class Label:
    """One labelled track."""

    path: str
    name: str
    right: frozenset[str]
    half: str


def read_labels(file: Path) -> list[Label]:
    """All of them."""
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [Label(path, name, frozenset(right.split("|")), half) for path, name, right, half in rows]


def _role(session: Session, roles: Mapping[str, Role], name: str) -> Role:
    return next(roles[track.id] for track in session.tracks if track.name.strip() == name)


def score(what: str, labels: Sequence[Label], told: Sequence[Role], *, verbose: bool) -> None:
    """Print right and wrong among the named, and unknown among the musical ones that a role can be told of."""
    count: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for label, role in zip(labels, told, strict=True):
        musical = not label.right & _NOT_MUSIC
        outcome = "right" if role.name in label.right else "unknown" if role.name == "unknown" else "wrong"
        count[outcome] += role.name != "unknown"
        count["musical"] += musical
        count["musical unknown"] += musical and role.name == "unknown"
        count["musical right"] += musical and outcome == "right"
        if outcome != "right":
            missed["|".join(sorted(label.right))] += 1
            if verbose:
                evidence = "; ".join(role.evidence)
                wanted = "|".join(sorted(label.right))
                print(f"  {label.name!r}: told {role.name} ({role.probability:.2f}: {evidence}), is {wanted}")
    named = count["right"] + count["wrong"]
    tellable = count["musical"]
    print(
        f"{what}: {len(labels)} labelled, {named} named, right where named {count['right'] / max(named, 1):.3f};"
        f" musical {tellable}, unknown of these {count['musical unknown'] / max(tellable, 1):.3f},"
        f" right where named {count['musical right'] / max(tellable - count['musical unknown'], 1):.3f}"
    )
    if verbose:
        print("most missed:", ", ".join(f"{name} {number}" for name, number in missed.most_common(8)))


def reliability(labels: Sequence[Label], told: Sequence[Role]) -> None:
    """How often named roles are right in five bins of the probability said: what a probability is worth."""
    named = sorted(
        (role.probability, role.name in label.right)
        for label, role in zip(labels, told, strict=True)
        if role.name != "unknown"
    )
    bounds = [len(named) * part // 5 for part in range(6)]
    print("reliability (said → right, tracks):", end="")
    for low, high in pairwise(bounds):
        part = named[low:high]
        if part:
            said = sum(one for one, _ in part) / len(part)
            print(f" {said:.2f} → {sum(right for _, right in part) / len(part):.2f} ({len(part)});", end="")
    print()


def survey(corpus: Path) -> None:
    """Every distinct named track of every session of the corpus, once for each folder that holds sessions."""
    seen: dict[tuple[str, str], str] = {}
    for path in sorted(corpus.rglob("*")):
        if not path.is_file() or not is_session_path(str(path)):
            continue
        try:
            session = read_file(str(path))
        except MixtasteError:
            continue
        roles = roles_of(session)
        for track in session.tracks:
            if track.name.strip():
                seen.setdefault((str(path.parent), track.name.strip()), roles[track.id].name)
    count = Counter(seen.values())
    print(f"named tracks of the corpus: {len(seen)}; unknown: {count['unknown'] / max(len(seen), 1):.3f}")
    print(", ".join(f"{role} {number}" for role, number in count.most_common()))


if __name__ == "__main__":
    sys.exit(main())
