"""Holds one child where the kernel cannot tie it to its parent: `leash SIGNAL UID:GID|- COMMAND…`.

Ends the child with SIGNAL when standard input closes (the parent is gone), passes on the signals it gets itself,
and ends with the child's own exit code.
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from typing import Any


def main(number: str, who: str, *command: str) -> int:
    uid, _, gid = who.partition(":")
    account: dict[str, Any] = {} if who == "-" else {"user": int(uid), "group": int(gid), "extra_groups": []}
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, **account)
    for passed in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):
        signal.signal(passed, lambda given, _frame: _tell(child, given))
    threading.Thread(target=_watch, args=(child, int(number)), daemon=True).start()
    code = child.wait()
    return code if code >= 0 else 128 - code


def _watch(child: subprocess.Popen[bytes], number: int) -> None:
    while os.read(0, 1):
        pass
    _tell(child, number)


def _tell(child: subprocess.Popen[bytes], number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        child.send_signal(number)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
