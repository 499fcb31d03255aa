"""A tree that is installed once, and a copy of it for each test that breaks one."""

import shutil

import pytest

from tests.cli.trees import Tree, wheel
from tests.cli.up import ROOT


@pytest.fixture(scope="session")
def installed(tmp_path_factory) -> Tree:
    """Made once: an environment takes seconds."""
    tree = Tree(tmp_path_factory.mktemp("tree"))
    shutil.copytree(ROOT / "cli", tree.root / "cli", ignore=shutil.ignore_patterns("__pycache__"))
    tree.wheels.mkdir()
    runtime, more = wheel(tree.wheels, "tiny"), wheel(tree.wheels, "tinydev")
    (tree.root / "requirements.lock").write_text(runtime)
    (tree.root / "requirements-dev.lock").write_text(runtime + more)
    done = tree.install()
    assert done.returncode == 0, done.stderr
    return tree


@pytest.fixture
def tree(installed, tmp_path) -> Tree:
    """One to break."""
    shutil.copytree(installed.root, tmp_path / "tree", symlinks=True)
    return Tree(tmp_path / "tree")
