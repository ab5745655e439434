"""The service keeps to its OpenAPI document, whatever is sent (schemathesis, all of its checks)."""

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case

from joinwise.settings import Settings
from joinwise.web import create_app

schema = schemathesis.openapi.from_wsgi("/openapi.json", create_app(Settings()))


@schema.parametrize()
@settings(
    max_examples=100, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck)
)
def test_every_call_keeps_to_the_document(case: Case) -> None:
    case.call_and_validate()
