"""Load and validate the tables, their dates and their sources."""

from .confirm import ConfirmError, Line, confirm, confirmable
from .dates import DateError, EventDate, parse_date
from .files import fingerprint
from .package import DataPackage, cited_keys, load
from .problems import DataError, Problem
from .references import Source
from .validation import check, validate

__all__ = [
    "ConfirmError",
    "DataError",
    "DataPackage",
    "DateError",
    "EventDate",
    "Line",
    "Problem",
    "Source",
    "check",
    "cited_keys",
    "confirm",
    "confirmable",
    "fingerprint",
    "load",
    "parse_date",
    "validate",
]
