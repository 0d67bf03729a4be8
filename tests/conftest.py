"""Fixtures every test may use: a clean job queue, a Chromium that works offline, and the accessibility check."""

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    import pytest_django
    from playwright.sync_api import Page

    from tests.cast import Town

settings.register_profile("house", deadline=None, derandomize=True)
settings.register_profile("wander", deadline=None, max_examples=1_000)
settings.load_profile(os.environ.get("COMMONGRID_EXAMPLES", "house"))

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
FAULTS = """() => axe.run({
  runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
  resultTypes: ["violations"], preload: false,
}).then(found => found.violations)"""
"""Only faults are described in full: describing every element that passes took two thirds of the time."""
BROWSER_FIXTURES = {"page", "context", "new_context", "browser"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what needs a browser, so that `-m "not browser"` is the quick half of the suite, and puts its files last.

    Playwright's loop stays in a worker's thread once it has begun: a test that sends a job by procrastinate's own loop
    cannot run there any more.
    """
    browser_tests = [item for item in items if BROWSER_FIXTURES & set(getattr(item, "fixturenames", ()))]
    for item in browser_tests:
        item.add_marker(pytest.mark.browser)
    if browser_tests:
        # Playwright's loop runs in the test's own thread; without this Django refuses the ORM there.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    # xdist hands out whole files in this order: the largest first, so that both workers end together.
    with_browser, sizes = {item.path for item in browser_tests}, Counter(item.path for item in items)
    items.sort(key=lambda item: (item.path in with_browser, -sizes[item.path], item.path))


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: "pytest_django.DjangoDbBlocker"
) -> Iterator[None]:
    """Grants follow from posts: nobody reads Django's own permissions, which every flush would write anew (110 queries).

    At the end no session but ours may be left, or the database cannot be dropped: threads and processes of the last
    test may be a moment behind.
    """
    from django.contrib.auth.management import create_permissions
    from django.contrib.contenttypes.management import create_contenttypes
    from django.db import connection
    from django.db.models.signals import post_migrate

    assert post_migrate.disconnect(
        create_permissions, dispatch_uid="django.contrib.auth.management.create_permissions"
    )
    assert post_migrate.disconnect(create_contenttypes)
    yield
    with django_db_blocker.unblock(), connection.cursor() as db:
        db.execute(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'"
        )


@pytest.fixture(autouse=True)
def _no_jobs_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Procrastinate's tables are unmanaged: a transactional test's flush leaves its jobs to the next one."""
    yield
    committed = {"transactional_db", "live_server"} & set(request.fixturenames)
    marker = request.node.get_closest_marker("django_db")
    if committed or (marker and marker.kwargs.get("transaction")):
        blocker = request.getfixturevalue("django_db_blocker")
        with blocker.unblock():
            from django.db import connection

            with connection.cursor() as cursor:
                cursor.execute("truncate procrastinate_jobs, procrastinate_events cascade")


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """A test's rows go with its transaction; what the process keeps of them must go too."""
    yield
    from commongrid.base.calendar import queries as calendar
    from commongrid.doors.look import naming
    from commongrid.registry.matters import queries as matters
    from commongrid.registry.places import queries as places
    from commongrid.registry.statutes import queries as statutes

    for kept in (calendar, matters, naming, places, statutes):
        kept.forget()


@pytest.fixture
def town(db: None) -> "Town":
    """The small town with its cast, in this test's database."""
    from tests.cast import found_town

    return found_town()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    own = os.environ.get("COMMONGRID_CHROMIUM") or shutil.which("chromium")
    found = {"executable_path": own} if own else {}
    return {**browser_type_launch_args, **found, "args": CHROMIUM_FLAGS}


@pytest.fixture
def browser_context_args(
    browser_context_args: dict[str, Any], request: pytest.FixtureRequest
) -> dict[str, Any]:
    """Chinese, in the city's time; only tests marked `holds_pages` have the field's worker script, which fetches a day's pages."""
    workers = "allow" if request.node.get_closest_marker("holds_pages") else "block"
    ours = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai", "service_workers": workers}
    return {**browser_context_args, **ours}


@pytest.fixture(scope="session")
def axe_source() -> str:
    return (ROOT / "node_modules/axe-core/axe.min.js").read_text()


@pytest.fixture
def assert_accessible(axe_source: str) -> "Callable[[Page], None]":
    """Returns a check that fails with every WCAG 2.2 A and AA fault axe finds on the page and the element it is on."""

    def check(page: "Page") -> None:
        page.evaluate(axe_source)
        faults = [
            f"{fault['id']}: {fault['help']}\n    "
            + "\n    ".join(node["html"][:160] for node in fault["nodes"])
            for fault in page.evaluate(FAULTS)
        ]
        assert not faults, f"{page.url}\n" + "\n".join(faults)

    return check
