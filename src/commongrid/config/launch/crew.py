"""Keeps a city's processes running: starts them, starts again what falls, ends all together."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from commongrid.config.launch import house, processes
from commongrid.config.launch.house import Trouble
from commongrid.config.launch.server import Server

FALLS_ALLOWED = 5
WITHIN = 60.0
LOOK_EVERY = 0.2


@dataclass
class Member:
    """One process to keep running; its output goes to a file, or to our own where `log` is None.

    One that `ends` has work that comes to an end, and is left alone then.
    """

    name: str
    command: Sequence[str]
    environ: dict[str, str]
    log: Path | None = None
    ends: bool = False
    falls: list[float] = field(default_factory=list)

    def start(self) -> None:
        if self.log is None:
            self.process = processes.start(list(self.command), environ=self.environ)
            return
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.process = processes.start(list(self.command), environ=self.environ, output=log)

    def stop(self) -> None:
        if hasattr(self, "process"):
            processes.stop(self.process)

    def has_fallen(self) -> bool:
        code = self.process.poll()
        return code is not None and not (self.ends and code == 0)

    def rise(self) -> None:
        """Starts it again; Trouble when it falls again and again."""
        now = time.monotonic()
        self.falls = [fall for fall in self.falls if now - fall < WITHIN] + [now]
        code = self.process.returncode
        self.stop()
        if len(self.falls) > FALLS_ALLOWED:
            where = f": {self.log} says why" if self.log else ""
            raise Trouble(
                f"The {self.name} process ended {len(self.falls)} times within a minute (last with {code}){where}."
            )
        house.say(f"The {self.name} process ended ({code}); it is started again.")
        self.start()


def keep(
    members: Sequence[Member],
    server: Server | None,
    ready: Callable[[], None],
    tick: Callable[[], None] = lambda: None,
) -> None:
    """Starts the first member, calls `ready`, starts the others, then watches until interrupted; ends all in reverse.

    `ready` waits for what people wait for: on two cores the others would only be in its way.
    """
    first, *others = members
    try:
        first.start()
        ready()
        for member in others:
            member.start()
        while True:
            time.sleep(LOOK_EVERY)
            if server and not server.is_alive():
                house.say("PostgreSQL ended; it is started again.")
                server.start()
            for member in members:
                if member.has_fallen():
                    member.rise()
            tick()
    finally:
        with processes.undisturbed():
            for member in reversed(members):
                member.stop()
