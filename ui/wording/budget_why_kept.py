"""Why a project is in or out where what is funded is kept."""


def standing(inside: bool, best: bool) -> str:
    """Return what keeping does to a project, beside the best set of all.

    >>> standing(True, False)
    'It is funded because it is funded now and is kept. Against the best set of all:'
    """
    if inside and not best:
        return "It is funded because it is funded now and is kept. Against the best set of all:"
    if best and not inside:
        return "It waits because what is funded now is kept. In the best set of all it would be in:"
    return "The same holds for the best set of all:"
