"""bin/dev: the city for working on it. Pages and worker start again when code changes."""

import argparse
import os

from commongrid.config.launch import cast, city, crew, demo, house, ports, setup
from commongrid.config.launch.house import PYTHON, ROOT


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(
        prog="bin/dev", description="Starts the city with reloading; Ctrl-C ends it."
    )
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--size", choices=["small", "dongguan"], default="small")
    parser.add_argument("--debug", action="store_true", help="show Django's error pages")
    chosen = parser.parse_args(arguments)
    ports.demand_free(chosen.host, chosen.port, "bin/dev")
    setup.prepare(dev=True)
    os.environ |= {"COMMONGRID_MODE": "dev", "COMMONGRID_DEBUG": "1" if chosen.debug else "0"}
    with city.database() as server:
        city.django("prepare", "--size", chosen.size)
        web = crew.Member("web", _runserver(chosen), house.environment(COMMONGRID_PROCESS="web"))
        worker = crew.Member("worker", demo.worker_command(), house.environment())
        code = Code()

        def restart_worker_when_changed() -> None:
            if code.has_changed():
                worker.stop()
                worker.start()

        url = f"http://{ports.spoken(chosen.host)}:{chosen.port}/"
        crew.keep(
            [web, worker],
            server,
            lambda: house.say(f"{url}\n{cast.sign_ins(chosen.size)}"),
            restart_worker_when_changed,
        )


class Code:
    """The newest change below src/, looked for at most once a second."""

    def __init__(self) -> None:
        self.ticks = 0
        self.newest = self._newest()

    def has_changed(self) -> bool:
        self.ticks += 1
        if self.ticks % round(1 / crew.LOOK_EVERY):
            return False
        before, self.newest = self.newest, self._newest()
        return self.newest > before

    def _newest(self) -> float:
        return max(
            (file.stat().st_mtime for file in (ROOT / "src").rglob("*.py") if file.exists()), default=0
        )


def _runserver(chosen: argparse.Namespace) -> list[str]:
    # --insecure: Django hands out static files itself although DEBUG is off.
    return [str(PYTHON), "-m", "django", "runserver", "--insecure", f"{chosen.host}:{chosen.port}"]


if __name__ == "__main__":
    house.run(main)
