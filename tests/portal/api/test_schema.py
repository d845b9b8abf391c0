"""The API keeps its description: whatever is asked, it answers in the promised shapes, and never breaks."""

from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as examples
from pytest_django import Settings
from schemathesis import GenerationMode, checks

from dure.portal.api.routes import api

pytestmark = [pytest.mark.usefixtures("everything"), pytest.mark.xdist_group("loaded")]
APPLICATION = WSGIHandler()
PATHS = sorted(api.get_openapi_schema(path_prefix="/api/v1/")["paths"])
# A caller inside the process does not unpack what it is sent.
PLAIN = {"Accept-Encoding": "identity"}
PROMISES = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.response_headers_conformance,
]


@pytest.fixture(autouse=True)
def without_a_limit(settings: Settings) -> None:
    """What is asked here is more than one address may ask."""
    settings.RATE_LIMIT_API_PER_MINUTE = 10**9


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("path", PATHS)
def test_the_api_keeps_its_description(path: str, mode: GenerationMode) -> None:
    operation = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", APPLICATION)[path]["GET"]
    if mode is GenerationMode.NEGATIVE and not operation.definition.raw["parameters"]:
        return

    @given(case=operation.as_strategy(generation_mode=mode))
    @examples(
        max_examples=25,
        deadline=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def keeps(case: Any) -> None:
        case.call_and_validate(headers=PLAIN, checks=PROMISES)

    keeps()


@pytest.mark.parametrize("path", PATHS)
def test_the_example_of_the_description_is_answered(path: str) -> None:
    operation = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", APPLICATION)[path]["GET"]
    parts = {
        one["name"]: one["example"] for one in operation.definition.raw["parameters"] if "example" in one
    }
    case = operation.Case(path_parameters=parts)
    assert case.call_and_validate(headers=PLAIN, checks=PROMISES).status_code == 200
