"""A kept question gives what the queryset would have given."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection

from commongrid.base import reads
from commongrid.cases.models import Case
from tests.cast import Town

ASKED = reads.Read[Case](
    lambda number, status: Case.objects.select_related("centre", "lead_unit").filter(
        number=number, status=status
    ),
    "number",
    "status",
)


def test_it_is_the_same_row_with_what_it_is_joined_to(town: Town) -> None:
    case = town.case()
    found = ASKED.first(case.number, "waiting")
    plain = Case.objects.get(pk=case.pk)
    assert found is not None
    assert {f.attname: getattr(found, f.attname) for f in Case._meta.concrete_fields} == {
        f.attname: getattr(plain, f.attname) for f in Case._meta.concrete_fields
    }
    with connection.execute_wrapper(_never):
        assert found.centre.name_zh
        assert found.lead_unit is None
    assert ASKED.first(case.number, "closed") is None


def test_a_list_is_one_parameter(town: Town) -> None:
    asked = reads.Read[Case](lambda numbers: Case.objects.filter(number__among=numbers), [""])
    cases = [town.case(), town.case(key="another-device")]
    for some in (cases, cases[:1], []):
        assert {found.pk for found in asked.rows([case.number for case in some])} == {
            case.pk for case in some
        }


def test_it_is_heard_by_who_counts_queries(town: Town) -> None:
    told: list[str] = []

    def hear(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        told.append(sql)
        return execute(sql, params, many, context)

    since = town.now - timedelta(days=1)
    asked = reads.Read[Case](lambda at: Case.objects.filter(opened_at__gt=at), since)
    case = town.case()
    with connection.execute_wrapper(hear):
        assert [found.pk for found in asked.rows(since)] == [case.pk]
    assert len(told) == 1


def _never(*_: object) -> None:
    raise AssertionError("asked again")
