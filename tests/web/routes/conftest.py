"""One example for each route: made once, in a transaction that stays open while the checks of that route run."""

from collections.abc import Iterator

import pytest

from tests.web.once import rolled_back
from tests.web.routes.prepared import Prepared, prepare


@pytest.fixture(scope="package")
def prepared(request, django_db_setup, django_db_blocker) -> Iterator[Prepared]:
    """The example of a route, with its person signed in and the form before them.

    pytest runs all checks of one route one after the other, over all modules of this folder; each of them is rolled
    back to this point by its own `node`, so that none sees what another did.
    """
    with django_db_blocker.unblock(), rolled_back():
        yield prepare(request.param)
