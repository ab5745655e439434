"""Each module imports only from those above it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.services import ROOT


@pytest.mark.slow
def test_the_direction_of_imports_holds() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
