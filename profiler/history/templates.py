"""Templates told from songs: a start that many songs have in common joins none of them.

A template is known by where it lies, by its name, or by having been the first save of three songs or more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from profiler.history.facts import Facts
from profiler.history.names import read_name
from profiler.history.ordering import in_order

__all__ = ["is_template_path", "shared_starts"]

_FOLDERS = frozenset(
    {
        *("template", "templates", "projecttemplates", "project templates", "session templates", "track templates"),
        *("vorlage", "vorlagen", "projektvorlagen", "plantilla", "plantillas", "modelli", "modeles", "modèles"),
        *("sjablonen", "mallar", "szablony", "шаблоны", "テンプレート"),
    }
)
_NAME = re.compile(
    r"(?<![^\W_])(?:templates?|vorlagen?|plantillas?|szablon|шаблон|テンプレート)(?![^\W_])", re.IGNORECASE
)
_SONGS = 3
"""So many songs that begin with the same save were made from a template; two may be one song under a new name."""


def is_template_path(path: str) -> bool:
    """Whether a file lies in a folder of templates, or is called one."""
    *folders, name = path.replace("\\", "/").split("/")
    return any(folder.casefold() in _FOLDERS for folder in folders) or bool(_NAME.search(name))


def shared_starts(groups: Sequence[Sequence[Facts]]) -> frozenset[str]:
    """Fingerprints of templates among contents that several groups hold.

    groups  facts that belong together by path and name
    A content is one when a file with it lies or is named as templates are, or when it is the first save of three groups
    of different names, of which at least two went on from it.
    """
    holders: dict[str, list[int]] = {}
    for place, members in enumerate(groups):
        for fingerprint in {fact.fingerprint for fact in members}:
            holders.setdefault(fingerprint, []).append(place)
    several = {fingerprint: places for fingerprint, places in holders.items() if len(places) > 1}
    firsts: dict[int, str] = {}
    for place in sorted({place for places in several.values() for place in places}):
        firsts[place] = in_order(groups[place])[0].fingerprint
    return frozenset(
        fingerprint for fingerprint, places in several.items() if _is_start(fingerprint, places, groups, firsts)
    )


def _is_start(
    fingerprint: str, places: Iterable[int], groups: Sequence[Sequence[Facts]], firsts: Mapping[int, str]
) -> bool:
    members = [fact for place in places for fact in groups[place] if fact.fingerprint == fingerprint]
    if any(is_template_path(fact.path) for fact in members):
        return True
    begun = [place for place in places if firsts[place] == fingerprint]
    titles = {read_name(groups[place][0].path).title.casefold() for place in begun}
    gone_on = sum(len({fact.fingerprint for fact in groups[place]}) > 1 for place in begun)
    return len(titles) >= _SONGS and gone_on > 1
