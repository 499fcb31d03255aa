"""Ties a program's life to its supervisor's, drops root where asked, and becomes that program.

Run as `python -I -S cli/tether.py <supervisor> <signal> <uid> <gid> <program> ...`; uid 0 changes no user.
It stands between fork and exec because neither can be done in the supervisor itself: what runs there after a
fork may deadlock beside its threads, and the kernel forgets the tie when the user changes afterwards.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1  # linux/prctl.h


def become_user(uid: int, gid: int) -> None:
    """Give root up for good."""
    if uid:
        os.setgroups([gid])
        os.setgid(gid)
        os.setuid(uid)


def tie(supervisor: int, number: int) -> None:
    """Have the kernel send us this signal when the supervisor dies, however it dies (Linux only)."""
    if sys.platform != "linux":
        return
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_PDEATHSIG, number, 0, 0, 0):
        sys.exit(f"prctl: {os.strerror(ctypes.get_errno())}")
    if os.getppid() != supervisor:  # it died before the tie was made
        sys.exit("the supervisor is gone")


def main() -> None:
    """Nothing of this process is left when it succeeds."""
    supervisor, number, uid, gid = (int(argument) for argument in sys.argv[1:5])
    command = sys.argv[5:]
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    become_user(uid, gid)
    tie(supervisor, number)
    try:
        os.execv(command[0], command)  # noqa: S606 - the very purpose
    except OSError as problem:
        sys.exit(f"{command[0]}: {problem.strerror}.")


if __name__ == "__main__":
    main()
