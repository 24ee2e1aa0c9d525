"""Fades that Pro Tools renders into an export by frames, put back onto the clips that they belong to.

Such an export cuts at frames. Where an edit lies between two frames, that frame is a clip of its own with audio made
for it; a fade is a clip of made audio between two such frames. Names say so in the language of the application, so
they are no help. What is made has its place on the session's own time line as its origin, is used whole, and a fade
has a frame more at each end: that is how it is told here, and only beside a clip that is not made.

A fade's true ends lie somewhere within the frames at its ends: its length is right to a frame.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from parsers.formats.aaf.pieces import Fade, Piece

__all__ = ["unrendered"]


def unrendered(pieces: Sequence[Piece], frame: Fraction) -> list[Piece]:
    """The pieces of a track with rendered frames and fades folded into the clips beside them.

    frame  length of one, s
    """
    folded: list[Piece] = []
    for run in _runs(pieces):
        folded += _folded(run, frame)
    return folded


def _runs(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Pieces that follow each other without a gap."""
    run: list[Piece] = []
    for piece in pieces:
        if run and run[-1].end != piece.start:
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def _is_made(piece: Piece) -> bool:
    media = piece.media
    return media.origin is not None and media.origin + piece.offset == piece.start


def _is_frame(piece: Piece, frame: Fraction) -> bool:
    return piece.length == frame and piece.media.length == frame and _is_made(piece)


def _is_fade(piece: Piece, frame: Fraction) -> bool:
    return piece.offset == frame and piece.media.length == piece.length + 2 * frame and _is_made(piece)


def _folded(run: list[Piece], frame: Fraction) -> list[Piece]:
    frames = [_is_frame(piece, frame) for piece in run]
    fades = [
        _is_fade(piece, frame) and 0 < place < len(run) - 1 and frames[place - 1] and frames[place + 1]
        for place, piece in enumerate(run)
    ]
    kept = [place for place in range(len(run)) if not frames[place] and not fades[place]]
    if not kept:
        return run
    found: list[Piece] = []
    for number, place in enumerate(kept):
        left = kept[number - 1] + 1 if number else 0
        right = kept[number + 1] if number + 1 < len(kept) else len(run)
        found.append(_grown(run, place, left, right, fades, frame))
    return found


def _grown(run: list[Piece], place: int, left: int, right: int, fades: list[bool], frame: Fraction) -> Piece:
    """The clip at a place, grown over what was made between its neighbours: the places from `left` to `right`."""
    piece = run[place]
    start, end = piece.start, piece.end
    fade_in, fade_out = piece.fade_in, piece.fade_out
    before, after = range(left, place), range(place + 1, right)
    faded = [n for n in before if fades[n]]
    # A frame alone between two clips belongs to the earlier one: one of them ends in it, and the other begins.
    if before and (faded or left == 0):
        start = run[left].start
    if faded:
        fade_in = Fade(run[faded[-1]].length + frame, "rendered")
    faded = [n for n in after if fades[n]]
    if after:
        end = run[right - 1].end
    if faded:
        fade_out = Fade(run[faded[0]].length + frame, "rendered")
    offset = max(piece.offset - (piece.start - start), Fraction(0))
    return replace(piece, start=start, length=end - start, offset=offset, fade_in=fade_in, fade_out=fade_out)
