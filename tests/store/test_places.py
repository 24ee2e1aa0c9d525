from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from store import places
from store.places import cache_folder, config_folder, data_folder, network_filesystem

MOUNTS = [
    ("/", "ext4"),
    ("/proc", "proc"),
    ("/mnt/nas", "nfs4"),
    ("/mnt/nas/local", "xfs"),
    ("/Volumes/Share", "smbfs"),
    ("/home/anna/cloud", "fuse.sshfs"),
    ("/media/usb", "fuseblk"),
]


@pytest.mark.skipif(sys.platform == "win32", reason="paths as POSIX has them")
@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/anna", None),
        ("/mnt/nas", "nfs4"),
        ("/mnt/nas/store/deep", "nfs4"),
        ("/mnt/nas/local/store", None),
        ("/mnt/nasty", None),
        ("/Volumes/Share/x", "smbfs"),
        ("/home/anna/cloud/x", "fuse.sshfs"),
        ("/media/usb/x", None),
    ],
)
def test_network_drives_are_told_from_local_disks(path: str, kind: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_mounts", lambda: MOUNTS)
    assert network_filesystem(path) == kind


def test_of_two_mounts_on_one_point_the_later_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_mounts", lambda: [("/mnt/x", "nfs"), ("/mnt/x", "ext4")])
    assert network_filesystem("/mnt/x/y") is None


def test_a_path_on_another_machine_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "realpath", os.fspath)
    assert network_filesystem(r"\\server\share") == "unc"


def test_this_machines_own_mounts_can_be_read(tmp_path: Path) -> None:
    assert network_filesystem(tmp_path / "not" / "there") is None
    assert any(point == "/" for point, _ in places._mounts()) or sys.platform == "win32"


def test_blanks_in_a_mount_point_are_understood() -> None:
    assert places._unescaped(r"/Volumes/My\040Drive\134x") == r"/Volumes/My Drive\x"


def test_one_variable_moves_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MIXTASTE_HOME", str(tmp_path))
    assert [data_folder(), config_folder(), cache_folder()] == [
        tmp_path / "data",
        tmp_path / "config",
        tmp_path / "cache",
    ]
    monkeypatch.delenv("MIXTASTE_HOME")
    assert len({data_folder(), cache_folder()}) == 2
    assert all("mixtaste" in str(folder) for folder in (data_folder(), config_folder(), cache_folder()))
