"""Frontiers as lines of text: what was found, and what may lie between."""

from ui.wording import selections


def step(budget: float, proven: bool = True) -> dict:
    return {"budget": budget, "value": 2 * budget, "count": 1, "proven": proven}


def told(status: str, *steps: dict) -> list[str]:
    return selections.frontier({"status": status, "steps": list(steps), "along": "2027", "conflicts": []})


def test_a_frontier_known_whole_only_counts_its_steps():
    assert told("optimal", step(1), step(2)) == [
        "2 steps from the cheapest selection to the dearest of 2027.",
        "1: worth 2, 1 project",
        "2: worth 4, 1 project",
    ]


def test_a_frontier_searched_in_part_says_that_others_may_lie_between():
    found = "2 steps found from the cheapest selection to the dearest of 2027; others may lie between."
    assert told("feasible", step(1), step(2))[0] == found
    doubted = f"{found} For 1 of them a better selection was not ruled out."
    assert told("feasible", step(1), step(2, proven=False))[0] == doubted


def test_an_amount_is_told_to_its_last_digit_so_that_it_buys_the_step():
    assert [selections.amount(value) for value in (7.362, 7.298, 0.1, 1234.5, 1200.0)] == [
        "7.362",
        "7.298",
        "0.1",
        "1,234.5",
        "1,200",
    ]
