"""Whatever the description of the JSON lets one ask is answered as it says, and never with a fault of ours."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.openapi import from_dict
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

from standoff.web.app import create_app
from standoff.web.settings import WebSettings
from tests.web.conftest import first, kept, second

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]

EXAMPLES = int(os.environ.get("STANDOFF_QUESTIONS", "30"))
"""Questions for each address, that the gate stays fast; `STANDOFF_QUESTIONS=1000 pytest tests/web/test_schema.py` asks
more.
"""


def _operations() -> list[APIOperation[Any, Any, Any, Any]]:
    app = create_app(WebSettings("no such record.db"))
    found = from_dict(app.openapi()).get_all_operations()
    return [each.ok() for each in found if isinstance(each, Ok)]


OPERATIONS = {each.label: each for each in _operations()}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    db = kept(tmp_path_factory.mktemp("schema") / "record.db", first(), second())
    app = create_app(WebSettings(str(db)))
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as found:
        yield found


def test_every_kind_of_answer_is_described() -> None:
    assert {"GET /brief.json", "GET /demands/{key}.json", "GET /statements.json", "GET /rows/{key}"} <= set(OPERATIONS)
    assert len(OPERATIONS) >= 14


@pytest.mark.parametrize("name", OPERATIONS)
def test_no_question_is_a_fault_and_answers_are_as_described(client: TestClient, name: str) -> None:
    operation = OPERATIONS[name]
    right, wrong = (operation.as_strategy(each) for each in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE))

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.one_of(right, wrong))
    def ask(case: Case[Any]) -> None:
        answer = client.request(case.method, case.formatted_path, params=case.query, follow_redirects=False)
        case.validate_response(answer, checks=CHECKS)

    ask()
