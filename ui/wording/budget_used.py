"""What a choice takes of limits beside the money of years, in words."""

from collections.abc import Sequence
from typing import Any, Final

from ui.wording.formats import DASH, money, number, percent

KINDS: Final[dict[str, str]] = {"capex": "Investment", "opex": "Running cost", "fund": "Fund", "role": "People"}
NONE: Final = (
    "Only money by year is limited. Capex, opex, funds and people can be limited too, under More limits: what the "
    "choice takes of them then stands here."
)
FUNDS: Final = (
    "A fund may pay the projects whose cost lines name it. What several funds may pay is not split between them here."
)
HUNDREDTHS: Final = 100


def tightest(limits: Sequence[Any]) -> str:
    """Return how many further limits there are, and of which least is left.

    >>> from types import SimpleNamespace as S
    >>> tightest([S(name="Opex FY27", limit=200, left=20), S(name="Capex FY27", limit=100, left=50)])
    'Opex FY27 is the tightest of 2 further limits: 10% of it is left.'
    >>> tightest([S(name="Opex FY27", limit=200, left=0)])
    'Nothing is left of Opex FY27, the only further limit.'
    """
    share, name = min((one.left / one.limit if one.limit else 0.0, one.name) for one in limits)
    many = len(limits) > 1
    which = f"the tightest of {number(len(limits))} further limits" if many else "the only further limit"
    if share <= 0:
        return f"Nothing is left of {name}, {which}."
    return f"{name} is {which}: {percent(share)} of it is left."


def amount(minor: int, kind: str, unit: float, currency: str) -> str:
    """Return an amount in its own unit.

    >>> amount(1250, "role", 100, "USD"), amount(250_000_000, "capex", 100, "USD")
    ('12.5 FTE', '$2.5 m')
    """
    if kind == "role":
        return f"{number(minor / HUNDREDTHS, 1).removesuffix('.0')} FTE"
    return money(minor / unit, currency)


def lapses(one: Any, unit: float, currency: str) -> str:
    """Return what of a fund's cap goes unused at the end of its year, for a cell.

    >>> from types import SimpleNamespace as S
    >>> lapses(S(lapses=300_000_000, period="FY27"), 100, "USD"), lapses(S(lapses=0, period="FY27"), 100, "USD")
    ('$3 m at the end of FY27', 'nothing')
    >>> lapses(S(lapses=None, period=None), 100, "USD")
    '–'
    """
    if one.lapses is None:
        return DASH
    return f"{money(one.lapses / unit, currency)} at the end of {one.period}" if one.lapses else "nothing"


def lapsing(limits: Sequence[Any], unit: float, currency: str) -> str:
    """Return what lapses of funds, in a sentence; "" where nothing does.

    >>> from types import SimpleNamespace as S
    >>> grant = S(name="State grant FY27", lapses=300_000_000, period="FY27")
    >>> lapsing([grant, S(name="Levy FY27", lapses=0, period="FY27")], 100, "USD")
    'Of the funds, State grant FY27 loses $3 m at the end of FY27, because no funded project may use it.'
    """
    lost = [one for one in limits if one.lapses]
    if not lost:
        return ""
    told = "; ".join(f"{one.name} loses {lapses(one, unit, currency)}" for one in lost)
    return f"Of the funds, {told}, because no funded project may use it."
