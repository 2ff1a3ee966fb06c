"""Whatever the description of the JSON allows to be asked is answered, and never with a fault of ours."""

import warnings
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from standoff.web.app import create_app
from standoff.web.settings import WebSettings
from tests.web.conftest import first, kept, second
