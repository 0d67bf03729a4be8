"""The addresses of administration and audit, below /desk/admin/."""

from django.urls import path

from commongrid.doors.desk.admin.views import (
    accounts, audit, calendar, catalogue, configuration, editing, jobs, lists, packs, places, units,
)  # fmt: skip

app_name = "admin"
urlpatterns = [
    path("", configuration.configuration, name="configuration"),
    path("matters/", catalogue.catalogue, name="catalogue"),
    path("matters/<str:code>/", catalogue.matter, name="matter"),
    path("matters/<str:code>/edit/", editing.edit, name="edit"),
    path("matters/<str:code>/switch/", catalogue.switch, name="switch"),
    path("reasons/", lists.reasons, name="reasons"),
    path("reasons/<slug:kind>/new/", lists.reason, name="reason_new"),
    path("reasons/<slug:kind>/<str:code>/", lists.reason, name="reason"),
    path("rules/", lists.rules, name="rules"),
    path("rules/<int:rule_id>/end/", lists.end_rule, name="rule_end"),
    path("units/", units.units, name="units"),
    path("units/new/", units.edit, name="unit_new"),
    path("units/<str:code>/", units.unit, name="unit"),
    path("units/<str:code>/edit/", units.edit, name="unit_edit"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/new/", accounts.invite, name="invite"),
    path("accounts/<int:account_id>/", accounts.account, name="account"),
    path("accounts/<int:account_id>/renew/", accounts.renew, name="account_renew"),
    path("accounts/<int:account_id>/shut/", accounts.shut, name="account_shut"),
    path("posts/<int:post_id>/end/", accounts.end_post, name="post_end"),
    path("places/", places.places, name="places"),
    path("places/import/<slug:name>/", places.take_in, name="import"),
    path("places/<str:code>/", places.places, name="place"),
    path("places/<str:code>/map.json", places.boundaries, name="boundaries"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/import/", calendar.take_in, name="calendar_import"),
    path("calendar/recompute/", calendar.recompute, name="recompute"),
    path("calendar/<int:year>/", calendar.calendar, name="calendar_year"),
    path("packs/", packs.packs, name="packs"),
    path("packs/<slug:name>/", packs.check, name="pack"),
    path("packs/<slug:name>/load/", packs.load, name="pack_load"),
    path("jobs/<str:name>/", jobs.job, name="job"),
    path("journal/", audit.journal, name="journal"),
    path("seals/", audit.seals, name="seals"),
    path("seals/verify/", audit.verify, name="verify"),
    path("looks/", audit.looks, name="looks"),
]
