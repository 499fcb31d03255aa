"""The Kubernetes manifests as kustomize makes them; `python -m tests.operations.manifests` judges them."""

import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import kubernetes_validate
import yaml

OVERLAYS = Path(__file__).parents[2] / "deploy" / "kubernetes" / "overlays"
NAMES = sorted(folder.name for folder in OVERLAYS.iterdir())
KUBERNETES = "1.34"
"""The oldest version that is meant to run them, and so the schemas that they must keep."""
OTHERS = {"cnpg.io", "coreos.com", "external-secrets.io"}
"""Whose kinds Kubernetes' schemas do not know."""


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
        group = one["apiVersion"].partition("/")[0]
        if any(group.endswith(other) for other in OTHERS):
            continue
        try:
            kubernetes_validate.validate(one, KUBERNETES, strict=True)
        except (kubernetes_validate.ValidationError, kubernetes_validate.SchemaNotFoundError) as problem:
            yield f"{overlay}: {one['kind']} {one['metadata']['name']}: {problem.message}"


def main() -> None:
    """Every problem of every overlay."""
    try:
        found = [problem for overlay in NAMES for problem in problems(overlay)]
    except ValueError as problem:
        found = [str(problem)]
    sys.exit("\n".join(found) or None)


if __name__ == "__main__":
    main()
