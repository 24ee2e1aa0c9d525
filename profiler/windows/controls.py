"""What a window is about: one term of one role, and the answers given to its values."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from parsers.errors import MixtasteError
from profiler.windows.scales import StepScale, scale_of, terms_with_window

__all__ = ["Control", "UnknownControlError", "Verdict", "WindowAnswer"]

Verdict: TypeAlias = Literal["too_much", "fine", "not_enough"]
_VERDICTS: dict[str, Verdict] = {verdict: verdict for verdict in get_args(Verdict)}


class UnknownControlError(MixtasteError):
    """A control that is not written ``ROLE:TERM[@CIRCUMSTANCE]``, or whose term has no window."""


@dataclass(frozen=True, slots=True, order=True)
class Control:
    """One term of one role, in a circumstance where it has one: a send's kind of destination, a genre, a client."""

    role: str
    term: str
    circumstance: str = ""

    @classmethod
    def parse(cls, text: str) -> Control:
        """Read ``lead vocal:send.gain@reverb``. Raises UnknownControlError, which names near terms."""
        role, colon, rest = text.partition(":")
        term, _, circumstance = rest.partition("@")
        control = cls(role.strip(), term.strip(), circumstance.strip())
        if not colon or not control.role or not control.term:
            raise UnknownControlError(
                f"{text!r} is no control", remedy="Write ROLE:TERM or ROLE:TERM@CIRCUMSTANCE, as `window list` does."
            )
        if scale_of(control.term) is None:
            near = difflib.get_close_matches(control.term, terms_with_window(), n=3, cutoff=0.5)
            raise UnknownControlError(
                f"{control.term!r} has no window",
                remedy=f"Near ones: {', '.join(near)}." if near else "Only controls with a value can have one.",
            )
        return control

    @property
    def id(self) -> str:
        """``ROLE:TERM[@CIRCUMSTANCE]``."""
        return f"{self.role}:{self.name}"

    @property
    def name(self) -> str:
        """``TERM[@CIRCUMSTANCE]``: as the profile calls the dimension."""
        return f"{self.term}@{self.circumstance}" if self.circumstance else self.term

    @property
    def scale(self) -> StepScale:
        """Its scale. Raises UnknownControlError where the term has no window."""
        scale = scale_of(self.term)
        if scale is None:
            raise UnknownControlError(f"{self.term!r} has no window")
        return scale


@dataclass(frozen=True, slots=True)
class WindowAnswer:
    """What an engineer said of one value of one control, heard in one song.

    value   in the term's unit
    time    UTC seconds, or None
    weight  1 for an answer; below for what only resembles one (a "more" said to a suggestion)
    spoken  False where the program made it and it follows the vocabulary's idea of "more" by construction
    """

    control: Control
    value: float
    song: str
    verdict: Verdict
    time: float | None = None
    weight: float = 1.0
    spoken: bool = True

    def body(self) -> dict[str, object]:
        """The answer as it is stored."""
        return {
            "control": self.control.id,
            "value": self.value,
            "song": self.song,
            "verdict": self.verdict,
            "unit": self.control.scale.unit,
        }

    @classmethod
    def of_body(cls, body: Mapping[str, object], *, time: float | None = None) -> WindowAnswer:
        """Inverse of `body`. Raises UnknownControlError on a control or answer that is none."""
        verdict = _VERDICTS.get(str(body.get("verdict")))
        value = body.get("value")
        if verdict is None or isinstance(value, bool) or not isinstance(value, int | float):
            raise UnknownControlError(
                f"{body.get('verdict')!r} is no answer to a value", remedy="Answer too_much, fine or not_enough."
            )
        return cls(Control.parse(str(body.get("control", ""))), float(value), str(body.get("song", "")), verdict, time)
