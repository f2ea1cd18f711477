"""The schema: every table defined once."""

from data_access.schema import answers, core, jobs, people, periods, scenarios, weighings, workshops
from data_access.schema.base import Base
from data_access.schema.fields import Field
from data_access.schema.registers import REGISTERS, Register

__all__ = [
    "REGISTERS",
    "Base",
    "Field",
    "Register",
    "answers",
    "core",
    "jobs",
    "people",
    "periods",
    "scenarios",
    "weighings",
    "workshops",
]
