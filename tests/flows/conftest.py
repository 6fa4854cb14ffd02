import pytest

from flows.desk import Desk
from tests.flows.person import Person


@pytest.fixture(scope="session")
def desk() -> Desk:
    return Desk.load()


@pytest.fixture
def person(desk: Desk) -> Person:
    found = Person(desk)
    found.start()
    return found
