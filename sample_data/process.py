"""The stated process by which forecasts move; history and true probabilities both come from it.

One month turns a project's state (status, work step, forecast finish) into the next. Nothing else is remembered.

1. Work. Six phases of three equal steps. An active project passes a step with probability
   ``3 / (phase_months x pace)`` per month; pace is a property of the category (1.0 = a middling building). After
   the last step the project is completed and its forecast becomes its actual finish.
2. Slips. With ``need`` = pace x (months of all later phases + half of this one), ``left`` = months from the status
   date to the forecast finish and ``pressure`` = log(need / left), held within +-1.5, the chance that the forecast
   moves later before the next status date is ``sigmoid(base + phase + department + 3.2 x pressure)``. It rises with
   pressure, so it falls with the time left. A forecast that already lies in the past moves 8 times in 10 at least.
3. Size. ``20 days + pace x (generalised Pareto, scale 46, shape 0.35) + U(0, 0.6) x (need - left)`` when too little
   time is left. Heavy-tailed, cut at 1,500 days.
4. Pull-ins. Where the forecast did not slip it may be pulled in, more often where more time is left than needed.
5. Status. Proposed projects start (their forecast is then made anew, as it is while they wait, once it leaves less
   than 0.6 of the need), active ones are put on hold or cancelled, those on hold resume with a slip or are
   cancelled. Only active projects slip.

No shock is shared between projects: slips are independent given the states.
"""

from dataclasses import dataclass

import numpy as np

DAYS_PER_MONTH = 30.4375
PROPOSED, ACTIVE, ON_HOLD, COMPLETED, CANCELLED = range(5)
STATUSES = ("Proposed", "Active", "On hold", "Completed", "Cancelled")
PHASES = ("Initiation", "Planning", "Design", "Procurement", "Delivery", "Close-out")
STEPS_PER_PHASE = 3
LAST_STEP = len(PHASES) * STEPS_PER_PHASE


@dataclass(frozen=True)
class SlipProcess:
    """Parameters of the process; probabilities are per month, log-odds where called an effect."""

    phase_months: tuple[float, ...] = (8.0, 9.0, 13.0, 7.0, 27.0, 5.0)
    base_effect: float = -3.4
    phase_effects: tuple[float, ...] = (-0.6, 0.1, 0.9, 0.6, -0.1, -1.2)
    department_effects: tuple[float, ...] = (0.45, 0.0, -0.6, 0.25, -0.3, 0.9, -0.8, 0.1)
    pressure_effect: float = 3.2
    pressure_limit: float = 1.5
    overdue_hazard: float = 0.8
    smallest_move_days: float = 20.0
    move_scale_days: float = 46.0
    move_shape: float = 0.35
    gap_share: float = 0.6
    largest_move_days: float = 1500.0
    pull_in_base: float = 0.012
    pull_in_pressure: float = 0.05
    hold: float = 0.004
    resume: float = 0.10
    cancel: float = 0.0006
    cancel_on_hold: float = 0.01
    cancel_proposed: float = 0.003
    start: float = 0.055
    optimism: tuple[float, float] = (0.78, 1.12)


@dataclass
class State:
    """State of n projects on one status date; every field is an array of n values.

    status and step are small integers, forecast is days since 1970-01-01, department an index, pace a factor.
    """

    status: np.ndarray
    step: np.ndarray
    forecast: np.ndarray
    department: np.ndarray
    pace: np.ndarray

    def take(self, rows: np.ndarray) -> "State":
        """Return the state of the given rows only."""
        return State(self.status[rows], self.step[rows], self.forecast[rows], self.department[rows], self.pace[rows])


def phase_of(step: np.ndarray) -> np.ndarray:
    """Return the phase index 0-5 of work steps 0-18; the end counts as close-out."""
    return np.minimum(step // STEPS_PER_PHASE, len(PHASES) - 1)


def needed_months(process: SlipProcess, phase: np.ndarray, pace: np.ndarray) -> np.ndarray:
    """Return the months that a project in this phase typically still needs."""
    months = np.asarray(process.phase_months)
    later = months[::-1].cumsum()[::-1] - months
    return pace * (later + months / 2)[phase]


def work_left_months(process: SlipProcess, step: np.ndarray, pace: np.ndarray) -> np.ndarray:
    """Return the expected months of work left at a step, exact to the step (used for new forecasts only)."""
    per_step = np.repeat(np.asarray(process.phase_months) / STEPS_PER_PHASE, STEPS_PER_PHASE)
    left = np.append(per_step[::-1].cumsum()[::-1], 0.0)
    return pace * left[step]


def slip_hazard(
    process: SlipProcess, phase: np.ndarray, months_left: np.ndarray, pace: np.ndarray, department: np.ndarray
) -> np.ndarray:
    """Return the chance (0-1) that an active project's forecast moves later before the next status date."""
    pressure = _pressure(process, needed_months(process, phase, pace), months_left)
    effects = np.asarray(process.phase_effects)[phase] + np.asarray(process.department_effects)[department]
    chance = 1.0 / (1.0 + np.exp(-(process.base_effect + effects + process.pressure_effect * pressure)))
    return np.where(months_left <= 0, np.maximum(chance, process.overdue_hazard), chance)


def _pressure(process: SlipProcess, need: np.ndarray, months_left: np.ndarray) -> np.ndarray:
    ratio = np.log(need / np.maximum(months_left, 0.25))
    return np.clip(ratio, -process.pressure_limit, process.pressure_limit)


def move_days(
    process: SlipProcess, need: np.ndarray, months_left: np.ndarray, pace: np.ndarray, draws: np.ndarray
) -> np.ndarray:
    """Return whole days by which a slipping forecast moves; draws are two rows of uniforms."""
    tail = ((1.0 - draws[0]) ** -process.move_shape - 1.0) / process.move_shape
    gap = np.maximum(need - months_left, 0.0) * DAYS_PER_MONTH
    days = process.smallest_move_days + process.move_scale_days * pace * tail + process.gap_share * draws[1] * gap
    return np.minimum(days, process.largest_move_days).astype(np.int64)


def new_forecast(process: SlipProcess, step: np.ndarray, pace: np.ndarray, today: int, draw: np.ndarray) -> np.ndarray:
    """Return a first forecast finish, days since 1970: today plus the work left, mostly optimistic."""
    low, high = process.optimism
    months = work_left_months(process, step, pace) * (low + (high - low) * draw)
    return today + np.maximum(months * DAYS_PER_MONTH, 20.0).astype(np.int64)


def advance(process: SlipProcess, state: State, today: int, later: int, rng: np.random.Generator) -> State:
    """Return the state on the status date `later`, given the state on `today` (days since 1970)."""
    draws = rng.random((6, state.status.size))
    active = state.status == ACTIVE
    phase = phase_of(state.step)
    left = (state.forecast - today) / DAYS_PER_MONTH
    need = needed_months(process, phase, state.pace)
    status = _next_status(process, state.status, draws[0])
    resumed = (state.status == ON_HOLD) & (status == ACTIVE)
    slips = (active & (draws[1] < slip_hazard(process, phase, left, state.pace, state.department))) | resumed
    slips &= status != CANCELLED
    moved = state.forecast + move_days(process, need, left, state.pace, draws[2:4])
    forecast = np.where(slips, np.maximum(moved, today + 5), state.forecast)
    spare = np.maximum(-_pressure(process, need, left), 0.0)
    pulled = active & ~slips & (left > 2) & (draws[4] < process.pull_in_base + process.pull_in_pressure * spare)
    early = (left * DAYS_PER_MONTH * (0.05 + 0.25 * draws[3])).astype(np.int64)
    forecast = np.where(pulled, forecast - early, forecast)
    waiting = (state.status == PROPOSED) & (status == PROPOSED) & (left < 0.6 * need)
    started = waiting | ((state.status == PROPOSED) & (status == ACTIVE))
    forecast = np.where(started, new_forecast(process, state.step, state.pace, later, draws[3]), forecast)
    return _work(process, state, status, forecast, phase, (today, later), draws)


def _work(
    process: SlipProcess,
    state: State,
    status: np.ndarray,
    forecast: np.ndarray,
    phase: np.ndarray,
    dates: tuple[int, int],
    draws: np.ndarray,
) -> State:
    rate = STEPS_PER_PHASE / (np.asarray(process.phase_months)[phase] * state.pace)
    passes = (state.status == ACTIVE) & (status == ACTIVE) & (draws[5] < rate)
    step = state.step + passes
    done = passes & (step >= LAST_STEP)
    finish = dates[0] + 1 + ((dates[1] - dates[0]) * draws[2]).astype(np.int64)
    status = np.where(done, COMPLETED, status)
    return State(status, step, np.where(done, np.minimum(finish, dates[1]), forecast), state.department, state.pace)


def _next_status(process: SlipProcess, status: np.ndarray, draw: np.ndarray) -> np.ndarray:
    chances = {
        PROPOSED: ((ACTIVE, process.start), (CANCELLED, process.cancel_proposed)),
        ACTIVE: ((ON_HOLD, process.hold), (CANCELLED, process.cancel)),
        ON_HOLD: ((ACTIVE, process.resume), (CANCELLED, process.cancel_on_hold)),
    }
    result = status.copy()
    for origin, moves in chances.items():
        floor = 0.0
        for target, chance in moves:
            result[(status == origin) & (draw >= floor) & (draw < floor + chance)] = target
            floor += chance
    return result
