"""What Prometheus is told: bounded labels, whatever clients send."""

import json

import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from api.metrics import ANSWERED, OPERATIONS, OUTCOMES, REJECTED, Metrics
from tests.api.edge import client_of

FIRST_WORDS = {
    "{ a }": "query",
    "query A { a }": "query",
    "  \n mutation { a }": "mutation",
    "mutation{a}": "mutation",
    "subscription { a }": "other",
    "fragment A on B { c }": "other",
    "": "other",
    "529.982.247-25": "other",
}


@pytest.mark.parametrize(("query", "operation"), FIRST_WORDS.items())
async def test_requests_are_counted_by_the_first_word_and_the_outcome(query: str, operation: str):
    metrics = Metrics()
    metrics.count(query, ANSWERED, 0.003)
    metrics.count(query, REJECTED, 0.003)
    text = await shown(metrics)
    for outcome in (ANSWERED, REJECTED):
        assert f'healthmed_graphql_requests_total{{operation="{operation}",outcome="{outcome}"}} 1.0' in text
    assert f'healthmed_graphql_seconds_count{{operation="{operation}"}} 2.0' in text
    assert f'healthmed_graphql_seconds_bucket{{le="0.0025",operation="{operation}"}} 0.0' in text


async def test_the_labels_are_bounded_and_nothing_of_a_request_is_told():
    metrics = Metrics()
    for n in range(50):
        metrics.count(json.dumps({"cpf": n}), REJECTED, 0.0)
    text = await shown(metrics)
    series = [line for line in text.splitlines() if line.startswith("healthmed_graphql_requests_total")]
    assert len(series) == len(OPERATIONS) * len(OUTCOMES)
    assert "cpf" not in text


async def shown(metrics: Metrics) -> str:
    async with client_of(Starlette(routes=[Route("/metrics", metrics.show)])) as client:
        response = await client.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain; version=")
    return response.text
