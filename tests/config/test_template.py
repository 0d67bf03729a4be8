"""The tables are migrated once for every state of the code; runs of the tests copy them."""

import os
import re

import pytest

from commongrid.config.launch import city, template


@pytest.fixture
def server(monkeypatch):
    """The names of a server's databases, moved as the queries say; what was migrated stands behind them."""
    monkeypatch.delenv(template.VARIABLE, raising=False)
    names, migrated = [], []

    def ask(_data, query):
        if made := re.match(r"create database (\w+)", query):
            names.append(made[1])
        elif dropped := re.match(r"drop database (\w+)", query):
            names.remove(dropped[1])
        elif renamed := re.match(r"alter database (\w+) rename to (\w+)", query):
            names[names.index(renamed[1])] = renamed[2]
        return "\n".join(names)

    monkeypatch.setattr(template, "_ask", ask)
    monkeypatch.setattr(city, "django", lambda *arguments, **_environ: migrated.append(arguments[0]))
    return names, migrated


def test_the_same_code_is_migrated_once(server, tmp_path):
    names, migrated = server
    for _run in range(2):
        with template.offered(tmp_path):
            assert os.environ[template.VARIABLE] == names[0]
    assert (len(names), migrated) == (1, ["migrate"])


def test_other_code_is_migrated_anew_and_the_old_copy_goes(server, tmp_path, monkeypatch):
    names, migrated = server
    with template.offered(tmp_path):
        old = names[0]
    monkeypatch.setattr(template, "_mark", lambda: "0123456789abcdef" * 4)
    with template.offered(tmp_path):
        assert names == ["tests_from_0123456789abcdef"] != [old]
    assert migrated == ["migrate", "migrate"]


def test_a_draft_left_by_a_killed_run_is_made_again(server, tmp_path):
    names, migrated = server
    names.append(template.DRAFT)
    with template.offered(tmp_path):
        assert template.DRAFT not in names
    assert migrated == ["migrate"]


def test_the_settings_copy_from_it():
    from django.conf import settings

    told = settings.DATABASES["default"]["TEST"]
    assert told.get("TEMPLATE") == os.environ.get(template.VARIABLE)
