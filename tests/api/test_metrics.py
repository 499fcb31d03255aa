"""What Prometheus is told: bounded labels, whatever clients send."""

import json

import pytest
from prometheus_client import CollectorRegistry

from api.metrics import CODES, Metrics
from api.operations import ALL, ANSWERED, CLIENTS, FAULT, KINDS, OUTCOMES, REJECTED, Called, called
from api.requests import GraphQLRequest
from schema.execution import Change
from schema.root import catalogue
from tests.api.edge import clinic_at, post

SOMEBODY = "52998224725"
CALLED = {
    ("query Doctors { a }", "Doctors"): ("query", "Doctors"),
    ("  \n mutation Book { a }", "Book"): ("mutation", "Book"),
    ("mutation Doctors { a }", "Doctors"): ("mutation", "other"),
    ("query Doctors { a }", None): ("query", "other"),
    ("{ a }", SOMEBODY): ("query", "other"),
    ("mutation{a}", "Mine"): ("mutation", "other"),
    ("subscription { a }", None): ("subscription", "other"),
    ("subscription{a}", "Doctors"): ("subscription", "other"),
    ("fragment a on Query { a }", None): ("other", "other"),
    ("", "Doctors"): ("other", "other"),
    (SOMEBODY, None): ("other", "other"),
}


@pytest.fixture
def metrics() -> Metrics:
    return Metrics(CollectorRegistry(), catalogue().schema)


@pytest.mark.parametrize(("asked", "operation"), CALLED.items())
def test_an_operation_is_called_by_the_clients_own_name_or_other(asked, operation):
    assert called(GraphQLRequest(asked[0], None, asked[1])) == operation


def test_a_request_is_counted_by_operation_outcome_code_and_by_what_came_of_its_mutations(metrics: Metrics):
    book = Called("mutation", "Book")
    taken, booked = Change("bookAppointment", "SlotTaken"), Change("bookAppointment", "Appointment")
    metrics.count(ANSWERED, 0.003, book, None, [taken])
    metrics.count(FAULT, 0.3, book, "INTERNAL", [booked])
    metrics.count(REJECTED, 0.003, Called("query", "other"), "SOMETHING_NEW")
    value = metrics._registry.get_sample_value
    labels = {"kind": "mutation", "operation": "Book"}
    assert value("healthmed_graphql_requests_total", labels | {"outcome": ANSWERED}) == 1
    assert value("healthmed_graphql_requests_total", labels | {"outcome": FAULT}) == 1
    assert value("healthmed_graphql_seconds_bucket", labels | {"le": "0.005"}) == 1
    assert value("healthmed_graphql_seconds_count", labels) == 2
    assert value("healthmed_errors_total", {"code": "INTERNAL"}) == 1
    assert value("healthmed_errors_total", {"code": "other"}) == 1
    for change, refused in ((taken, "yes"), (booked, "no")):
        ended = {"mutation": change.field, "result": change.result, "refused": refused}
        assert value("healthmed_mutations_total", ended) == 1
    assert value("healthmed_mutation_seconds_bucket", {"mutation": "bookAppointment", "le": "0.25"}) == 1


async def test_the_labels_are_bounded_and_nothing_of_a_request_is_told(database_url, now):
    async with clinic_at(database_url, now) as client:
        for n in range(20):
            name = f"Cpf{SOMEBODY}{n}"
            asked = {"query": f"query {name} {{ __typename }}", "operationName": name}
            assert (await post(client, json.dumps(asked))).status_code == 200
        await post(client, json.dumps({SOMEBODY: SOMEBODY}))
        text = (await client.get("/metrics")).text
    assert SOMEBODY not in text
    assert 'healthmed_graphql_requests_total{kind="query",operation="other",outcome="answered"} 20.0' in text
    assert 'healthmed_planner_documents_total{result="miss"} 20.0' in text
    series = [line.partition("{")[0] for line in text.splitlines() if line.startswith("healthmed_")]
    assert series.count("healthmed_graphql_requests_total") == len(ALL) * len(OUTCOMES)
    assert series.count("healthmed_errors_total") == len(CODES)
    assert series.count("healthmed_graphql_seconds_count") == len(CLIENTS) + len(KINDS)


async def test_pools_sockets_the_log_and_the_build_are_told_of(database_url, now):
    async with clinic_at(database_url, now, read_pool=3, build="1.2.3") as client:
        await client.get("/readyz")
        text = (await client.get("/metrics")).text
    for line in (
        'healthmed_pool_connections{pool="read",state="most"} 3.0',
        'healthmed_pool_waiting{pool="write"} 0.0',
        'healthmed_sockets_closed_total{code="4410"} 0.0',
        "healthmed_subscriptions_open 0.0",
        'healthmed_build_info{build="1.2.3",',
    ):
        assert line in text
    assert "\nhealthmed_live_position " in text
