"""Load and validate the tables, their dates and their sources."""

from .dates import DateError, EventDate, parse_date
from .files import fingerprint
from .package import DataPackage, cited_keys, load
from .problems import DataError, Problem
from .references import Source
from .validation import check, validate

__all__ = [
    "DataError",
    "DataPackage",
    "DateError",
    "EventDate",
    "Problem",
    "Source",
    "check",
    "cited_keys",
    "fingerprint",
    "load",
    "parse_date",
    "validate",
]
