"""The features, run through the service: slow together, though each of them is quick."""

import pytest
from pytest_bdd import scenarios

pytestmark = pytest.mark.slow

scenarios(".")
