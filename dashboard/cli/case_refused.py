"""What a case does not take, told in one sentence."""

from collections.abc import Iterator
from contextlib import contextmanager

from dashboard.cli.guard import Refused


@contextmanager
def told() -> Iterator[None]:
    """Turn what a case refuses into a sentence in the person's language."""
    from detect.case_event import CaseRefused

    try:
        yield
    except CaseRefused as refused:
        raise Refused(f"case.refused.{refused.code}", **refused.facts) from refused
