"""Settings as lines of text: ``key=value``, ``key: value``; u-he's ``#cm=Section`` heads the lines after it.

Evidence: u-he (ColourCopy, Diva, TyrellN6, Zebra2, Zebralette, Podolski). Their text ends in a part that is binary in
letters, headed ``// Section for ugly compressed binary Data``, or in one such line; it changes at every save though
nothing sounds otherwise (Tyrell 38 of 38, Diva 17 of 17 changed pairs), hence it is left out.
"""

from __future__ import annotations

from parsers.plugins.containers.contents import Budget, Contents, scalar, text_of
from parsers.session import Scalar

__all__ = ["settings"]

_LONGEST_KEY = 80
_BINARY = "// Section for ugly compressed binary Data"
_SECTION = "#cm"
"""Other keys that begin with ``#`` are u-he's lists of what the plug-in has."""
_LEAST_SHARE = 0.5
"""Of the lines that are not empty, so many must be settings."""
_UNPRINTABLE = 0.1
_TEXT = bytes(range(32, 127)) + b"\t\r\n"


def settings(state: bytes, budget: Budget) -> Contents | None:
    """The fields of text that is settings, or None where the bytes are no such text.

    Raises  BrokenStateError on a size that no settings have.
    """
    data = state.rstrip(b"\0")
    sample = data[:4096]
    if b"=" not in sample or len(sample.translate(None, _TEXT)) > _UNPRINTABLE * len(sample):
        return None
    budget.spend(text=len(data))
    text = text_of(data).replace("\r\n", "\n").replace("\r", "\n").partition(_BINARY)[0]
    lines = [line for line in text.split("\n") if line.strip()]
    fields: dict[str, Scalar] = {}
    seen: dict[str, int] = {}
    section, maker, count = "", "", 0
    for line in lines:
        key, equals, value = line.partition("=")
        key = key.strip()
        if not equals or not 0 < len(key) <= _LONGEST_KEY:
            continue
        count += 1
        value = value.strip().rstrip(";")
        if key == _SECTION:
            section = value
            continue
        if key.startswith("#"):
            maker = maker or (value if key == "#AM" else "")
            continue
        path = f"{section}/{key}" if section else key
        seen[path] = number = seen.get(path, 0) + 1
        fields[path if number == 1 else f"{path}#{number}"] = scalar(value)
    budget.spend(fields=len(fields))
    if not fields or count < _LEAST_SHARE * len(lines):
        return None
    return Contents("lines", maker, fields)
