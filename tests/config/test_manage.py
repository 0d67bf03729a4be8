"""bin/manage on a clone that has no city yet: the tables are made first, and only where the database is the house's own."""

import subprocess

import pytest

from commongrid.config.launch import city, house, manage, setup


@pytest.fixture
def calls(tmp_path, monkeypatch):
    """What would have been run, in order; no process is started."""
    seen = []
    data = tmp_path / "pg"
    data.mkdir()
    (data / "PG_VERSION").write_text("18\n")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("COMMONGRID_MODE", "demo")
    monkeypatch.setenv("COMMONGRID_VAR", str(tmp_path))
    monkeypatch.setattr(setup, "prepare", lambda: None)
    monkeypatch.setattr(city.postgres, "running", lambda _data, durable: Idle())
    monkeypatch.setattr(house, "environment", lambda **_extra: {})

    def run(command, **_options):
        seen.append(command[3])
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", run)
    return seen


class Idle:
    def __enter__(self):
        return None

    def __exit__(self, *_raised):
        return None


def test_the_tables_are_made_before_a_command_and_once(calls):
    manage.main(["replay", "boston"])
    manage.main(["verify-journal"])
    assert calls == ["prepare", "replay", "verify_journal"]


def test_a_city_that_was_prepared_is_not_prepared_again(calls):
    city.prepare("small")
    manage.main(["readers"])
    assert calls == ["prepare", "readers"]


@pytest.mark.parametrize("command", ["migrate", "showmigrations", "dbshell", "check"])
def test_who_looks_at_the_tables_themselves_finds_them_as_they_are(calls, command):
    manage.main([command])
    assert calls == [command]


def test_a_database_of_the_citys_own_is_left_to_its_operator(calls, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql:///city")
    manage.main(["readers"])
    assert calls == ["readers"]
