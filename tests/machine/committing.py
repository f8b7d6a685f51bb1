from django.db import connection

from content import stamp


def as_if_committed() -> None:
    """A test lives in one transaction, which is never committed: what it wrote is everybody's."""
    connection.run_on_commit = []
    stamp.forget()
