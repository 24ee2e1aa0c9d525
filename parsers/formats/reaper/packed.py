"""Base64 lines as REAPER writes them: 128 columns wide, each part padded by itself (RPP_FORMAT §6).

Most of a big session is base64 that nobody looks into. That it is sound shows without decoding it.
"""

from __future__ import annotations

import binascii
import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Packed", "decoded", "encoded"]

_COLUMNS = 128
_DIGITS = (string.ascii_letters + string.digits + "+/").encode()
_FIRST = 600
"""Digits in which the first bytes of a state are looked for."""


@dataclass(frozen=True, slots=True)
class Packed:
    """Base64 that is known to be sound.

    digits  all of it, without blanks
    size    how many bytes it is
    """

    digits: bytes
    size: int

    @classmethod
    def of(cls, lines: Sequence[str]) -> Packed | None:
        """Base64 lines, also several in one string, with their indent; None where one is damaged."""
        text = lines[0] if len(lines) == 1 else "\n".join(lines)
        digits = text.encode("latin-1").translate(None, b" \t\r\n")
        padding = digits.translate(None, _DIGITS)
        if len(digits) % 4 or padding.strip(b"=") or (padding and not _ends_groups(digits)):
            return None
        return cls(digits, len(digits) // 4 * 3 - len(padding))

    def start(self) -> bytes:
        """The first bytes: those of the first part, or of so many digits as a header takes."""
        padding = self.digits.find(b"=", 0, _FIRST)
        return binascii.a2b_base64(self.digits[:_FIRST] if padding < 0 else self.digits[: (padding | 3) + 1])

    def bytes(self) -> bytes:
        """All of it."""
        return b"".join(map(binascii.a2b_base64, _parts(self.digits)))


def _ends_groups(digits: bytes) -> bool:
    """Whether each run of padding ends a group of four, and has at most two."""
    return all(len(part) % 4 == 0 and not part.endswith(b"===") for part in _parts(digits))


def _parts(digits: bytes) -> Iterator[bytes]:
    """The digits cut behind each padding."""
    place = 0
    while (padding := digits.find(b"=", place)) >= 0:
        end = padding + 1
        while digits.startswith(b"=", end):
            end += 1
        yield digits[place:end]
        place = end
    if place < len(digits):
        yield digits[place:]


def decoded(lines: Sequence[str]) -> bytes | None:
    """The bytes of base64 lines, parts padded separately; None where a line is damaged."""
    packed = Packed.of(lines)
    return None if packed is None else packed.bytes()


def encoded(data: bytes) -> list[str]:
    """Base64 lines of one part, 128 columns wide."""
    width = _COLUMNS // 4 * 3
    return [
        binascii.b2a_base64(data[place : place + width], newline=False).decode("ascii")
        for place in range(0, len(data), width)
    ]
