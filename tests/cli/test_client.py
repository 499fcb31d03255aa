"""`cli/install.py --node`: the client is built when it has changed."""

import shutil
from pathlib import Path

import pytest

from tests.cli.trees import Tree

NPM = """#!/bin/sh
[ "$1" = --version ] && { echo 10.0.0; exit; }
echo "$*" >> "$CALLS"
case "$1" in
  ci) mkdir -p node_modules ;;
  run) [ -e broken ] && { echo "src/app.ts(1,1): error TS2322: not a string"; exit 2; }
       mkdir -p dist; touch dist/index.html ;;
esac
"""


@pytest.fixture
def frontend(tree: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A client, and a node and an npm that only write down what they were asked for."""
    folder, programs = tree.root / "frontend", tmp_path / "programs"
    (folder / "src").mkdir(parents=True)
    (folder / "package-lock.json").write_text("{}")
    (folder / "src" / "app.ts").write_text("export {}")
    programs.mkdir()
    for name, script in (("npm", NPM), ("node", "#!/bin/sh\necho ${NODE_VERSION-v22.1.0}\n")):
        (programs / name).write_text(script)
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    monkeypatch.setenv("CALLS", str(tmp_path / "calls"))
    return folder


def calls(tmp_path: Path) -> list[str]:
    asked = tmp_path / "calls"
    lines = asked.read_text().splitlines() if asked.exists() else []
    asked.unlink(missing_ok=True)
    return [line.split()[0] for line in lines]


def test_the_client_is_built_once_and_again_when_it_changed(tree, frontend, tmp_path):
    assert tree.install("--node").returncode == 0
    assert calls(tmp_path) == ["ci", "run"]
    assert tree.install("--node").stderr == ""
    assert calls(tmp_path) == []
    (frontend / "src" / "app.ts").write_text("export const changed = 1")
    assert tree.install("--node").returncode == 0
    assert calls(tmp_path) == ["run"]
    (frontend / "package-lock.json").write_text('{"name": "other"}')
    assert tree.install("--node").returncode == 0
    assert calls(tmp_path) == ["ci", "run"]
    shutil.rmtree(frontend / "dist")
    assert tree.install("--node").returncode == 0
    assert calls(tmp_path) == ["run"]


def test_without_node_option_the_client_is_let_be(tree, frontend, tmp_path):
    assert tree.install().returncode == 0
    assert calls(tmp_path) == []


def test_a_client_that_does_not_build_is_said_with_the_compilers_words(tree, frontend):
    (frontend / "broken").write_text("")
    done = tree.install("--node")
    assert done.returncode == 1
    assert "Building the client failed: src/app.ts(1,1): error TS2322: not a string" in done.stderr
    (frontend / "broken").unlink()
    assert tree.install("--node").returncode == 0


def test_an_old_node_is_told_which_is_needed(tree, frontend):
    done = tree.install("--node", NODE_VERSION="v18.19.1")
    assert done.returncode == 1
    assert done.stderr == "Node.js 20 or newer is needed to build the client; this is v18.19.1.\n"


def test_a_missing_node_is_said_in_one_sentence(tree, frontend):
    done = tree.install("--node", PATH="/nowhere")
    assert done.returncode == 1
    assert done.stderr == "Node.js 20 or newer is needed to build the client: node or npm is missing.\n"
