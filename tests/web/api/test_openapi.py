"""The service keeps to its OpenAPI document, whatever is sent (schemathesis, all of its checks)."""

from tempfile import mkdtemp

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case

from joinwise.settings import Settings
from joinwise.web.app import create_app

store = f"sqlite:///{mkdtemp()}/joinwise.db"
app = create_app(Settings(database_url=store))
schema = schemathesis.openapi.from_wsgi("/openapi.json", app)


@schema.parametrize()
@settings(
    max_examples=100, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck)
)
def test_every_call_keeps_to_the_document(case: Case) -> None:
    case.call_and_validate()
