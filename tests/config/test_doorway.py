"""What every answer carries, the addresses for machines, and the settings of a production house."""

import base64
import os
import subprocess
import sys

import pytest
from django.urls import reverse

from commongrid.config.launch import house


def test_alive_asks_nothing_of_the_database(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")


@pytest.mark.django_db
def test_ready_when_every_migration_is_in(client):
    assert client.get("/readyz").json() == {"ready": True, "missing": []}


def test_not_ready_names_what_is_missing(client, monkeypatch):
    monkeypatch.setattr("commongrid.config.health._missing", lambda: ["database"])
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["missing"]) == (503, ["database"])


def test_every_answer_carries_the_policies_and_an_id(client):
    answer = client.get("/healthz", headers={"X-Request-ID": "proxy-0001"})
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert answer.headers["X-Request-ID"] == "proxy-0001"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_an_id_that_could_forge_a_log_line_is_replaced(client):
    answer = client.get("/healthz", headers={"X-Request-ID": 'x", "admin": "yes'})
    assert answer.headers["X-Request-ID"].isalnum()


@pytest.mark.django_db
def test_figures_are_for_this_machine_or_the_token(client, settings):
    client.get("/healthz")
    assert b'commongrid_requests_total{method="GET",route="healthz"' in client.get("/metrics").content
    assert b'commongrid_reader_lag_seconds{reader="telling"}' in client.get("/metrics").content
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == 403
    settings.HOUSE = type("House", (), {"metrics_token": "token-of-prometheus", "mode": "production"})
    assert client.get("/metrics").status_code == 403
    assert client.get("/metrics", headers={"Authorization": "Bearer wrong"}).status_code == 403
    assert client.get("/metrics", headers={"Authorization": "Bearer token-of-prometheus"}).status_code == 200


@pytest.mark.django_db
def test_nobody_signs_up(client):
    answer = client.post(reverse("account_signup"), {"username": "mallory", "password1": "a very long word"})
    assert "_auth_user_id" not in client.session
    assert answer.status_code != 302


def test_production_passes_djangos_deployment_check():
    def key(byte):
        return base64.b64encode(byte * 32).decode()

    given = {
        "COMMONGRID_MODE": "production",
        "SECRET_KEY": "fWq3-vT9_xLk2pZr8yNb4mHs6cJd0aGe1uQi5oRt7wEy-VhXgKnBzMlP",
        "FIELD_KEYS": f"a:{key(b'1')}",
        "BLIND_INDEX_KEY": key(b"2"),
        "DATABASE_URL": "postgresql://grid@db.invalid/city",
        "COMMONGRID_HOSTS": "grid.example.gov.cn",
        "COMMONGRID_EMAIL_URL": "smtp://user:word@mail.invalid:587?tls=1",
    }
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("COMMONGRID_", "DJANGO_"))
    }
    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env={**kept, **given, "DJANGO_SETTINGS_MODULE": "commongrid.config.settings", "PYTHONPATH": str(house.ROOT / "src")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout + done.stderr
