"""The schemas of kinds that are not Kubernetes' own, out of their operators' Go modules."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import jsonschema
import yaml


@dataclass(frozen=True)
class Module:
    """A version of an operator, and where its definitions are; Go proves it by the sum."""

    path: str
    version: str
    sum: str
    folder: str


MODULES: Final = {
    "postgresql.cnpg.io": Module(
        "github.com/cloudnative-pg/cloudnative-pg",
        "v1.27.0",
        "h1:mp0zlYO4vKAJmQdArWORWKr1lmB4Hj8JeBQGX5RBnpg=",
        "config/crd/bases",
    ),
    "external-secrets.io": Module(
        "github.com/external-secrets/external-secrets",
        "v0.16.2",
        "h1:iNY+gIgSyL5higXTfnz+hdPCaiB/43UiHLqE7HBpj68=",
        "config/crds/bases",
    ),
}
"""By the group of their kinds; the oldest versions that are meant to run them."""
JUDGED_BY_NOBODY: Final = {"barmancloud.cnpg.io", "monitoring.coreos.com"}
"""Their operators publish no module with them; `kubectl apply --dry-run=server` judges them."""


class NotHere(Exception):
    """The schemas cannot be had on this machine; says why, and what to do."""


def problems(one: Mapping[str, Any]) -> Iterator[str]:
    """What its operator's schema refuses of an object, or Kubernetes would drop without a word. NotHere."""
    group, _, version = one["apiVersion"].partition("/")
    schema = _schemas(group).get((version, one["kind"]))
    if schema is None:
        yield f"{one['apiVersion']} has no {one['kind']}"
        return
    for error in jsonschema.Draft202012Validator(schema).iter_errors(one):
        yield f"{error.json_path}: {error.message[:300]}"


@cache
def _schemas(group: str) -> dict[tuple[str, str], Any]:
    """By version and kind."""
    found = {}
    for file in sorted(_folder(MODULES[group]).glob(f"{group}_*.yaml")):
        spec = yaml.load(file.read_bytes(), yaml.CSafeLoader)["spec"]
        for version in spec["versions"]:
            named = version["name"], spec["names"]["kind"]
            found[named] = _closed(version["schema"]["openAPIV3Schema"])
    return found


def _folder(module: Module) -> Path:
    go = shutil.which("go")
    if go is None:
        raise NotHere(
            "Go is missing: with it, CloudNativePG's and External Secrets' objects are judged, too."
        )
    command = [go, "mod", "download", "-json", f"{module.path}@{module.version}"]
    with tempfile.TemporaryDirectory() as nowhere:
        got = subprocess.run(command, cwd=nowhere, capture_output=True, text=True, check=False)
    told = json.loads(got.stdout or "{}")
    if got.returncode or told.get("Sum") != module.sum:
        why = told.get("Error") or got.stderr.strip() or f"its sum is {told.get('Sum')}"
        raise NotHere(f"{module.path} {module.version} cannot be had: {why}.")
    return Path(told["Dir"], module.folder)


def _closed(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The same, which takes no field that it does not name: an API server drops those."""
    closed = {**schema}
    if "properties" in schema:
        closed["properties"] = {name: _closed(each) for name, each in schema["properties"].items()}
        if not schema.get("x-kubernetes-preserve-unknown-fields"):
            closed.setdefault("additionalProperties", False)
    for name in ("items", "additionalProperties"):
        if isinstance(schema.get(name), dict):
            closed[name] = _closed(schema[name])
    return closed
