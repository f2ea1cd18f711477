"""What a command says of a refusal."""

import pytest
import typer

from services.errors import Explained
from ui.commands.output import REFUSED, saying


@pytest.mark.parametrize(
    ("refusal", "told"),
    [
        (Explained("The file is empty", repair="Choose another."), "The file is empty. Choose another."),
        (Explained("The file is empty.", "It has no rows.", "Choose another."), None),
        (Explained("The file is empty"), "The file is empty"),
    ],
)
def test_what_was_refused_and_what_would_repair_it_are_sentences(refusal, told, capsys):
    with pytest.raises(typer.Exit) as left, saying(False, stored=False):
        raise refusal
    assert left.value.exit_code == REFUSED
    assert capsys.readouterr().out == f"{told or refusal}\n"
