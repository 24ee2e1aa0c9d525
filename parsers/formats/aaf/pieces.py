"""What a track plays, piece by piece, while it is read: times in seconds as exact ratios, gains as ratios."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from parsers.formats.aaf.curves import Curve, windowed
from parsers.formats.aaf.sources import Media

__all__ = ["Fade", "Piece", "cropped", "shifted"]

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Fade:
    """A fade's length in s, and its shape in the model's word or the format's own."""

    length: Fraction = ZERO
    shape: str = "linear"


NO_FADE = Fade()


@dataclass(frozen=True, slots=True)
class Piece:
    """One clip in the making.

    start, length  on the time line of what holds it, s
    offset         where in the media it begins, from the start of the slot that is referred to, s
    gains          constants around it; of a clip in the bin that was cut in, in ``bin_gains``: the gain that it had
                   there goes along when it is cut in, and is turned on its own from then on
    curves         of its own gain;  automation, of the track's volume;  pan_curves, of pan: times from its start
    """

    start: Fraction
    length: Fraction
    media: Media
    name: str = ""
    offset: Fraction = ZERO
    channels: int = 1
    gains: tuple[float, ...] = ()
    bin_gains: tuple[float, ...] = ()
    curves: tuple[Curve, ...] = ()
    automation: tuple[Curve, ...] = ()
    pan: float | None = None
    pan_curves: tuple[Curve, ...] = ()
    fade_in: Fade = NO_FADE
    fade_out: Fade = NO_FADE
    rate: Fraction = Fraction(1)
    muted: bool = False

    @property
    def end(self) -> Fraction:
        """Where it ends."""
        return self.start + self.length


def shifted(piece: Piece, by: Fraction) -> Piece:
    """The piece later by so much."""
    return replace(piece, start=piece.start + by) if by else piece


def cropped(piece: Piece, start: Fraction, end: Fraction) -> Piece | None:
    """The part of a piece within a window of its own time line; None where nothing is left.

    A fade goes with the edge that it belongs to.
    """
    left, right = max(piece.start, start), min(piece.end, end)
    if right <= left:
        return None
    if left == piece.start and right == piece.end:
        return piece
    skipped, length = left - piece.start, right - left

    def part(curves: tuple[Curve, ...]) -> tuple[Curve, ...]:
        return tuple(windowed(curve, float(skipped), float(length)) for curve in curves)

    return replace(
        piece,
        start=left,
        length=length,
        offset=piece.offset + skipped * piece.rate,
        curves=part(piece.curves),
        automation=part(piece.automation),
        pan_curves=part(piece.pan_curves),
        fade_in=piece.fade_in if left == piece.start else NO_FADE,
        fade_out=piece.fade_out if right == piece.end else NO_FADE,
    )
