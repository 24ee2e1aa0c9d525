"""How well tracks' roles are told: right, wrong and unknown against labelled names, and how many stay unknown.

    python benchmarks/roles.py [--labels FILE] [--corpus FOLDER] [-v]

Labels are lines of ``name<TAB>role``; a role may be several, parted by ``|``, where more than one is right. The corpus
(MIXTASTE_CORPUS) gives the share of distinct named tracks whose role stays unknown, name and all that surrounds it
considered. Goals: at least .92 right where a role is named, at most .15 unknown.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from pathlib import Path

from parsers.errors import MixtasteError
from parsers.registry import is_session_path, read_file
from profiler.history.roles import role_of_name, roles_of


def main(arguments: list[str] | None = None) -> int:
    """Score what was named, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--labels", default=os.environ.get("MIXTASTE_ROLE_LABELS"))
    parser.add_argument("--corpus", default=os.environ.get("MIXTASTE_CORPUS"))
    parser.add_argument("-v", "--verbose", action="store_true", help="every wrong role")
    options = parser.parse_args(arguments)
    if not options.labels and not options.corpus:
        parser.error("name --labels or --corpus, or set MIXTASTE_ROLE_LABELS or MIXTASTE_CORPUS")
    if options.labels:
        score(Path(options.labels), verbose=options.verbose)
    if options.corpus:
        survey(Path(options.corpus))
    return 0


def score(labels: Path, *, verbose: bool) -> None:
    """Names alone, against their labels."""
    right = wrong = unknown = 0
    for line in labels.read_text(encoding="utf-8").splitlines():
        name, _, wanted = line.partition("\t")
        if not wanted or line.startswith("#"):
            continue
        said = role_of_name(name).name
        if said == "unknown" and said not in wanted.split("|"):
            unknown += 1
        elif said in wanted.split("|"):
            right += 1
        else:
            wrong += 1
            if verbose:
                print(f"{name!r}: told {said}, is {wanted}")
    total = right + wrong + unknown
    accuracy, unnamed = right / max(right + wrong, 1), unknown / max(total, 1)
    print(f"labelled names: {total}; right where named: {accuracy:.3f}; unknown: {unnamed:.3f}")


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
