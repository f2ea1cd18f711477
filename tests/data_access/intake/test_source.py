"""A file to be read."""

import hashlib
import io

import pytest

from data_access.intake import FileRefused, Source, read_table
from data_access.settings import settings


def test_a_stream_that_was_read_before_is_read_from_its_beginning():
    stream = io.BytesIO(b"Project key,Name\nP-1,Bridge\n")
    first = read_table(Source(stream, "a.csv"))
    second = read_table(Source(stream, "a.csv"))
    assert first.frame.equals(second.frame)
    assert len(second.frame) == 1


def test_one_source_can_be_read_twice():
    source = Source(b"Project key,Name\nP-1,Bridge\n", "a.csv")
    assert read_table(source).frame.equals(read_table(source).frame)


def test_the_hash_and_the_size_are_those_of_the_bytes(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"Project key,Name\n")
    source = Source(path)
    assert (source.file_name, source.size) == ("a.csv", 17)
    assert source.sha256 == hashlib.sha256(b"Project key,Name\n").hexdigest()


def test_a_stream_larger_than_an_upload_is_refused(monkeypatch):
    monkeypatch.setattr(settings(), "upload_bytes", 10)
    with pytest.raises(FileRefused, match="command line"):
        Source(io.BytesIO(b"x" * 11), "a.csv")


def test_a_file_larger_than_an_upload_is_refused_whole_but_read_in_pieces(monkeypatch, tmp_path):
    from data_access.intake import read_chunks

    path = tmp_path / "a.csv"
    path.write_text("Project key,Name\nP-1,Bridge\n")
    monkeypatch.setattr(settings(), "upload_bytes", 10)
    with pytest.raises(FileRefused, match="larger than"):
        read_table(Source(path))
    assert [len(piece.frame) for piece in read_chunks(Source(path))] == [1]
