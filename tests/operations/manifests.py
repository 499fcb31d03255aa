"""The Kubernetes manifests as kustomize makes them; `python -m tests.operations.manifests` judges them."""

import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import kubernetes_validate
import yaml

from tests.operations import kinds

OVERLAYS = Path(__file__).parents[2] / "deploy" / "kubernetes" / "overlays"
NAMES = sorted(folder.name for folder in OVERLAYS.iterdir())
KUBERNETES = "1.34"
"""The oldest version that is meant to run them, and so the schemas that they must keep."""


@cache
def rendered(overlay: str) -> list[dict[str, Any]]:
    """Every object of an overlay."""
    command = [str(Path(sys.executable).with_name("kubectl")), "kustomize", str(OVERLAYS / overlay)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode:
        raise ValueError(f"{overlay}: {made.stderr.strip()}")
    return list(yaml.safe_load_all(made.stdout))


def problems(overlay: str) -> Iterator[str]:
    """What Kubernetes would refuse, or drop without a word."""
    for one in rendered(overlay):
        if _group(one) in kinds.MODULES.keys() | kinds.JUDGED_BY_NOBODY:
            continue
        try:
            kubernetes_validate.validate(one, KUBERNETES, strict=True)
        except (kubernetes_validate.ValidationError, kubernetes_validate.SchemaNotFoundError) as problem:
            yield f"{_name(overlay, one)}: {problem.message}"


def problems_of_operators(overlay: str) -> Iterator[str]:
    """What the operators of CloudNativePG and External Secrets would refuse; kinds.NotHere."""
    for one in rendered(overlay):
        if _group(one) in kinds.MODULES:
            yield from (f"{_name(overlay, one)}: {problem}" for problem in kinds.problems(one))


def _group(one: dict[str, Any]) -> str:
    return str(one["apiVersion"]).partition("/")[0]


def _name(overlay: str, one: dict[str, Any]) -> str:
    return f"{overlay}: {one['kind']} {one['metadata']['name']}"


def main() -> None:
    """Every problem of every overlay."""
    try:
        found = [problem for overlay in NAMES for problem in problems(overlay)]
        found += [problem for overlay in NAMES for problem in problems_of_operators(overlay)]
    except ValueError as problem:
        found = [str(problem)]
    except kinds.NotHere as reason:
        print(f"Left out: {reason}", file=sys.stderr)  # noqa: T201
    sys.exit("\n".join(found) or None)


if __name__ == "__main__":
    main()
