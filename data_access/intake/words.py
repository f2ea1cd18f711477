"""Words that stand for a status colour, a choice or a yes: known spellings and their meaning."""

import re

GREEN, GREEN_AMBER, AMBER, AMBER_RED, RED = 1, 2, 3, 4, 5
NOT_A_STATUS = "not a known status"
NOT_A_CHOICE = "not one of the words allowed"
FOLD = re.compile(r"[\s_\-/–—]+")

RAG_WORDS = {
    GREEN: (
        "g",
        "green",
        "on track",
        "on target",
        "good",
        "healthy",
        "blue",
        "complete",
        "completed",
        "low",
        "dark green",
    ),
    GREEN_AMBER: (
        "ag",
        "a g",
        "ga",
        "g a",
        "amber green",
        "green amber",
        "light green",
        "yellow green",
        "green yellow",
        "lime",
    ),
    AMBER: ("a", "y", "amber", "yellow", "at risk", "some concerns", "caution", "medium", "warning", "minor issues"),
    AMBER_RED: ("ar", "a r", "ra", "r a", "amber red", "red amber", "orange", "major issues", "yellow red"),
    RED: ("r", "red", "off track", "off target", "critical", "high", "late", "delayed", "serious issues", "dark red"),
}
PLAIN_RAG = {
    GREEN: ("g", "green", "1"),
    GREEN_AMBER: ("a g", "ag", "amber green", "green amber", "2"),
    AMBER: ("a", "amber", "yellow", "y", "3"),
    AMBER_RED: ("a r", "ar", "amber red", "red amber", "4"),
    RED: ("r", "red", "5"),
}
RAG = {word: level for level, words in RAG_WORDS.items() for word in words}

CHOICE_WORDS = {
    "proposed": "planned,pipeline,candidate,idea,draft,pending,submitted,requested,not started,new,planning",
    "active": "in progress,in flight,ongoing,open,live,started,underway,under way,executing,in delivery,running",
    "on hold": "hold,paused,suspended,deferred,stopped temporarily,onhold,stalled",
    "completed": "complete,closed,done,finished,delivered,closed out",
    "cancelled": "canceled,terminated,stopped,withdrawn,abandoned,discontinued",
    "mandatory": "statutory,regulatory,must do,legal,required,compliance",
    "committed": "contracted,in contract",
    "discretionary": "optional,strategic,choice",
    "run": "bau,business as usual,operations,maintenance,run the business,steady state",
    "none": "no,nil,0,no impact",
    "low": "weak,minor,l",
    "moderate": "medium,m,mod",
    "strong": "high,major,h",
    "extreme": "very high,very strong,e,critical",
    "capex": "capital,capital expenditure,investment",
    "opex": "operating,operational,operating expenditure,revenue,expense",
    "labour": "labor,staff,people,internal",
    "contract": "contracts,contractor,supplier,external",
    "all": "total",
    "threat": "risk,negative",
    "opportunity": "upside,positive",
    "pass": "passed,approved,go,proceed",
    "conditional": "conditional pass,pass with conditions,approved with conditions",
    "stop": "stopped,no go,fail,failed,rejected",
    "hold": "held,deferred",
    "approved": "accepted,agreed,yes",
    "rejected": "declined,refused,no",
    "withdrawn": "cancelled,canceled",
    "finish-to-start": "fs,finish start",
    "start-to-start": "ss,start start",
    "cashable": "cash releasing,financial",
    "non-cashable": "noncashable,non financial,non cash releasing",
    "disbenefit": "dis benefit,negative benefit",
}
YES = frozenset(("yes", "y", "true", "t", "1", "x", "✓", "ja", "oui"))
NO = frozenset(("no", "n", "false", "f", "0", "nein", "non"))


def folded(text: str) -> str:
    """Return a word in lower case with spacing, hyphens and slashes made one blank."""
    return FOLD.sub(" ", text.strip().lower()).strip()


def rag(text: str, *, one_to_five: bool = True) -> tuple[int | None, str]:
    """Return the level 1 (green) to 5 (red), and a reason where a reader would not read the same.

    >>> rag("A/R"), rag("On track"), rag("purple")
    ((4, ''), (1, 'read as green'), (None, 'not a known status'))
    """
    word = folded(text)
    if one_to_five and word in ("1", "2", "3", "4", "5"):
        return int(word), ""
    level = RAG.get(word)
    if level is None:
        return None, NOT_A_STATUS
    names = {GREEN: "green", GREEN_AMBER: "amber-green", AMBER: "amber", AMBER_RED: "amber-red", RED: "red"}
    return level, "" if word in PLAIN_RAG[level] else f"read as {names[level]}"


def choice(text: str, choices: tuple[str, ...]) -> tuple[str | None, str]:
    """Return the allowed word, and a reason where it is not the word written.

    >>> choice("In progress", ("active", "completed")), choice("ON-HOLD", ("on hold",))
    (('active', 'read as active'), ('on hold', ''))
    """
    word = folded(text)
    for allowed in choices:
        if folded(allowed) == word:
            return allowed, ""
    for allowed in choices:
        if word in _known(allowed):
            return allowed, f"read as {allowed}"
    return None, NOT_A_CHOICE


def _known(allowed: str) -> tuple[str, ...]:
    spellings = CHOICE_WORDS.get(allowed)
    return tuple(spellings.split(",")) if spellings else ()


def flag(text: str) -> tuple[bool | None, str]:
    """Return yes or no as a truth value."""
    word = folded(text)
    if word in YES or word in NO:
        return word in YES, ""
    return None, "neither yes nor no"
