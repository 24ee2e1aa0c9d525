"""Settings of the whole suite: no deadlines in properties, and no way off this machine."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("patient", deadline=None)  # machines are slow and shared
settings.load_profile("patient")


class LeftTheMachineError(AssertionError):
    """Something tried to reach beyond this machine."""


def _is_local(family: int, address: Any) -> bool:
    return family == getattr(socket, "AF_UNIX", None) or str(address[0]) in ("127.0.0.1", "::1", "localhost")


@pytest.fixture(autouse=True, scope="session")
def _only_local_sockets() -> Iterator[None]:
    """Every test runs with all sockets but Unix and loopback forbidden."""
    with pytest.MonkeyPatch.context() as patch:
        connect, resolve = socket.socket.connect, socket.getaddrinfo

        def guarded_connect(self: socket.socket, address: Any) -> None:
            if not _is_local(self.family, address):
                raise LeftTheMachineError(f"a connection to {address}")
            connect(self, address)

        def guarded_resolve(host: Any, *rest: Any, **named: Any) -> Any:
            if host not in (None, "localhost", "127.0.0.1", "::1", b"localhost"):
                raise LeftTheMachineError(f"a look-up of {host!r}")
            return resolve(host, *rest, **named)

        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket, "getaddrinfo", guarded_resolve)
        yield
