"""What a name alone says of a track's role: rules first, then likeness to names that were learnt.

A name is read with its words' order and neighbours in mind, in any of a dozen languages (`role_words`). Words may say
that a track is nothing that has a role (music, a click, a time code): then it is ``unknown``, with the evidence.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from parsers.text import safe
from profiler.history.records import Role
from profiler.history.role_likeness import likely_role
from profiler.history.role_words import NAME_RULES, PLAYED_RULES, NameRule

__all__ = ["SAYS_NOTHING", "compiled", "likely_of_name", "normalised", "role_of_name", "role_of_played"]

SAYS_NOTHING = Role("unknown", 0.0)
"""No word of the name is known."""

_LIKELY_FROM = 0.7
_LIKENESS_SHARE = 0.97
_LIKELIEST = 0.85
"""From this probability on a name that no rule knows is taken for what it is like, how much of that is believed, and
the most that is ever believed. All chosen on labelled names (`benchmarks/roles.py`)."""
_UNHEARD_SHARE = 0.5
"""What is believed of a likeness to names of buses, returns and masters: routing must say so as well."""

_CAMEL = re.compile(
    r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])",
)
_OTHER = re.compile(r"[\W_]+")
_MARKS = re.compile("(?<=[\u0000-\u03ff])[\u0300-\u036f]+")
"""Accents of Latin and Greek letters; those of Cyrillic are letters of their own."""
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "Œ": "OE", "Æ": "AE", "Ø": "O", "Ł": "L", "ı": "i"})
"""Letters that Unicode does not take apart."""
_LIBRARY = re.compile(r"^\d{3,}__[^_]+(?:_[^_]+)*?__(?=.)")
"""A sound library's number and contributor, ahead of the sound's own name (``270404__anybody__creaking-door``)."""
_LIBRARY_SOUND = Role("effects", 0.76, ("named as a sound of a library",))
_LONGEST = 200
"""What follows in a longer name says nothing more."""
_ANY_LETTERS = r"\w*"
_SURE = 0.7
"""Rules that weigh less than this are asked after those of `PLAYED_RULES`."""
_SERVING = frozenset({"bus", "reverb return", "delay return"})
_UNHEARD = _SERVING | {"master"}


@lru_cache(maxsize=16384)
def normalised(name: str) -> str:
    """A name as the rules read it: lower case, accents off, camel case and digits parted, one blank between words."""
    parted = _CAMEL.sub(" ", name[:_LONGEST]).translate(_LETTERS)
    bare = unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFKD", parted)))
    return _OTHER.sub(" ", bare.casefold()).replace("ё", "е").strip()


def compiled(rules: tuple[NameRule, ...]) -> tuple[tuple[NameRule, re.Pattern[str]], ...]:
    """Rules with what finds one of their words in a text."""
    return tuple((rule, re.compile(rf"(?<!\w)(?:{rule.line.replace('*', _ANY_LETTERS)})(?!\w)")) for rule in rules)


@lru_cache(maxsize=1)
def _name_rules() -> tuple[tuple[NameRule, re.Pattern[str]], ...]:
    return compiled(NAME_RULES)


@lru_cache(maxsize=1)
def _played_rules() -> tuple[tuple[NameRule, re.Pattern[str]], ...]:
    heard = [one for one in _name_rules() if one[0].role not in _SERVING]
    sure = tuple(one for one in heard if one[0].weight >= _SURE)
    return (*sure, *compiled(PLAYED_RULES), *(one for one in heard if one[0].weight < _SURE))


@lru_cache(maxsize=16384)
def role_of_name(name: str) -> Role:
    """The role that a name alone suggests, with the word that says so; `SAYS_NOTHING` where it says nothing."""
    return _first(name, _name_rules())


@lru_cache(maxsize=16384)
def role_of_played(name: str) -> Role:
    """The same of a track that plays an instrument itself, and so is no bus and no return."""
    found = _first(name, _played_rules())
    return role_of_name(name) if found is SAYS_NOTHING else found


@lru_cache(maxsize=16384)
def likely_of_name(name: str) -> Role:
    """The role of names like this one, where no rule knows a word of it; `SAYS_NOTHING` where it is like none."""
    text = normalised(name)
    if not text:
        return SAYS_NOTHING
    likely = likely_role(text)
    if likely.role == "unknown" or likely.probability < _LIKELY_FROM:
        return SAYS_NOTHING
    evidence = f"its name is like those of {likely.role} tracks ({likely.probability:.0%})"
    share = _UNHEARD_SHARE if likely.role in _UNHEARD else _LIKENESS_SHARE
    return Role(likely.role, round(min(likely.probability * share, _LIKELIEST), 3), (evidence,))


def _first(name: str, rules: tuple[tuple[NameRule, re.Pattern[str]], ...]) -> Role:
    sound = _LIBRARY.sub("", name)
    text = normalised(sound)
    if not text:
        return SAYS_NOTHING
    for rule, pattern in rules:
        found = pattern.search(text)
        if found:
            return Role(rule.role, rule.weight, (f"name says “{safe(found.group(), limit=30)}”",))
    return SAYS_NOTHING if sound == name else _LIBRARY_SOUND
