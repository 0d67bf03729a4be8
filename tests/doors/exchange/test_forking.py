"""Several processes share one piece of work, and none of them outlives the one that began it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from commongrid.config.launch import house

ROOT = Path(__file__).resolve().parents[3]
LONG_WORK = """
import os, time, django
django.setup()
from commongrid.doors.exchange import forking

def work(_shared, _piece):
    os.write(1, f"{os.getpid()}\\n".encode())  # in one piece: two that print at once would share a line
    time.sleep(60)

list(forking.each(work, range(8), None, 2))
"""


def test_forked_processes_end_when_their_parent_is_killed():
    parent = subprocess.Popen(
        [sys.executable, "-c", LONG_WORK], cwd=ROOT, stdout=subprocess.PIPE, text=True,
        env=house.environment(DJANGO_SETTINGS_MODULE="commongrid.config.testing"),
    )  # fmt: skip
    children = [int(parent.stdout.readline()) for _ in range(2)]
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    deadline = time.monotonic() + 20
    while any(map(is_running, children)):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_running(pid):
    """A zombie nobody has waited for does not count."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return sys.platform != "linux" and _answers(pid)


def _answers(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
