"""An archive is read only where it is whole, and refused in words where it is not."""

import pytest

from data_access import archive


@pytest.fixture
def packed(tmp_path):
    path = tmp_path / "one.zip"
    with archive.writing(path) as pack:
        pack.add("data", [b"rows"])
        pack.seal(archive.Manifest("2026-03-31", "sqlite", "0001", None, {}, pack.members))
    return path


def test_what_was_packed_is_read_again(packed):
    with archive.opened(packed) as (held, manifest):
        archive.check_members(held, manifest)
        assert held.read("data") == b"rows"


def test_an_archive_with_a_member_said_to_be_encrypted_is_refused(packed):
    whole = bytearray(packed.read_bytes())
    whole[whole.index(b"PK\x01\x02") + 8] |= archive.ENCRYPTED
    packed.write_bytes(whole)
    with pytest.raises(archive.BackupUnusable, match="not a whole backup"), archive.opened(packed):
        pass
