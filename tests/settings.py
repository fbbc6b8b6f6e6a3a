"""Settings for tests: an installation in a folder of its own that goes with the test run."""

import atexit
import os
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

os.environ["JALON_HOME"] = tempfile.mkdtemp(prefix="jalon-tests-")
atexit.register(shutil.rmtree, os.environ["JALON_HOME"], ignore_errors=True)
Path(os.environ["JALON_HOME"], "static").mkdir()  # WhiteNoise warns where it is missing
os.environ.setdefault("JALON_WORKERS", "1")

from jalon.project.settings import *  # noqa: E402, F403 - the folder must be set before

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

JALON_ALLOWANCES = {name: replace(one, amount=10**9) for name, one in JALON_ALLOWANCES.items()}  # noqa: F405 - of the settings
"""Tests of limits set their own."""

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
"""Quick to work out: each sign-in of a test costs a hash."""
