"""A real Keycloak beside the clinic: fetched once; its demo realm is imported at each start."""

import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from hashlib import file_digest
from pathlib import Path
from signal import SIGKILL, SIGTERM
from tempfile import TemporaryDirectory
from typing import Any

from cli import ports
from cli.console import SignIn
from cli.folders import must_have_space
from cli.installation import ROOT, Failed, run, tell
from cli.process import Program
from cli.refusals import Refused

VERSION = "26.7.3"
ARTIFACT = f"org.keycloak:keycloak-quarkus-dist:{VERSION}:zip"
SHA256 = "27a6535553c3cdcd083872ba40629efafb3475e3b758e0c6f691395561dd0f1f"
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"
REALM = ROOT / "deploy" / "keycloak" / "realm.json"
WRITTEN_FOR = "http://127.0.0.1:8000"
"""The clinic's address in realm.json."""
HOST = "127.0.0.1"
OLDEST_JAVA = 17
MEGABYTES = 700
READY_WITHIN = 600.0
"""Its first start compiles itself: 25 s on two cores alone."""


class Keycloak:
    """One that listens on this machine alone."""

    def __init__(self, data: Path, port: int) -> None:
        self._data, self.port = data, _free(port)
        self._cache = data / "cache"
        self._home = self._cache / f"keycloak-{VERSION}"
        self.issuer = f"http://{HOST}:{self.port}/realms/healthmed"

    def fetch(self) -> None:
        """Have Java, and Keycloak in the cache; each that is missing is fetched, or said in one sentence."""
        must_have_java()
        if (self._home / "bin" / "kc.sh").exists():
            return
        self._cache.mkdir(exist_ok=True)
        must_have_space(self._cache, MEGABYTES)
        archive = self._cache / f"keycloak-quarkus-dist-{VERSION}.zip"
        if not _is_whole(archive):
            self._download(archive)
        _unpack(archive, self._home)
        archive.unlink()

    def program(self, clinic: str) -> Program:
        """Ready to serve the clinic at this address; what an earlier run left in its database is gone."""
        shutil.rmtree(self._home / "data" / "h2", ignore_errors=True)
        imported = self._home / "data" / "import"
        imported.mkdir(parents=True, exist_ok=True)
        (imported / "realm.json").write_text(REALM.read_text().replace(WRITTEN_FOR, clinic))
        options = [f"--http-host={HOST}", f"--http-port={self.port}", "--import-realm"]
        return Program(
            name="Keycloak",
            command=[str(self._home / "bin" / "kc.sh"), "start-dev", *options],
            log=self._data / "log" / "keycloak.log",
            folder=self._home,
            orphaned=SIGTERM,  # to its shell, which then ends Java
            stops=((SIGTERM, 15.0), (SIGKILL, 1.0)),
        )

    async def is_ready(self, _: int) -> bool:
        """Whether the realm answers."""
        return await ports.answers(HOST, self.port, "/realms/healthmed/.well-known/openid-configuration")

    def settings(self) -> Mapping[str, str]:
        """What the clinic is told, as environment variables."""
        (web,) = [client for client in _realm()["clients"] if client["clientId"] == "healthmed-web"]
        told = {
            "issuer": self.issuer,
            "client_id": web["clientId"],
            "client_secret": web["secret"],
            "name": "Keycloak",
            "audience": "healthmed-api",
            "tokens": "keycloak",
            "role_claim": "realm_access.roles",
        }
        return {f"HEALTHMED_OIDC_{name.upper()}": value for name, value in told.items()}

    def sign_ins(self) -> list[SignIn]:
        """The realm's people: role, user name, password."""
        people = [
            (user["realmRoles"][-1], user["username"], user["credentials"][0]["value"])
            for user in _realm()["users"]
        ]
        return [(f"Keycloak {role}", name, password) for role, name, password in people if "-" not in role]

    def _download(self, archive: Path) -> None:
        mvn = have("mvn", "maven", "Keycloak is fetched by Maven, which")
        tell(f"Fetching Keycloak {VERSION} (170 MB) into {self._cache}.")
        command = [mvn, "-B", COPY, f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={self._cache}"]
        try:
            run(command, log=self._data / "log" / "keycloak.log", folder=self._cache)
        except Failed as failed:
            raise Refused(f"Keycloak could not be fetched: {failed.last('ERROR')}") from None
        if not _is_whole(archive):
            raise Refused(f"{archive} is not the Keycloak that is meant: its SHA-256 differs.")


def _free(port: int) -> int:
    try:
        return ports.free_port(HOST, port)
    except Refused as refusal:
        raise Refused(str(refusal).replace("HEALTHMED_PORT", "HEALTHMED_KEYCLOAK_PORT")) from None


def must_have_java() -> None:
    """Java, new enough."""
    wish = f"Keycloak needs Java {OLDEST_JAVA} or newer"
    java = have("java", "default-jre-headless", f"{wish}, which")
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', said)
    if version is None or int(version[1]) < OLDEST_JAVA:
        raise Refused(f"{wish}; this is {said.splitlines()[0] if said else 'something else'}.")


def have(program: str, package: str, wish: str) -> str:
    """Where the program is. Root on Debian gets it installed; anybody else is told how to."""
    if (found := shutil.which(program)) is None and os.geteuid() == 0 and shutil.which("apt-get"):
        tell(f"Installing {package} (apt-get install {package}).")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "-y", "--no-install-recommends", package]):
            subprocess.run(["apt-get", "-q", *command], env=environment, capture_output=True, check=False)
        found = shutil.which(program)
    if found is None:
        raise Refused(f"{wish} is missing here: install it (Debian: `apt-get install {package}`).")
    return found


def _realm() -> dict[str, Any]:
    realm: dict[str, Any] = json.loads(REALM.read_text())
    return realm


def _is_whole(archive: Path) -> bool:
    try:
        with archive.open("rb") as content:
            return file_digest(content, "sha256").hexdigest() == SHA256
    except FileNotFoundError:
        return False


def _unpack(archive: Path, home: Path) -> None:
    """All of it, or nothing that `fetch` would take for it."""
    with TemporaryDirectory(dir=home.parent) as unfinished, zipfile.ZipFile(archive) as content:
        content.extractall(unfinished)
        unpacked = Path(unfinished, home.name)
        (unpacked / "bin" / "kc.sh").chmod(0o755)
        unpacked.rename(home)
