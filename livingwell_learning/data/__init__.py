"""Load and validate the tables, their dates and their sources: the only door to what lies behind it."""

from .citing import CitingRow, rows_by_source
from .confirm import ConfirmError, Line, confirm, confirmable
from .dates import DateError, EventDate, parse_date
from .descriptions import PAGES, fields_of, foreign_keys, foreign_target
from .files import DESCRIPTOR, digest, find_descriptor, fingerprint, read_text
from .labels import Column, humanise, read_column, read_values
from .package import REFERENCES, DataPackage, cited_keys, load
from .pages import page_names
from .problems import DataError, Problem, did_you_mean, sentences
from .reading import Table
from .references import Source, anchor, label_sources
from .selection import ConditionError, select_rows
from .validation import check, validate

__all__ = [
    "DESCRIPTOR",
    "PAGES",
    "REFERENCES",
    "CitingRow",
    "Column",
    "ConditionError",
    "ConfirmError",
    "DataError",
    "DataPackage",
    "DateError",
    "EventDate",
    "Line",
    "Problem",
    "Source",
    "Table",
    "anchor",
    "check",
    "cited_keys",
    "confirm",
    "confirmable",
    "did_you_mean",
    "digest",
    "fields_of",
    "find_descriptor",
    "fingerprint",
    "foreign_keys",
    "foreign_target",
    "humanise",
    "label_sources",
    "load",
    "page_names",
    "parse_date",
    "read_column",
    "read_text",
    "read_values",
    "rows_by_source",
    "select_rows",
    "sentences",
    "validate",
]
