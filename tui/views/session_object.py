"""A session as JSON, each track with the role that history reads from its name, folder, routing and plug-ins."""

from __future__ import annotations

from typing import Any

from parsers.session import Session
from parsers.session_json import to_json
from profiler.history.json import role_json
from profiler.history.records import Role
from profiler.history.roles import roles_of

__all__ = ["session_object"]

_UNKNOWN = Role("unknown", 0.0)


def session_object(session: Session) -> dict[str, Any]:
    """Schema ``mixtaste/session/1``."""
    told, roles = to_json(session), roles_of(session)
    for track in (*told["tracks"], told["master"]):
        track["role"] = role_json(roles.get(track["id"], _UNKNOWN))
    return told
