"""Why a project is in or out in sentences that claim no more than is known."""

from types import SimpleNamespace as S

import pytest

from ui.wording import budget_why as wording

TERMS = wording.Terms({"a": "Harbour wall", "b": "Bridge", "c": "Depot"}, {}, 100, "USD", 100)


def told(**changed):
    usual = {
        "key": "a",
        "inside": False,
        "loss": 2.3,
        "proven": True,
        "enters": ("a",),
        "leaves": ("b", "c"),
        "extra_cost": 0,
        "on_top": (),
        "limits": (),
        "own_cost": None,
        "barred": None,
        "unanswered": (),
    }
    return S(**usual | changed)


def test_what_is_out_is_told_by_what_it_would_displace():
    assert wording.reason(told(), TERMS) == (
        "Out",
        "because Bridge and Depot give 2.3 points of value more for the same money.",
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"extra_cost": 500_00}, "for $500 less."),
        ({"extra_cost": -500_00}, "for $500 more."),
        ({"leaves": ("b",)}, "because Bridge gives 2.3"),
        ({"enters": ("a", "c"), "leaves": ("b",)}, "more than it does with Depot for"),
        ({"proven": False}, "give about 2.3"),
        ({"loss": 0.0}, "give just as much value for the same money."),
        ({"leaves": ()}, "because it would bring no value here: 2.3 points of value less."),
        ({"loss": -1.0}, "out by hand: deciding it freely would gain 1 point of value."),
        ({"loss": None, "barred": S()}, "Harbour wall cannot be in as things are."),
        ({"loss": None}, "no set with Harbour wall in was found in time."),
        ({"inside": True, "enters": ("b",), "leaves": ("a",)}, "without it Bridge comes in, and 2.3 points"),
        ({"inside": True, "enters": (), "leaves": ("a",)}, "nothing that fits instead is worth anything"),
        ({"inside": True, "enters": ("b",), "leaves": ("a", "c")}, "comes in and Depot goes, and 2.3"),
    ],
)
def test_each_case_has_its_words(changed, said):
    assert said in wording.reason(told(**changed), TERMS)[1]


def test_what_it_would_take_is_said_in_money_value_and_cost():
    limit = S(kind="period", name="FY27")
    said = wording.takes(
        told(
            on_top=(S(limit=limit, by=300_00),),
            limits=(S(constraint=limit, by=100_00, exact=True),),
            own_cost=S(share=0.875, exact=True),
        ),
        TERMS,
        own_value=4.6,
    )
    assert said == [
        "To add it to what is funded takes $300 more in FY27.",
        "The best set holds it with $100 more in FY27.",
        "Its value would have to rise by 50%.",
        "It comes in when it costs 12.5% less.",
    ]


def test_what_no_money_does_is_said_of_each_limit():
    never = tuple(
        S(constraint=S(kind=kind, name=name), by=None, exact=True) for kind, name in [("total", ""), ("period", "FY28")]
    )
    said = wording.takes(told(on_top=None, limits=never), TERMS, 0.0)
    assert said == [
        "Money alone cannot add it to what is funded: a rule or another limit is in the way.",
        "No amount of money in total or in FY28 alone brings it into the best set.",
    ]


def test_what_is_in_is_told_by_how_much_it_could_lose():
    inside = told(inside=True, leaves=("a",), enters=("b",), own_cost=S(share=1.43, exact=True))
    assert wording.takes(inside, TERMS, 4.6) == [
        "Its value could fall by 50% before it goes.",
        "It goes when it costs 43% more.",
    ]
    safe = told(inside=True, loss=5.0, own_cost=S(share=None, exact=True))
    assert wording.takes(safe, TERMS, 4.6) == ["Even ten times the cost would not drive it out."]


def test_no_money_is_said_to_undo_a_decision_by_hand_against_the_value():
    total = S(kind="total", name="")
    limits = (S(constraint=total, by=0, exact=True),)
    out = told(loss=-1.0, on_top=(S(limit=total, by=300_00),), limits=limits, own_cost=S(share=1, exact=True))
    assert wording.takes(out, TERMS, 4.6) == ["To add it to what is funded takes $300 more in total."]


def test_what_was_not_worked_out_is_said():
    said = wording.takes(told(proven=False, unanswered=("swap", "limits")), TERMS, 1.0)
    assert said[-1].startswith("Not worked out in time: what exactly it would displace, how much more money")


@pytest.mark.parametrize(
    ("price", "said"),
    [
        ({"value": 0.0, "same_anyway": True}, "costs nothing: the same set anyway"),
        ({"value": 0.0, "same_anyway": False}, "costs nothing"),
        (
            {"value": 2.0, "enters": ("b",), "leaves": ("c",)},
            "costs 2 points of value: Bridge would come in, Depot would go",
        ),
        ({"value": 2.0, "proven": False}, "costs about 2 points of value"),
        ({"value": None, "most": 1.0}, "not worked out in time: at most 1 point of value"),
    ],
)
def test_prices_claim_no_more_than_is_proven(price, said):
    usual = {"value": None, "most": None, "proven": True, "enters": (), "leaves": (), "same_anyway": False}
    assert wording.priced(S(price=S(**usual | price)), TERMS) == said


def test_another_set_is_told_by_what_it_changes():
    one = S(adds=("b",), drops=("a", "c"), loss=1.0, extra_cost=-200_00, proven=True)
    assert (
        wording.alternative(one, TERMS)
        == "Adds Bridge, drops Harbour wall and Depot: 1 point of value less, $200 less."
    )
    option = S(adds=("b",), drops=("b",), loss=0.0, extra_cost=0, proven=False)
    assert wording.alternative(option, TERMS) == (
        "Takes another option of Bridge: just as much value, the same money; a better one may exist."
    )


def test_a_list_of_other_sets_says_whether_time_ran_out():
    assert wording.alternatives_found(0, 3, 1, True) == "No other set differs by at least 1 project."
    assert wording.alternatives_found(1, 3, 2, False).startswith("Found in time: 1 of the 3 best sets")
