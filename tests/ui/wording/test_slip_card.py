"""The model card reads the same on the page and in the repository, and every input has a name of its own."""

from pathlib import Path

from models.slip_inputs import NAMES
from ui.wording import slip_card as wording

DOC = (Path(__file__).resolve().parents[3] / "docs" / "model-card.md").read_text()


def test_every_sentence_of_the_card_stands_in_the_repository_too():
    for paragraph in wording.CARD:
        assert f"- {paragraph}\n" in DOC


def test_the_list_of_inputs_is_the_same_on_the_page_and_in_the_repository():
    for group, inputs in wording.inputs_used(NAMES):
        assert f"| {group} | {inputs} |\n" in DOC
    assert f"{len(NAMES)} inputs" in DOC


def test_the_card_says_what_it_is_not_for():
    said = " ".join(wording.CARD)
    assert "Rating people. Multiplying value, or reckoning money" in said
    assert "Nothing is carried over from other portfolios." in said


def test_every_input_has_a_name_of_its_own_and_none_is_a_column():
    names = [wording.input_name(name) for name in NAMES]
    assert len(set(names)) == len(NAMES)
    assert not any("_" in name for name in names)
    assert set(wording.INPUTS) == set(NAMES)


def test_only_the_inputs_of_the_model_are_listed_by_their_group():
    assert wording.inputs_used(["phase", "time_left_days", "spi_t"]) == [
        ("Time left", "time to the forecast finish"),
        ("Phase", "phase"),
        ("Progress", "schedule index SPI(t)"),
    ]


def test_an_input_of_an_older_model_that_is_no_more_is_not_shown_as_a_column():
    assert wording.input_name("weather_index") == "An input no longer used"
