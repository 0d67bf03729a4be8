import base64
import json
import subprocess
import sys

import pytest

from commongrid.config import environment, variables
from commongrid.config.launch import house

GOOD = {
    "COMMONGRID_MODE": "production",
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "FIELD_KEYS": "b:" + base64.b64encode(b"2" * 32).decode() + ",a:" + base64.b64encode(b"1" * 32).decode(),
    "BLIND_INDEX_KEY": base64.b64encode(b"3" * 32).decode(),
    "DATABASE_URL": "postgresql://grid:p%40ss@db.example:5433/city?sslmode=require",
    "COMMONGRID_HOSTS": "grid.example.gov.cn, www.example.gov.cn",
    "COMMONGRID_EMAIL_URL": "smtp://user:word@mail.example:587?tls=1",
}


def test_good_surroundings_are_read():
    found = environment.read(GOOD)
    assert list(found.field_keys) == ["b", "a"], "the first key encrypts: order is kept"
    assert found.hosts == ("grid.example.gov.cn", "www.example.gov.cn")
    assert found.database == variables.Database(
        "city", "grid", "p@ss", "db.example", "5433", (("sslmode", "require"),)
    )
    assert found.https
    assert not found.debug


def test_nothing_given_is_a_quiet_development_house():
    found = environment.read({})
    assert (found.mode, found.debug, found.database, found.https) == ("dev", False, None, False)


def test_every_fault_is_told_at_once():
    with pytest.raises(environment.BadEnvironment) as caught:
        environment.read(
            {
                "COMMONGRID_MODE": "production",
                "COMMONGRID_DEBUG": "1",
                "SECRET_KEY": "short",
                "FIELD_KEYS": "a:AAAA",
                "DATABASE_URL": "mysql://root@db/city",
                "COMMONGRID_HOSTS": "https://grid.example.cn/",
                "COMMONGRID_POOL": "many",
            }
        )
    named = [fault.split(" ")[0] for fault in caught.value.faults]
    assert set(named) == {
        *("SECRET_KEY", "FIELD_KEYS", "COMMONGRID_HOSTS", "DATABASE_URL", "COMMONGRID_POOL"),
        *("BLIND_INDEX_KEY", "COMMONGRID_EMAIL_URL", "COMMONGRID_DEBUG"),
    }
    assert len(named) == len(set(named))
    assert "8 faults" in str(caught.value)


@pytest.mark.parametrize("name", [name for name in GOOD if name != "COMMONGRID_MODE"])
def test_production_demands_each(name):
    with pytest.raises(environment.BadEnvironment) as caught:
        environment.read({key: value for key, value in GOOD.items() if key != name})
    assert len(caught.value.faults) == 1
    assert caught.value.faults[0].startswith(f"{name} is missing")


def test_one_key_never_does_two_jobs():
    same = {**GOOD, "BLIND_INDEX_KEY": base64.b64encode(b"2" * 32).decode()}
    with pytest.raises(environment.BadEnvironment, match="BLIND_INDEX_KEY must differ"):
        environment.read(same)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mysql://a@b/c", "must begin with postgresql://"),
        ("postgresql://host:99999/name", "port"),
        ("postgresql://host", "names no database"),
    ],
)
def test_a_wrong_database_address_is_explained(url, words):
    with pytest.raises(ValueError, match=words):
        variables.database(url)


def test_field_keys_may_be_json():
    text = json.dumps({"k2": base64.b64encode(b"x" * 32).decode()})
    assert variables.field_keys(text) == {"k2": b"x" * 32}
    with pytest.raises(ValueError, match="twice"):
        variables.field_keys("a:x,a:y")


def test_whoever_starts_the_house_reads_sentences_and_no_code():
    told = start({"COMMONGRID_POOL": "x", "COMMONGRID_PROXIES": "99"})
    assert told.splitlines() == [
        "The settings have 2 faults:",
        "  - COMMONGRID_POOL must be a whole number from 1 to 200, not 'x'",
        "  - COMMONGRID_PROXIES must be a whole number from 0 to 9, not '99'",
    ]


def start(variables):
    done = subprocess.run(
        [sys.executable, "-m", "django", "check"],
        env=house.environment(**variables), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    return done.stderr
