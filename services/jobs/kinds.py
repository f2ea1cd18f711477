"""The kinds of long work there are, each with what does it."""

from typing import Final

from services import robustness_job
from services.jobs.worker import Kind
from services.slip_training import KIND as SLIP_TRAINING
from services.slip_training import train

KINDS: Final[dict[str, Kind]] = {SLIP_TRAINING: train, robustness_job.KIND: robustness_job.carry_out}
