"""A plan warns where the bytes of its file are no text, or no key is known."""

import pytest

from services import uploads
from services.access import Scope
from services.upload_doubts import COLUMN_GONE
from services.upload_notices import NO_FORECAST, NO_KEY_KNOWN, UNREADABLE
from services.uploads import Source
from tests.services import town

HEAD = b"forecast_finish,project_key,name,status\n"


@pytest.fixture
def works(sqlite_url: str) -> Scope:
    return town.store()


def warned(scope: Scope, rows: bytes, head: bytes = HEAD) -> dict[str, str]:
    file = uploads.read(town.ME, scope, Source(head + rows, "file.csv"), here=True)
    plan = uploads.plan(town.ME, scope, file, as_of=town.JUNE)
    return {one["rule"]: one["text"] for one in plan["warnings"] if one["rule"] != COLUMN_GONE}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (b"Br\x81cke \xff\xfe\xc3\x28", "Latin-1 with bytes that no text holds"),
        ("Straße Öl äü ".encode() + b"\xfc", "UTF-8 with 1 signs of cp1252"),
    ],
)
def test_a_file_whose_bytes_fit_no_encoding_is_warned_of(works: Scope, name: bytes, told: str) -> None:
    assert warned(works, b",W1," + name + b",active\n") == {UNREADABLE: f"The file was read as {told}."}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16"])
def test_text_in_any_usual_encoding_is_not(works: Scope, encoding: str) -> None:
    text = (HEAD + b",W1,").decode() + "Brücke,active\n"
    file = uploads.read(town.ME, works, Source(text.encode(encoding), "file.csv"), here=True)
    plan = uploads.plan(town.ME, works, file, as_of=town.JUNE)
    assert [one for one in plan["warnings"] if one["rule"] != COLUMN_GONE] == []


def test_a_file_none_of_whose_keys_is_known_is_warned_of(works: Scope) -> None:
    assert set(warned(works, b",X1,Bridge,active\n")) == {NO_KEY_KNOWN}
    assert warned(works, b",X1,Bridge,active\n,W1,North main,active\n") == {}


@pytest.mark.parametrize(
    ("head", "near"),
    [
        (
            b"project_key,name,finish_forecasted\n",
            ' Nearest by its name is "finish_forecasted", kept under its own name.',
        ),
        (b"project_key,name,storeys\n", ""),
    ],
)
def test_a_file_of_projects_without_a_forecast_finish_is_warned_of(works: Scope, head: bytes, near: str) -> None:
    text = "No column was taken for the forecast finish, so none of these reports can get a chance to slip."
    assert warned(works, b"W1,North main,2027\n", head) == {NO_FORECAST: text + near}
