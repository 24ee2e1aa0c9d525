"""One engineer's profile from everything derived and said, and candidates ranked by it."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping

from parsers.session import Session
from profiler.exports.profile_json import profile_of, read_profile, to_json
from profiler.history.facts import fingerprint
from profiler.history.records import Role, Save, Setting, Song
from profiler.history.roles import roles_of
from profiler.history.settings import settings_of
from profiler.service.archive import Archive
from profiler.service.feedback import feedback_words
from profiler.service.hearing import windows
from profiler.service.observing import Observing
from profiler.service.tables import CONTEXT, DERIVATION, PROFILES, SHOWN
from profiler.suggestions.queue import accepted_observations, feedback_body, learnt_weights
from profiler.suggestions.ranking import Suggestion, rank
from profiler.taste.population import population
from profiler.taste.profile import Profile, fit_profile
from profiler.verdicts.tables import BELIEFS, VERDICTS
from store import derived
from store.database import Database
from store.users import User
from store.words import say, words

__all__ = ["import_profile", "profile_of_user", "rank_candidates", "tag_of"]

_MONTH_S = 30 * 86_400
_COMPARED = (("genre", ""), ("client", "client "))
"""Kinds of tags, and what stands before the name when it is told."""


def profile_of_user(
    db: Database, load: Callable[[], Archive], observing: Observing, user: User, *, now: float
) -> Profile:
    """The engineer's profile: learnt here, or the imported one while that rests on more songs.

    load  gives the archive; asked only where something has changed since the profile was last fitted
    """
    under = _under(db, user.id, now)
    fitted = derived.select(db, PROFILES, where={"user": user.id, "under": under}, columns=["profile"])
    body = fitted[0]["profile"] if fitted else to_json(_learnt(db, load(), observing, user, now=now), with_names=True)
    if not fitted:
        derived.put(db, PROFILES, [{"user": user.id, "under": under, "profile": body}])
    learnt = profile_of(body, user=user.name)
    imported = words(db, user=user.id, kinds=["import_profile"])
    if not imported:
        return learnt
    known = profile_of(imported[-1].body, user=user.name)
    return known if known.songs > learnt.songs else learnt


def import_profile(db: Database, user: User, data: bytes, *, now: float) -> Profile:
    """Take in an exported profile. Raises ImportRefusedError for whatever is none."""
    profile = read_profile(data, user=user.name)
    say(db, user=user.id, kind="import_profile", time=now, subject={}, body=to_json(profile, with_names=True))
    return profile


def rank_candidates(
    db: Database,
    archive: Archive,
    user: User,
    profile: Profile,
    session: Session,
    data: bytes,
    candidates: object,
    *,
    now: float,
) -> tuple[Suggestion, ...]:
    """Rank candidates for a session, best first; they are remembered, so that feedback finds them by id.

    data  the session file's bytes: a save that was learnt brings what is known of its settings
    Raises CandidateError.
    """
    song, settings, roles, tag = _rests(archive, session, data)
    ranked = rank(profile, session, candidates, settings=settings, roles=roles, context=user.id, tag=tag)
    weights = profile.model.part_weights
    changes: list[derived.Change] = []
    for one in ranked:
        body = feedback_body(ranked, one.id, "accept", song=song, weights=weights)
        row = {"user": user.id, "id": one.id, "kind": "suggestion", "time": now, "body": body}
        changes.append((SHOWN, [row], {"user": user.id, "id": one.id}))
    derived.replace_many(db, changes)
    return ranked


def _under(db: Database, user: str, now: float) -> str:
    """Of all that a profile rests on. Answers about windows age, by the month."""
    songs = sorted((row["song"], row["fingerprint"]) for row in derived.select(db, DERIVATION))
    beliefs = [row["basis"] for row in derived.select(db, BELIEFS, where={"user": user}, columns=["basis"])]
    judged = derived.count(db, VERDICTS, where={"user": user})
    said = [word.id for word in words(db, user=user)]
    told = [songs, beliefs, judged, said, population().version, int(now // _MONTH_S)]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


def _learnt(db: Database, archive: Archive, observing: Observing, user: User, *, now: float) -> Profile:
    observations, sources = observing.of(archive, user.id)
    said = feedback_words(db, user.id)
    songs = {observation.song for observation in observations}
    inserts: Counter[str] = Counter()
    for row in derived.select(db, CONTEXT):
        if row["song"] in songs:
            inserts.update(row["coverage"])
    profile = fit_profile(
        [*observations, *accepted_observations(said)],
        user=user.name,
        made_at=now,
        moves=len(archive.moves(user.id)),
        windows=windows(db, user.id, observations, now=now),
        tags={history.song.id: tag_of(history.song) for history in archive.chosen if tag_of(history.song)},
        coverage={
            **{f"inserts_{name}": count for name, count in inserts.items()},
            "settings": sources.settings,
            "judged": sources.judged,
            "inherited": sources.inherited,
            "first_seen": sources.first_seen,
        },
    )
    return profile.with_part_weights(learnt_weights(said)) if said else profile


def tag_of(song: Song) -> str:
    """What a song's settings are compared within: its genre (``rock``), else its client (``client Anna``), else ""."""
    for kind, told in _COMPARED:
        for tag in song.tags:
            if tag.startswith(f"{kind}:"):
                return told + tag.partition(":")[2]
    return ""


def _rests(archive: Archive, session: Session, data: bytes) -> tuple[str, tuple[Setting, ...], Mapping[str, Role], str]:
    """The song, where the controls rest, the tracks' roles and the song's tag, where this is its latest save."""
    here = fingerprint(data)
    for history in archive.every:
        if history.song.saves[-1].fingerprint == here:
            return history.song.id, history.settings, history.roles, tag_of(history.song)
    roles = roles_of(session)
    save = Save(id="", song="", path=session.path, time=session.saved_at, parent=None, user="")
    return "", settings_of(session, session, begun=save, save=save, moves=(), roles=roles), roles, ""
