"""Nothing leaves the machine. The whole suite runs with all but local sockets forbidden (tests/conftest.py)."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

_CLIENTS = {"requests", "httpx", "aiohttp", "urllib3", "ftplib", "smtplib", "telnetlib"}


def test_the_suite_cannot_leave_the_machine() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as outward, pytest.raises(AssertionError):
        outward.connect(("192.0.2.1", 80))
    with pytest.raises(AssertionError):
        socket.getaddrinfo("example.invalid", 80)


def test_no_module_of_ours_imports_a_network_client() -> None:
    program = (
        "import pkgutil, importlib, sys\n"
        "for package in ('parsers', 'store', 'profiler', 'tui'):\n"
        "    for found in pkgutil.walk_packages(importlib.import_module(package).__path__, package + '.'):\n"
        "        if '.migrations' not in found.name: importlib.import_module(found.name)\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))\n"
    )
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert not _CLIENTS & set(loaded)
