import pytest
from django.test import Client, override_settings
from django.urls import include, path

urlpatterns = [path("", include("commongrid.doors.look.urls"))]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


def test_a_choice_is_kept_in_a_cookie_and_leads_back(client: Client) -> None:
    response = client.post(
        "/look/choose", {"theme": "dark", "text": "large", "language": "en", "next": "/nearby?x=1"}
    )
    assert response.status_code == 302
    assert response["Location"] == "/nearby?x=1"
    kept = {name: morsel.value for name, morsel in response.cookies.items()}
    assert kept["look_theme"] == "dark"
    assert kept["look_text"] == "large"
    assert kept["django_language"] == "en"


@pytest.mark.parametrize(
    "where", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_the_way_back_never_leaves_the_house(client: Client, where: str) -> None:
    response = client.post("/look/choose", {"theme": "dark", "next": where}, headers={"referer": where})
    assert response["Location"] == "/"


def test_what_cannot_be_chosen_is_not_kept(client: Client) -> None:
    response = client.post("/look/choose", {"theme": "neon", "language": "xx"})
    assert not response.cookies


def test_a_choice_is_never_made_by_a_link(client: Client) -> None:
    assert client.get("/look/choose", {"theme": "dark"}).status_code == 405


@pytest.mark.parametrize("page", ["/look/", "/look/portal", "/look/field", "/look/desk"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_style_guide_needs_no_inline_style_or_script(client: Client, page: str, language: str) -> None:
    html = client.get(page, headers={"accept-language": language}).content.decode()
    assert 'style="' not in html
    assert "onclick" not in html
    assert html.count("<script") == html.count('<script type="module" src=') + html.count(
        "<script src="
    ) + html.count("importmap")


def test_the_style_guide_stays_inside_in_production(client: Client, settings: object) -> None:
    from dataclasses import replace

    from django.conf import settings as house

    with override_settings(HOUSE=replace(house.HOUSE, mode="production")):
        assert client.get("/look/").status_code == 404
