"""The desk of a database's first administrator, which most services are tried with."""

from collections.abc import Iterator

import pytest

from helpdesk_desktop.services.desk import OpenDesk
from tests.builders import opened


@pytest.fixture
def desk(database_url: str) -> Iterator[OpenDesk]:
    """On each engine, open."""
    with opened(database_url) as made:
        yield made
