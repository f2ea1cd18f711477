"""Encodings are told apart by all bytes of a file."""

import pytest

from data_access.intake import FileRefused, Source
from data_access.intake.encoding import detect

TEXT = "Project key,Name\nP-1,Café “Seine” — 12 €\n"


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8 with byte order mark"),
        ("utf-16", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("cp1252", "cp1252"),
    ],
)
def test_the_same_text_is_read_from_every_encoding(table, codec, name):
    data = TEXT.encode(codec)
    if codec == "utf-16-be":
        data = b"\xfe\xff" + data
    raw = table(data)
    assert raw.encoding == name
    assert raw.frame["Name"].tolist() == ["Café “Seine” — 12 €"]


def test_latin_1_is_read(table):
    raw = table("Project key,Name\nP-1,Köln Straße\n".encode("latin-1"))
    assert raw.encoding == "Latin-1"
    assert raw.frame["Name"].tolist() == ["Köln Straße"]


def test_single_bytes_pasted_into_utf_8_do_not_spoil_the_rest(table):
    raw = table("Project key,Name\nP-1,1” of rain, “heavy”\n".replace(", “", " “").encode() + b"P-2,\xa0Gap\n")
    assert raw.frame["Name"].tolist() == ["1” of rain “heavy”", "\xa0Gap"]
    assert "cp1252" in raw.encoding


def test_a_nul_byte_is_refused_with_its_row():
    with pytest.raises(FileRefused) as refused:
        detect(Source(b"Project key,Name\nP-1,a\nP-2,b\0c\n", "a.csv"))
    assert refused.value.refusals[0].row == 3
    assert refused.value.refusals[0].rule == "this is not a text file"


def test_an_empty_file_is_refused():
    with pytest.raises(FileRefused, match="empty file"):
        detect(Source(b"", "a.csv"))


def test_utf_16_that_breaks_off_is_refused(table):
    with pytest.raises(FileRefused, match="unreadable text"):
        table("Project key,Name\nP-1,Bridge\n".encode("utf-16")[:-1])
