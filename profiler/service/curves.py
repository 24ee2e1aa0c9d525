"""Net responses of a move's track before and after it: what the equalisers of both saves do together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from parsers.taught import TaughtReader
from profiler.rendering.equaliser import net_curve
from profiler.service.census import known_teachings
from profiler.service.deriving import load_session
from profiler.service.reports import Why
from store.database import Database

__all__ = ["responses"]

_USUAL_RATE_HZ = 48_000


def responses(db: Database, why: Why, hertz: Sequence[float]) -> tuple[Sequence[float], Sequence[float]] | None:
    """Net response (dB at these frequencies) before and after; None without equalisers, or where a track is gone."""
    track = why.move.object.track
    by_id = {save.id: save for save in why.song.saves}
    taught = TaughtReader(known_teachings(db))
    curves = []
    for name in (why.move.before_save, why.move.after_save):
        session = taught(load_session(db, by_id[name].content, by_id[name].path))
        found = session.track(track.id) if track is not None else None
        if found is None:
            return None
        curve = net_curve(found.inserts, np.asarray(hertz), session.sample_rate or _USUAL_RATE_HZ)
        curves.append(curve.curve_db.tolist())
    return (curves[0], curves[1]) if any(map(any, curves)) else None
