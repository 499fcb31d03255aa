"""The address that the API listens on."""

import asyncio
import errno
import socket

from cli.refusals import Refused


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to the address; port 0 takes a free one."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as problem:
        raise _refusal(host, port, problem) from None
    bound = socket.socket(family, kind, protocol)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(address)
        bound.listen(2048)
    except OSError as problem:
        bound.close()
        raise _refusal(host, port, problem) from None
    return bound


def _refusal(host: str, port: int, problem: OSError) -> Refused:
    if problem.errno == errno.EADDRINUSE:
        return Refused(f"Port {port} of {host} is in use: set HEALTHMED_PORT to a free one.")
    if problem.errno == errno.EACCES:
        return Refused(f"Port {port} is not allowed for you: set HEALTHMED_PORT to one above 1023.")
    return Refused(f"{host} is no address of this machine ({problem.strerror}): set HEALTHMED_HOST.")


def free_port(host: str, port: int) -> int:
    """The port, known to be free now; for 0 the one that the system chose."""
    with listen(host, port) as bound:
        return int(bound.getsockname()[1])


def to_connect(host: str) -> str:
    """Where to reach what listens on this host: for "every address" that is this machine's own."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)  # noqa: S104 - recognised here


async def answers(host: str, port: int, path: str) -> bool:
    """Whether GET of the path gives 200 now."""
    request = f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n"
    try:
        reader, writer = await asyncio.open_connection(to_connect(host), port)
    except OSError:
        return False
    try:
        writer.write(request.encode())
        status = await asyncio.wait_for(reader.readline(), 5)
        return status.split(b" ")[1:2] == [b"200"]
    except (OSError, TimeoutError):
        return False
    finally:
        writer.close()
