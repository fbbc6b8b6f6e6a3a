"""What all tests share: the network is closed, and the shared documents are found or the test is skipped."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("JALON_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared documents beside the repository; its tests are skipped where it is absent."""
    if not (SHARED / "corpus").is_dir():
        pytest.skip("the folder shared/ with the test documents is not beside the repository")
    return SHARED
