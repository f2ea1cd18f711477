"""CBC, the branch and cut of COIN-OR, through its C interface: with a value to beat, and a limit on work.

OR-Tools brings the library and calls it too, but hands on neither the value to beat nor any setting of its cuts, which
is what makes a proof quick. The interface is that of CBC 2.10 (`Cbc_C_Interface.h`).
"""

from __future__ import annotations

import ctypes
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import ortools
from numpy.typing import NDArray
from scipy.sparse import csc_array

_PLAIN: Mapping[str, str] = {"log": "0", "slog": "0", "timeMode": "elapsed", "ratio": "0"}
# With a value to beat, cuts and heuristics cost more than they save; measured by benchmarks/selection.py.
_WITH_FLOOR: Mapping[str, str] = {"cuts": "off", "heur": "off", "trust": "5"}
_SHORTEST = 0.01
_NOTHING = 1e40

_Numbers = ctypes.POINTER(ctypes.c_double)
_Places = ctypes.POINTER(ctypes.c_int)


@dataclass(frozen=True, eq=False)
class Programme:
    """A linear programme in variables that are 0 or 1, to be made as large as possible.

    Attributes
    ----------
    gain : array of float, shape (m,)
    rows : csc_array, shape (r, m)
    lower, upper : array of float, shape (r,)
        Ends of each row; minus and plus infinity where it has none.
    """

    gain: NDArray[np.float64]
    rows: csc_array
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]


@dataclass(frozen=True)
class Effort:
    """How far to search.

    Attributes
    ----------
    seconds
        By the clock on the wall.
    slack
        Stop at this distance between gain and bound.
    nodes
        Most subproblems looked at; the same in every run.
    any_will_do
        Stop at the first answer.
    """

    seconds: float
    slack: float = 0.0
    nodes: int | None = None
    any_will_do: bool = False


@dataclass(frozen=True, eq=False)
class Found:
    """What a search came to.

    Attributes
    ----------
    taken : array of bool, shape (m,), or None
        None where nothing above the floor was found.
    bound : float
        Nothing above the floor gains more; infinite where nothing is known.
    finished : bool
        Whether the search ended by itself: what was found is within the slack of the best, or there is nothing.
    """

    taken: NDArray[np.bool_] | None
    bound: float
    finished: bool


def best_above(programme: Programme, floor: float, effort: Effort) -> Found:
    """The answer of greatest gain above the floor, which may be minus infinity."""
    library = _library()
    model = library.Cbc_newModel()
    try:
        _load(library, model, programme)
        for name, value in _settings(floor, effort).items():
            library.Cbc_setParameter(model, name.encode(), value.encode())
        library.Cbc_solve(model)
        return _found(library, model, len(programme.gain), floor)
    finally:
        library.Cbc_deleteModel(model)


def _settings(floor: float, effort: Effort) -> dict[str, str]:
    settings = dict(_PLAIN, allow=repr(float(effort.slack)), sec=repr(max(float(effort.seconds), _SHORTEST)))
    if effort.nodes is not None:
        settings["maxNodes"] = str(effort.nodes)
    if effort.any_will_do:
        settings["maxSolutions"] = "1"
    if floor > -np.inf:
        settings.update(_WITH_FLOOR, cutoff=repr(-float(floor)))
    return settings


def _load(library: ctypes.CDLL, model: int, programme: Programme) -> None:
    """Hand the programme over, turned round, since the solver makes costs small."""
    rows = csc_array(programme.rows)
    columns = len(programme.gain)
    starts, places = (np.ascontiguousarray(part, dtype=np.intc) for part in (rows.indptr, rows.indices))
    numbers = (rows.data, np.zeros(columns), np.ones(columns), -programme.gain, programme.lower, programme.upper)
    held = [np.ascontiguousarray(part, dtype=np.float64) for part in numbers]
    library.Cbc_setLogLevel(model, 0)
    library.Cbc_loadProblem(
        model,
        columns,
        rows.shape[0],
        starts.ctypes.data_as(_Places),
        places.ctypes.data_as(_Places),
        *(part.ctypes.data_as(_Numbers) for part in held),
    )
    for column in range(columns):
        library.Cbc_setInteger(model, column)


def _found(library: ctypes.CDLL, model: int, columns: int, floor: float) -> Found:
    if library.Cbc_isProvenInfeasible(model):
        return Found(None, floor, True)
    solution = library.Cbc_bestSolution(model)
    bound = -float(library.Cbc_getBestPossibleObjValue(model))
    return Found(
        np.array(solution[:columns]) > 0.5 if solution else None,
        bound if abs(bound) < _NOTHING else np.inf,
        bool(library.Cbc_isProvenOptimal(model)),
    )


@cache
def _library() -> ctypes.CDLL:
    """The library beside OR-Tools.

    Raises
    ------
    OSError
        If this build of OR-Tools does not bring it.
    """
    folder = Path(ortools.__file__).parent / ".libs"
    path = next(iter(sorted(folder.glob("libCbcSolver*"))), None)
    if path is None:
        raise OSError(f"OR-Tools brings no CBC in {folder}; install the release that requirements.txt names")
    library = ctypes.CDLL(str(path))
    handle = ctypes.c_void_p
    library.Cbc_newModel.restype = handle
    library.Cbc_setParameter.argtypes = [handle, ctypes.c_char_p, ctypes.c_char_p]
    library.Cbc_setLogLevel.argtypes = library.Cbc_setInteger.argtypes = [handle, ctypes.c_int]
    library.Cbc_loadProblem.argtypes = [handle, ctypes.c_int, ctypes.c_int, _Places, _Places, *([_Numbers] * 6)]
    library.Cbc_bestSolution.restype = _Numbers
    library.Cbc_getBestPossibleObjValue.restype = ctypes.c_double
    asked = ("solve", "bestSolution", "getBestPossibleObjValue", "isProvenInfeasible", "isProvenOptimal", "deleteModel")
    for name in asked:
        getattr(library, f"Cbc_{name}").argtypes = [handle]
    return library
