"""Where the money goes before anybody decides, in sentences."""

from types import SimpleNamespace

from ui.wording import money_decided as wording


def test_the_headline_leaves_out_what_is_nothing_and_says_what_is_missing():
    assert wording.split(1e9, 0, 4e8, 6e8, "USD") == "Of $1 bn, $400 m is committed, $600 m is yours to decide."
    assert wording.split(1e9, 0, 0, 1e9, "USD") == "All of $1 bn is yours to decide."
    assert wording.split(1e8, 2e8, 0, -1e8, "USD") == "Of $100 m, $200 m is mandatory: $100 m short."


def test_the_least_cost_is_said_with_its_rules():
    told = wording.least({"stated": 3, "less contingency": 0, "cost to go": 1}, 0, "USD")
    assert told == (
        "Mandatory work counts at the least that complies: as stated (3), "
        "all of its cost to go, as no contingency is reported (1)."
    )
    assert wording.least({"stated": 0}, 5, "USD") == ""


def test_stopping_says_where_exit_cost_comes_from_and_when_nothing_is_known_to_be_bound():
    told = wording.stopping(4e8, 4e8, "USD", {"reported": 2, "contracts": 0, "unknown": 1})
    assert told == (
        "If all committed work were stopped, $400 m of its $400 m would come free; nothing is known to be bound. "
        "Exit cost: as reported (2), not known, counted as nothing (1)."
    )
    assert wording.stopping(0, 0, "USD") == ""


def test_contingency_is_told_apart_for_projects_and_portfolio():
    assert wording.contingency(1e6, 3, 9, 0, "USD") == (
        "$1 m is held for risk at projects (3 of 9 candidates report it); none is held at the portfolio."
    )
    assert wording.contingency(0, 0, 9, 2e6, "USD") == (
        "No project reports contingency; $2 m is held at the portfolio."
    )


def test_running_cost_and_promises_say_what_is_not_known():
    assert wording.run_cost("FY28", 0, 1, "USD") == (
        "No running cost of finished work is known for FY28; 1 project does not say what it costs to run."
    )
    assert wording.promised([], [], "unknown", "USD").startswith(
        "What is promised for years not yet voted is not known"
    )
    assert wording.promised(["FY28"], [0], "costs", "USD") == "Nothing is promised for years not yet voted."
    assert wording.promised(["FY28"], [1e6], "contracts", "USD").endswith("Contracts are spread evenly to their end.")


def test_rules_of_the_register_are_counted():
    found = SimpleNamespace(rules=(1, 2), met=1, elsewhere=2, over=1)
    assert wording.register_rules(found) == [
        "2 rules between candidates from the register of dependencies.",
        "1 requirement is met by completed work.",
        "2 rules name a project that cannot be chosen here and does not count.",
        "1 rule is closed or cancelled.",
    ]
    assert len(wording.register_rules(SimpleNamespace(rules=(), met=0, elsewhere=0, over=0))) == 1
