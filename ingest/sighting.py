"""What is stored of one reading of a row, beside its raw cells."""

from typing import Final

from ingest.statement import ROW_COLUMNS

# Schema columns of a sighting in the order they are stored; times are integer microseconds, texts are texts.
VALUES: Final = tuple(name for name in ROW_COLUMNS if name != "line")
