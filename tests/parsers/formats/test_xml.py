"""Documents that mean harm, and what is made of them."""

import gzip
import struct
import zipfile
import zlib
from io import BytesIO

import pytest

from parsers.errors import BrokenSessionError, SessionTooLargeError
from parsers.formats import xml


def test_entities_are_refused_with_the_declaration_that_makes_them() -> None:
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    for document in (
        b'<!DOCTYPE a [<!ENTITY l0 "ha">' + laughs + b"]><a>&l9;</a>",
        b'<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><a>&f;</a>',
        b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>',
        b"<!--" + b" " * 5000 + b'--><!DOCTYPE a [<!ENTITY l0 "ha">]><a>&l0;</a>',
    ):
        with pytest.raises(BrokenSessionError, match="document type"):
            xml.parse(document)
        with pytest.raises(BrokenSessionError, match="document type"):
            list(xml.parts(document, ("b",), ("a",)))


def test_real_depth_is_read_and_more_than_any_session_has_is_not() -> None:
    def nested(depth: int) -> bytes:
        return b"<a>" * depth + b"</a>" * depth

    assert xml.parse(nested(200)) is not None
    for depth in (300, 100_000):
        with pytest.raises(SessionTooLargeError, match="deeper"):
            xml.parse(nested(depth))
        with pytest.raises(SessionTooLargeError, match="deeper"):
            list(xml.parts(nested(depth), ("b",), ("b",)))


def test_a_bomb_in_gzip_stops_at_its_ratio() -> None:
    bomb = gzip.compress(b" " * 50_000_000)
    with pytest.raises(SessionTooLargeError, match="unpack to more"):
        xml.gunzip(bomb)
    assert xml.gunzip(gzip.compress(b"<a>" + b" " * 900_000 + b"</a>")).startswith(b"<a>")


def test_more_tags_than_any_session_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "_MOST_TAGS", 100)
    with pytest.raises(SessionTooLargeError, match="tags"):
        xml.parse(b"<a>" + b"<b/>" * 100 + b"</a>")


def test_a_damaged_or_cut_gzip_is_told() -> None:
    whole = gzip.compress(bytes(range(256)) * 40)
    with pytest.raises(BrokenSessionError, match="before it is complete"):
        xml.gunzip(whole[:-9])
    with pytest.raises(BrokenSessionError, match="damaged"):
        xml.gunzip(whole[:-8] + bytes(8))
    with pytest.raises(BrokenSessionError, match="damaged"):
        xml.gunzip(b"\x1f\x8b" + bytes(40))


def test_the_line_of_an_error_is_told() -> None:
    with pytest.raises(BrokenSessionError) as caught:
        xml.parse(b"<a>\n<b>\n<c></b></a>")
    assert caught.value.line == 3
    with pytest.raises(BrokenSessionError, match="complete"):
        xml.parse(b"<a>\n<b>")
    with pytest.raises(BrokenSessionError, match="empty"):
        xml.parse(b"  \n")


def test_parts_come_in_the_order_of_the_file_however_long_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    document = b"<a><b n='1'><d><e/></d></b>" + b"<c/>" * 100 + b"<b n='2'/></a>"

    def told() -> list[tuple[str, str | None, int]]:
        return [(part.tag, part.get("n"), len(part)) for part in xml.parts(document, ("b",), ("b",), ("d",))]

    at_once = told()
    monkeypatch.setattr(xml, "_AT_ONCE", 0)
    assert told() == at_once == [("b", "1", 1), ("b", "2", 0), ("a", None, 102)]


def test_numbers_that_are_none_or_not_finite_become_neutral() -> None:
    assert [xml.finite(text, 7.0) for text in (None, "", "x", "nan", "inf", "-inf", "1e999", "2.5")] == [7.0] * 7 + [
        2.5
    ]


def archive(*files: tuple[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", packing) as made:
        for name, data in files:
            made.writestr(name, data)
    return held.getvalue()


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/evil", "a/../../b", "..\\evil", "C:/evil"])
def test_a_path_that_leads_out_of_the_archive_is_refused(name: str) -> None:
    with pytest.raises(BrokenSessionError, match="leads out"):
        xml.Archive(archive(("project.xml", b"<a/>"), (name, b"x")))


def test_a_bomb_in_an_archive_stops_at_its_declared_size_and_at_its_real_one() -> None:
    bomb = archive(("project.xml", b" " * 50_000_000))
    with pytest.raises(SessionTooLargeError):
        xml.Archive(bomb).read("project.xml")
    lying = bomb.replace(struct.pack("<I", 50_000_000), struct.pack("<I", 10))
    with pytest.raises((BrokenSessionError, SessionTooLargeError)):
        xml.Archive(lying).read("project.xml")


def test_too_many_entries_are_refused() -> None:
    with pytest.raises(SessionTooLargeError, match="files"):
        xml.Archive(archive(*((f"f{n}", b"") for n in range(10_001)), packing=zipfile.ZIP_STORED))


def test_a_damaged_archive_is_one_error() -> None:
    whole = archive(("project.xml", b"<a>hello</a>"))
    for cut in range(0, len(whole), 3):
        with pytest.raises(BrokenSessionError):
            xml.Archive(whole[:cut])
    spoilt = whole.replace(zlib.compress(b"<a>hello</a>")[2:-4], b"\xff" * 14)
    with pytest.raises(BrokenSessionError):
        xml.Archive(spoilt).read("project.xml")
