"""Text that came from a file, made fit to show."""

from __future__ import annotations

import unicodedata

__all__ = ["safe"]

_SHOWN_CONTROL = 0x2400
"""U+2400 … U+241F are pictures of the C0 controls."""


def safe(text: str, *, limit: int | None = None) -> str:
    r"""Return the text with every control, direction and unassigned character made visible, on one line.

    Track, plug-in and file names come from strangers: an escape sequence must reach no terminal. C0 controls become
    their Unicode pictures, everything else that does not print becomes ``\u{…}``. Markup is the caller's business:
    print with markup off.

    limit  longest result in characters; what is cut is marked by an ellipsis.
    """
    if not text.isprintable():
        text = "".join(map(_visible, text))
    if limit is not None and len(text) > limit:
        return text[: max(limit - 1, 0)] + "…"
    return text


def _visible(char: str) -> str:
    if char.isprintable():
        return char
    code = ord(char)
    if code < 0x20:
        return chr(_SHOWN_CONTROL + code)
    if unicodedata.category(char) == "Zs":
        return " "
    return f"\\u{{{code:x}}}"
