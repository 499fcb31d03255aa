"""Ports for programs that want to be told one."""

import socket
from contextlib import ExitStack


def free_ports(count: int) -> list[int]:
    """So many that were free a moment ago, none twice."""
    with ExitStack() as held:
        sockets = [held.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [opened.getsockname()[1] for opened in sockets]
