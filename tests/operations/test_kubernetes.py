"""The manifests: nobody may do more than it must, and nothing is named that is not there."""

import subprocess
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import yaml

from cli.commands import app
from infra.settings import Settings
from tests.operations.kinds import NotHere
from tests.operations.manifests import NAMES, problems, problems_of_operators, rendered
from tests.server import ROOT

OURS = {"api", "worker", "migrate"}


@pytest.fixture(params=NAMES)
def objects(request: pytest.FixtureRequest) -> list[dict[str, Any]]:
    return rendered(request.param)


def of_kind(objects: list[dict[str, Any]], *kinds: str) -> Iterator[dict[str, Any]]:
    return (one for one in objects if one["kind"] in kinds)


def pods(objects: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    for one in of_kind(objects, "Deployment", "StatefulSet", "Job"):
        yield one["metadata"]["name"], one["spec"]["template"]["spec"]


def the(objects: list[dict[str, Any]], kind: str, name: str) -> dict[str, Any]:
    (found,) = (one for one in of_kind(objects, kind) if one["metadata"]["name"] == name)
    return found


@pytest.mark.parametrize("overlay", NAMES)
def test_kubernetes_takes_them(overlay):
    assert list(problems(overlay)) == []


def judged(overlay: str) -> list[str]:
    try:
        return list(problems_of_operators(overlay))
    except NotHere as reason:
        pytest.skip(str(reason))


@pytest.mark.parametrize("overlay", NAMES)
def test_the_operators_take_theirs(overlay):
    assert judged(overlay) == []


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("Cluster", {"instancez": 3}),
        ("Cluster", {"instances": "three"}),
        ("Cluster", {"storage": {"size": "50Gi", "grow": True}}),
        ("ScheduledBackup", {"schedule": None}),
        ("ExternalSecret", {"data": [{"secretKey": "x", "remoteRef": {}}]}),
        ("ExternalSecret", {"refreshInterval": 1}),
    ],
)
def test_what_an_operator_would_not_take_is_found(kind, wrong, monkeypatch):
    overlay = "aws-eks" if kind == "ExternalSecret" else "small"
    one = next(of_kind(rendered(overlay), kind))
    monkeypatch.setitem(one, "spec", one["spec"] | wrong)
    assert len(judged(overlay)) == 1


@pytest.mark.parametrize("wrong", [{"replicaz": 2}, {"replicas": "two"}])
def test_what_kubernetes_would_not_take_is_found(objects, wrong, monkeypatch):
    deployment = the(objects, "Deployment", "worker")
    monkeypatch.setitem(deployment, "spec", deployment["spec"] | wrong)
    assert [problem for name in NAMES for problem in problems(name)]


def test_every_pod_keeps_to_the_restricted_standard(objects):
    for _, pod in pods(objects):
        assert pod["securityContext"]["runAsNonRoot"]
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        assert pod["automountServiceAccountToken"] is False
        for container in pod["containers"]:
            assert container["securityContext"] == {
                "allowPrivilegeEscalation": False,
                "readOnlyRootFilesystem": True,
                "capabilities": {"drop": ["ALL"]},
            }
            assert container["resources"]["requests"].keys() == {"cpu", "memory"}
            assert "memory" in container["resources"]["limits"]


def test_only_the_api_holds_the_keys_that_sign(objects):
    holders = [
        name
        for name, pod in pods(objects)
        for volume in pod.get("volumes", [])
        for source in volume.get("projected", {}).get("sources", [])
        if source["secret"]["name"] == "signing"
    ]
    assert holders == ["api"]
    made = {one["spec"]["target"]["name"] for one in of_kind(objects, "ExternalSecret")}
    assert made in (set(), {"healthmed", "signing"})


def test_accounts_have_no_rights(objects):
    assert {one["metadata"]["name"] for one in of_kind(objects, "ServiceAccount")} == OURS
    assert list(of_kind(objects, "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding")) == []


def test_our_pods_run_commands_that_exist_from_one_image(objects):
    ours = {name: pod["containers"][0] for name, pod in pods(objects) if name in OURS}
    commands = {command.callback.__name__ for command in app.registered_commands if command.callback}
    assert {name: container["args"] for name, container in ours.items()} == {name: [name] for name in OURS}
    assert commands >= OURS
    assert len({container["image"] for container in ours.values()}) == 1


def test_the_settings_are_taken(objects, monkeypatch, tmp_path):
    (settings,) = of_kind(objects, "ConfigMap")
    for name, value in settings["data"].items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("HEALTHMED_SECRETS_DIR", str(tmp_path))
    assert Settings().worker_metrics_port == 9100


def test_a_pod_has_time_to_stop_and_to_start(objects):
    (settings,) = of_kind(objects, "ConfigMap")
    pause = timedelta(seconds=int(settings["data"]["HEALTHMED_STOP_PAUSE"]))
    pod = the(objects, "Deployment", "api")["spec"]["template"]["spec"]
    assert timedelta(seconds=pod["terminationGracePeriodSeconds"]) > pause + timedelta(seconds=8 + 5)
    probe = pod["containers"][0]["startupProbe"]
    assert probe["periodSeconds"] * probe["failureThreshold"] > Settings().start_within


@pytest.mark.parametrize("name", ["api", "worker"])
def test_a_rollout_takes_nobody_away_and_an_eviction_takes_one_at_most(objects, name):
    deployment = the(objects, "Deployment", name)["spec"]
    assert deployment["strategy"]["rollingUpdate"] == {"maxUnavailable": 0, "maxSurge": 1}
    constraints = deployment["template"]["spec"]["topologySpreadConstraints"]
    assert {one["topologyKey"].rpartition("/")[2] for one in constraints} == {"zone", "hostname"}
    budget = the(objects, "PodDisruptionBudget", name)["spec"]
    assert budget["selector"]["matchLabels"] == {"app": name}
    assert 1 in (budget.get("maxUnavailable"), budget.get("minAvailable"))


def test_selectors_find_something(objects):
    labels = [
        pod["spec"]["template"]["metadata"]["labels"] for pod in of_kind(objects, "Deployment", "StatefulSet")
    ]
    for service in of_kind(objects, "Service"):
        wanted = service["spec"]["selector"].items()
        assert any(wanted <= one.items() for one in labels), service["metadata"]["name"]
    services = [one["metadata"].get("labels", {}) for one in of_kind(objects, "Service")]
    for monitor in of_kind(objects, "ServiceMonitor"):
        assert any(monitor["spec"]["selector"]["matchLabels"].items() <= one.items() for one in services)


def test_prometheus_knows_processes_by_the_jobs_that_alerts_and_dashboards_ask_for(objects):
    jobs = {
        rule["replacement"]
        for monitor in of_kind(objects, "ServiceMonitor")
        for endpoint in monitor["spec"]["endpoints"]
        for rule in endpoint["relabelings"]
        if rule["targetLabel"] == "job"
    }
    configured = yaml.safe_load((ROOT / "deploy" / "prometheus" / "prometheus.yml").read_text())
    named = {one["job_name"] for one in configured["scrape_configs"]}
    assert jobs == {name for name in named if name.startswith("healthmed-")}


def test_the_operator_is_given_every_rule():
    made = subprocess.run(
        [ROOT / "deploy" / "kubernetes" / "rules.sh"], check=True, capture_output=True, text=True
    )
    objects = list(yaml.safe_load_all(made.stdout))
    files = sorted((ROOT / "deploy" / "prometheus" / "rules").glob("*.yml"))
    assert [one["spec"] for one in objects] == [yaml.safe_load(file.read_text()) for file in files]
    assert {(one["kind"], one["metadata"]["namespace"]) for one in objects} == {
        ("PrometheusRule", "healthmed")
    }
    assert [one["metadata"]["name"] for one in objects] == [file.stem for file in files]


def test_whatever_is_not_named_is_closed(objects):
    everything = the(objects, "NetworkPolicy", "nothing")["spec"]
    assert everything == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    opened = [
        policy["metadata"]["name"]
        for policy in of_kind(objects, "NetworkPolicy")
        for rule in policy["spec"].get("ingress", [])
        if not rule.get("from") or not rule.get("ports")
    ]
    assert opened == []


def test_the_namespace_enforces_the_standard(objects):
    labels = the(objects, "Namespace", "healthmed")["metadata"]["labels"]
    assert labels["pod-security.kubernetes.io/enforce"] == "restricted"


def test_more_subscriptions_bring_more_processes(objects):
    metrics = the(objects, "HorizontalPodAutoscaler", "api")["spec"]["metrics"]
    assert [one["type"] for one in metrics] == ["Resource", "Pods"]
    assert "replicas" not in the(objects, "Deployment", "api")["spec"]
