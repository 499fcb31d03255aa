"""Settings that follow from others."""

import pytest

from infra.settings import Settings


@pytest.mark.parametrize(
    ("environment", "said", "json"),
    [
        ("production", None, True),
        ("production", False, False),
        ("development", None, False),
        ("development", True, True),
    ],
)
def test_logs_are_json_in_production_unless_it_is_said(environment: str, said: bool | None, json: bool):
    told = {"environment": environment, "log_json": said}
    assert Settings().model_copy(update=told).json_logs is json
