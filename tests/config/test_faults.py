"""What a process says when PostgreSQL does not answer or ends: a sentence; a fault of the code keeps its lines."""

import psycopg_pool
import pytest
from django.db import OperationalError

from commongrid.config import faults
from commongrid.config.databases import TooOld


def silence():
    fault = OperationalError("couldn't get a connection after 10.00 sec")
    fault.__cause__ = psycopg_pool.PoolTimeout()
    return fault


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (silence(), "see that the server runs and that DATABASE_URL names its host"),
        (OperationalError("consuming input failed: server closed the connection"), "its log says why"),
        (TooOld("The PostgreSQL at x is version 15.4"), "version 15.4"),
    ],
)
def test_a_fault_around_the_house_is_one_line(fault, words, capsys):
    faults.told(type(fault), fault, None)
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1


def test_a_fault_of_the_code_shows_its_lines(capsys):
    with pytest.raises(ZeroDivisionError) as caught:
        1 / 0  # noqa: B018 (raised on purpose)
    faults.told(caught.type, caught.value, caught.tb)
    assert "Traceback" in capsys.readouterr().err
