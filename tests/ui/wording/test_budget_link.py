"""What of a link could not be followed is one sentence that names each thing and what stands instead."""

import pytest

from ui.filters import budget, budget_amounts, budget_options, budget_total, budget_value, budget_years
from ui.wording import budget_link as wording

PROJECTS = wording.Projects(known={"Bridge", "Dam", "Depot", "Tiny"}, above={"Dam"}, inside={"Bridge"})


def one(control: str, value: str) -> str:
    told = wording.told([(control, value)], PROJECTS)
    begin = "Of this link, 1 thing could not be followed: "
    assert told.startswith(begin)
    return told.removeprefix(begin)


def test_where_all_was_followed_nothing_is_said():
    assert wording.told([], PROJECTS) == ""


def test_several_things_are_counted_and_stand_in_one_sentence():
    assert wording.told([(budget.MUST_IN, "X"), (budget_total.TOTAL, "99")], PROJECTS) == (
        'Of this link, 2 things could not be followed: project "X" is not among the candidates; '
        'the total "99" lies outside what can be chosen, so the usual total stands.'
    )


@pytest.mark.parametrize("value", ["abc", "nan", "inf"])
def test_what_is_no_number_is_called_that(value):
    assert one(budget_total.TOTAL, value) == f'the total "{value}" is no number, so the usual total stands.'


@pytest.mark.parametrize(
    ("control", "value", "said"),
    [
        (budget.MUST_IN, "Dam", "Dam stands above the line in any case."),
        (budget.MUST_OUT, "Dam", "Dam stands above the line in any case, so it cannot be out."),
        (budget.MUST_OUT, "Bridge", "Bridge must be in, so it cannot be out as well."),
        (budget.MUST_IN, "Tiny", "Tiny is not among the projects that can be decided by hand here."),
        (budget_years.YEARS, "FY99", 'no year "FY99" can have a limit.'),
        (budget_amounts.ALSO, "Gold", 'there is no limit "Gold".'),
        (budget_value.VALUE, "Wealth", 'what counts as value cannot be "Wealth", so the usual stands.'),
        (f"{budget_years.YEAR}_1", "-5", 'the limit of a year cannot be "-5", so the usual stands.'),
    ],
)
def test_each_thing_says_why(control, value, said):
    assert one(control, value) == said


def test_rules_are_counted_not_named_by_their_short_identities():
    assert wording.told([], PROJECTS, rules_off=1).endswith(": 1 rule switched off is not among the rules here.")
    assert wording.told([], PROJECTS, 2, 1).endswith(
        "2 things could not be followed: 1 rule stated by hand cannot be read, so it does not hold; "
        "2 rules switched off are not among the rules here."
    )


def test_a_long_list_is_cut_and_a_long_value_shortened():
    told = wording.told([(budget.MUST_IN, f"P{i}" * 40) for i in range(7)], PROJECTS)
    assert "7 things" in told
    assert told.endswith("; and 2 more.")
    assert len(told) < 700


def test_every_control_of_the_page_has_its_words():
    for module in (budget, budget_amounts, budget_options, budget_total, budget_value, budget_years):
        names = {one for one in vars(module).values() if isinstance(one, str) and one.startswith("budget_")}
        for name in names - {budget.PENDING}:
            assert wording.told([(f"{name}_x" if f"{name}_" in wording.CONTROLS else name, "x")], PROJECTS)
