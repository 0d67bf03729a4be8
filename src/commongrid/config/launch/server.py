"""One PostgreSQL of ours: made, started after whatever happened before, stopped."""

import contextlib
import re
import signal
import subprocess
import time
from pathlib import Path

from commongrid.config.launch import accounts, processes
from commongrid.config.launch.answering import environ, is_answering, sentence
from commongrid.config.launch.house import Trouble
from commongrid.config.launch.sockets import DATABASE, PORT, SUPERUSER, make_private, socket_directory

# After kill -9 the old server's children need a moment to see that it is gone.
PATIENCE_WITH_OLD_CHILDREN = 15
PATIENCE_WITH_RECOVERY = 600
PATIENCE_WITH_STOPPING = 30
# No system gives a process this number, so PostgreSQL sees at once that the server it names is gone.
NOBODYS_PID = 2**30 - 1
LASTING = {"shared_buffers": "256MB", "jit": "off", "max_connections": "100"}
THROWN_AWAY = {**LASTING, "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Server:
    """One PostgreSQL on one data directory, started and stopped by this process."""

    def __init__(self, data: Path, *, durable: bool = True) -> None:
        self.durable = durable
        self.account = accounts.for_data(data)
        self.binaries, self.data = accounts.reachable_places(accounts.binaries(), data, self.account)
        self.log = data.with_name(f"{data.name}.log")
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Makes the data where there is none, gets rid of what a crash left, and returns when queries are answered."""
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        self._refuse_other_version()
        self._end_orphan()
        self.sockets = make_private(socket_directory(self.data), self.account)
        deadline = time.monotonic() + PATIENCE_WITH_OLD_CHILDREN
        while not self._attempt():
            fault = self._last_fault()
            waits_for_old = "lock file" in fault or "shared memory block" in fault
            if not waits_for_old or time.monotonic() > deadline:
                raise Trouble(sentence(fault, self.log))
            time.sleep(0.3)
        self._make_database()

    def stop(self) -> None:
        """Ends every connection and writes everything down; harder after half a minute."""
        if self.process is None:
            return
        for number, patience in (
            (signal.SIGINT, PATIENCE_WITH_STOPPING),
            (signal.SIGQUIT, 5),
            (signal.SIGKILL, 5),
        ):
            if self.process.poll() is None:
                self.process.send_signal(number)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self.process.wait(patience)
        self.process = None

    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def _initialise(self) -> None:
        draft = self.data.with_name("pg.new")
        accounts.remove(draft)
        accounts.make_directory(draft, self.account)
        locale = ["-E", "UTF8", "--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        command = ["initdb", "-D", str(draft), "-U", SUPERUSER, "-A", "trust", "--no-instructions", *locale]
        made = self._run([*command, *([] if self.durable else ["--no-sync"])])
        if made.returncode:
            accounts.remove(draft)
            raise Trouble(
                sentence(made.stderr.strip().splitlines()[-1] if made.stderr else "initdb failed", self.log)
            )
        if self.data.exists():
            self.data.rmdir()
        draft.rename(self.data)

    def _refuse_other_version(self) -> None:
        made_by = (self.data / "PG_VERSION").read_text().strip()
        ours = re.search(r"(\d+)", self._run(["postgres", "--version"]).stdout)
        if ours and made_by != ours[1]:
            raise Trouble(
                f"The data in {self.data} was made by PostgreSQL {made_by} and this one is {ours[1]}: move it over with "
                "pg_dump as docs/operate says, or begin anew with bin/demo --reset."
            )

    def _end_orphan(self) -> None:
        """A server whose launcher was killed is ended; a pid file whose number now belongs to a stranger is defused."""
        file = self.data / "postmaster.pid"
        lines = file.read_text().splitlines() if file.exists() else []
        if not lines or not lines[0].lstrip("-").isdigit():
            return
        pid = int(lines[0])
        if processes.is_postgres_of(pid, self.data):
            processes.end_by_number(
                pid, signal.SIGINT, lambda: processes.is_postgres_of(pid, self.data), PATIENCE_WITH_STOPPING
            )
        elif processes.is_alive(pid):
            # The rest of the file stays: by it PostgreSQL still sees whether old children hold its memory.
            file.write_text("\n".join([str(NOBODYS_PID), *lines[1:], ""]))

    def _attempt(self) -> bool:
        """Starts the server once; False when it ended by itself before it was ready."""
        self._log_from = self.log.stat().st_size if self.log.exists() else 0
        settings = LASTING if self.durable else THROWN_AWAY
        options = [f"-c{name}={value}" for name, value in settings.items()]
        places = [
            "-clisten_addresses=",
            f"-cunix_socket_directories={self.sockets}",
            "-cunix_socket_permissions=0700",
        ]
        command = [str(self.binaries / "postgres"), "-D", str(self.data), *places, *options]
        with self.log.open("ab") as log:
            self.process = processes.start(
                command, environ=environ(), output=log, account=self.account, at_parents_death=signal.SIGINT
            )
        deadline = time.monotonic() + PATIENCE_WITH_RECOVERY
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                return False
            if is_answering(self.binaries, self.sockets):
                return True
            time.sleep(0.05)
        raise Trouble(f"PostgreSQL did not become ready in ten minutes: {self.log} says why.")

    def _last_fault(self) -> str:
        with self.log.open("rb") as log:
            log.seek(self._log_from)
            lines = log.read().decode(errors="replace").splitlines()
        faults = [line.partition("FATAL:")[2].strip() for line in lines if "FATAL:" in line]
        return faults[-1] if faults else (lines[-1] if lines else "it said nothing")

    def _make_database(self) -> None:
        query = f"select 1 from pg_database where datname = '{DATABASE}'"  # noqa: S608 (both are our own words)
        at = ["-h", str(self.sockets), "-p", str(PORT), "-U", SUPERUSER]
        if self._run(["psql", "-XAtq", *at, "-d", "postgres", "-c", query]).stdout.strip() != "1":
            made = self._run(["createdb", *at, DATABASE])
            if made.returncode:
                raise Trouble(sentence(made.stderr.strip(), self.log))

    def _run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        program = str(self.binaries / command[0])
        return subprocess.run(
            [program, *command[1:]],
            env=environ(), cwd="/", capture_output=True, text=True, check=False, **accounts.as_account(self.account),
        )  # fmt: skip
