"""Rules of law on the desk: listed by law and sureness, confirmed, renewed; cited to whoever reads."""

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils import translation

from commongrid.registry.statutes import queries
from tests.browsing import client_for
from tests.cast import START, Town

pytestmark = pytest.mark.django_db
URL = "/desk/admin/statutes/"
KEY = "mediation.people.usual_term"


def test_the_list_narrows_to_what_is_to_be_confirmed(
    town: Town, django_assert_max_num_queries: object
) -> None:
    client = client_for("suqing")
    everything = client.get(URL)
    open_ones = client.get(URL, {"sure": "to-confirm"})
    rows = open_ones.context["rows"]
    assert len(rows) == everything.context["open"] < len(everything.context["rows"])
    assert KEY in {each["rule"].key for each in rows}
    assert "待核对" in open_ones.content.decode()
    one_law = client.get(URL, {"law": "mediation_law"}).context["rows"]
    assert {each["rule"].law for each in one_law} == {"mediation_law"}


def test_confirming_and_a_new_edition(town: Town) -> None:
    client, page = client_for("suqing"), f"{URL}{KEY}/"
    assert client.post(page, {"confirm": "1", "confirming-number": "1"}).status_code == 422
    sent = {"confirm": "1", "confirming-number": "1", "confirming-compared": "国家法律法规数据库"}
    assert client.post(page, sent).status_code == 302
    assert "国家法律法规数据库" in client.get(page).content.decode()
    new = {
        "number": "1",
        "article": "33",
        "zh": "四十五日。",
        "en": "45 days.",
        "value": "45",
        "from_on": "2026-03-01",
        "compared": "新文",
    }
    sent = {"revise": "1", **{f"revising-{name}": value for name, value in new.items()}}
    assert client.post(page, sent).status_code == 302
    assert queries.limit(KEY, on=START.date()).value == "45"
    again = client.post(page, sent)
    assert again.status_code == 422
    assert "四十五日。" in again.content.decode()


def test_whoever_reads_finds_the_rule(town: Town) -> None:
    page = Client().get("/law/mediation.people.free/")
    assert "《人民调解法》第4条" in page.content.decode()
    assert Client().get("/law/no.such/").status_code == 404
    with translation.override("en"):
        cited = Template('{% load law %}{% cites "mediation.people.free" %}').render(Context())
    assert "People&#x27;s Mediation Law”, article 4" in cited
    assert "/law/mediation.people.free/" in cited
