"""A file comes in: read it, map its columns, check its rows. Nothing here knows the database."""

from data_access.intake.check import Checked, check
from data_access.intake.dictionary import dictionary
from data_access.intake.facts import facts_of, merged
from data_access.intake.findings import LISTED, FileRefused, Refusal, Repair, Skipped, Warning
from data_access.intake.mapping import AS_OF, ColumnMapping, Mapping, signature
from data_access.intake.proposal import propose, propose_from
from data_access.intake.read import read_chunks, read_table
from data_access.intake.source import Source
from data_access.intake.stream import check_stream
from data_access.intake.tables import RawTable
from data_access.intake.templates import template_csv, template_fields, template_xlsx
from data_access.intake.values import PortfolioFacts

__all__ = [
    "AS_OF",
    "LISTED",
    "Checked",
    "ColumnMapping",
    "FileRefused",
    "Mapping",
    "PortfolioFacts",
    "RawTable",
    "Refusal",
    "Repair",
    "Skipped",
    "Source",
    "Warning",
    "check",
    "check_stream",
    "dictionary",
    "facts_of",
    "merged",
    "propose",
    "propose_from",
    "read_chunks",
    "read_table",
    "signature",
    "template_csv",
    "template_fields",
    "template_xlsx",
]
