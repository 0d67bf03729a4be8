"""Two runs of the tests in one tree would drop each other's databases: the second waits."""

import subprocess
import sys

import pytest

from commongrid.config.launch import house

RUN = """
from commongrid.config.launch import house, suite

def main(arguments):
    with suite.database():
        print("begins", flush=True)
        input()

house.run(main)
"""


@pytest.fixture
def run(tmp_path):
    started = []

    def start():
        environ = house.environment(COMMONGRID_VAR=str(tmp_path), DATABASE_URL="postgresql:///nowhere")
        process = subprocess.Popen(
            [sys.executable, "-c", RUN],
            env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_a_second_run_names_the_first_and_begins_when_it_ends(run):
    first = run()
    assert first.stdout.readline() == "begins\n"
    second = run()
    assert f"Tests already run in this tree (process {first.pid})" in second.stdout.readline()
    first.communicate("\n", timeout=20)
    assert second.stdout.readline() == "begins\n"


def test_whoever_is_tired_of_waiting_gives_up(run):
    first = run()
    assert first.stdout.readline() == "begins\n"
    second = run()
    assert "Ctrl-C gives up" in second.stdout.readline()
    second.terminate()
    assert second.wait(20) == house.ENDED


def test_a_run_that_was_killed_holds_nobody_up(run):
    first = run()
    assert first.stdout.readline() == "begins\n"
    first.kill()
    first.wait(20)
    assert run().stdout.readline() == "begins\n"
