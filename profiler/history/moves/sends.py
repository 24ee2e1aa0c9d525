"""Moves of a track's sends: level, pan, mute, tap, channels; sends made and taken away."""

from __future__ import annotations

import math

from parsers.session import Send, Track
from profiler.history.moves.envelopes import compare_envelopes, level_taken_over, playhead_only
from profiler.history.moves.found import Found
from profiler.history.patch import ORDER, Path
from profiler.history.records import MoveObject, SendRef

__all__ = ["compare_sends"]

_PLAYHEAD = "automated: the value that its curve had at the playhead"
_TAKEN_OVER = "the level went into a curve that appears (or came out of one that leaves) at this save"


def compare_sends(
    found: Found, path: Path, owner: MoveObject, before: Track, after: Track, *, audible: bool = True
) -> None:
    """Compare the sends that leave one track.

    A send to a track that was removed went with it, and a closed one to a track that was added came with it: noise.
    """
    pairing = found.matched.sends(before.sends, after.sends)
    kept, there = set(found.matched.later_id), set(found.matched.later_id.values())
    for i in pairing.removed:
        send = before.sends[i]
        subject = _object(found, owner, before, send)
        claims = [(*path, i)]
        if not send.to.startswith("hardware:") and send.to not in kept:
            found.noise(subject, "send.removed", send.gain_db, "", "went with the track that it fed", claims)
        else:
            found.move(
                subject, "send.removed", (send.gain_db, None), claims, unit="dB", audible=audible and _heard(send)
            )
    for j in pairing.added:
        send = after.sends[j]
        subject = _object(found, owner, after, send)
        if send.to not in there and send.gain_db == -math.inf and not send.envelopes:
            reason = "closed: it came with the return that it could feed"
            found.noise(subject, "send.added", "", send.gain_db, reason, [(*path, -1 - j)])
            continue
        found.move(
            subject, "send.added", (None, send.gain_db), [(*path, -1 - j)], unit="dB", audible=audible and _heard(send)
        )
    for i, j in pairing.pairs:
        if before.sends[i] != after.sends[j]:
            subject = _object(found, owner, after, after.sends[j])
            modes = before.automation_mode, after.automation_mode
            _compare(found, (*path, i), subject, before.sends[i], after.sends[j], modes, audible=audible)
    if pairing.moved():
        found.noise(owner, "sends", "", "", "the order in which sends are listed", [(*path, ORDER)])


def _object(found: Found, owner: MoveObject, source: Track, send: Send) -> MoveObject:
    target = found.after.track(send.to) or found.before.track(send.to)
    name = target.name if target else send.to.replace(":", " ")
    return MoveObject(track=owner.track, send=SendRef(source.name, name, source.id, send.to, send.channel))


def _heard(send: Send) -> bool:
    return not send.muted and send.gain_db > -150.0


def _channels(send: Send) -> str:
    wide = f"{send.source_channel or 'none'} → {send.channel or 'none'}"
    return f"{wide} mono" if send.mono else wide


def _compare(
    found: Found,
    path: Path,
    subject: MoveObject,
    before: Send,
    after: Send,
    modes: tuple[str, str],
    *,
    audible: bool,
) -> None:
    heard = audible and (_heard(before) or _heard(after))
    curves = before.envelopes, after.envelopes

    def why(target: str) -> str:
        return _PLAYHEAD if playhead_only(target, *curves, *modes) else ""

    reason = why("send.gain")
    beside = after if any(one.active for one in after.envelopes) else before
    if not reason and level_taken_over(
        "send.gain",
        *curves,
        change_db=after.gain_db - before.gain_db if before.gain_db > -150.0 < after.gain_db else float("inf"),
        lands_on_zero=abs(beside.gain_db) < 0.01,
    ):
        reason = _TAKEN_OVER
    found.value(
        subject, "send.gain", before.gain_db, after.gain_db, [(*path, "gain_db")], audible=heard, why_noise=reason
    )
    found.value(subject, "send.pan", before.pan, after.pan, [(*path, "pan")], audible=heard, why_noise=why("send.pan"))
    found.value(
        subject, "send.mute", before.muted, after.muted, [(*path, "muted")], audible=audible, why_noise=why("send.mute")
    )
    found.value(subject, "send.tap", before.tap, after.tap, [(*path, "tap")], audible=heard)
    inverted = before.polarity_inverted, after.polarity_inverted
    found.value(subject, "send.polarity", *inverted, [(*path, "polarity_inverted")], audible=heard)
    claims = [(*path, "source_channel"), (*path, "channel"), (*path, "mono")]
    found.value(subject, "send.channel", _channels(before), _channels(after), claims, audible=heard)
    if (before.id, before.to) != (after.id, after.to):
        reason = "the same send under another number or id"
        found.noise(subject, "id", before.id, after.id, reason, [(*path, "id"), (*path, "to")])
    compare_envelopes(found, (*path, "envelopes"), subject, *curves, audible=heard)
    found.lines(subject, before.extra, after.extra, (*path, "extra"))
