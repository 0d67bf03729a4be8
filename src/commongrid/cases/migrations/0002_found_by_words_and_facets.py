"""Words and facets of a case stand in one GIN index, so that any combination of them is one look into it.

The function is immutable and reads nothing but its arguments. The index of words alone goes. In rows that are
here already phrases are found after `bin/manage find_anew`.
"""

from datetime import UTC, datetime

import django.contrib.postgres.indexes
from django.db import migrations, models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce

NEVER = datetime(2069, 12, 30, tzinfo=UTC)

IS_OPEN = Q(status__in=["waiting", "assigned", "handling", "paused", "checking"])
COLUMNS = (
    "search", "area", "matter_id", "channel", "status", "supervision", "centre_id", "unit_ids", "called_ids", "cell",
    "opened_at", "closed_at", "due_at", "soon_at",
)  # fmt: skip

FOUND_BY = """
create function cases_found_by(words tsvector, area text, matter bigint, channel text, status text, supervision text,
    centre bigint, units bigint[], called bigint[], cell bigint, opened timestamptz, closed timestamptz,
    due timestamptz, soon timestamptz)
returns tsvector language plpgsql immutable parallel safe as $$
declare
    is_open boolean := status not in ('closed', 'void');
    found text[] := array['a:' || left(area, 6), 'a:' || left(area, 9), 'a:' || left(area, 12), 'a:' || area,
        'm:' || matter::text, 'c:' || channel, 's:' || status, 'v:' || nullif(supervision, ''), 'k:' || centre::text,
        'h6:' || (cell >> 27)::text, 'h8:' || (cell >> 21)::text];
    letters constant text[] := array['o', 'z', 'e', 'f'];
    moments timestamptz[] := array[opened, closed, case when is_open then coalesce(due, '2069-12-30 00:00+00') end,
        case when is_open then soon end];
    day int;
    unit bigint;
begin
    for at in 1 .. 4 loop
        continue when moments[at] is null;
        day := floor(extract(epoch from moments[at]) / 86400)::int;
        found := found || array[letters[at] || '0:' || day::text, letters[at] || '1:' || (day >> 3)::text,
            letters[at] || '2:' || (day >> 6)::text, letters[at] || '3:' || (day >> 9)::text];
    end loop;
    foreach unit in array coalesce(units, '{}') loop
        found := found || ('u:' || unit::text);
    end loop;
    foreach unit in array coalesce(called, '{}') loop
        found := found || ('w:' || unit::text);
    end loop;
    return coalesce(words, ''::tsvector) || array_to_tsvector(array_remove(found, null));
end
$$
"""
DROP_FOUND_BY = """
drop function cases_found_by(tsvector, text, bigint, text, text, text, bigint, bigint[], bigint[], bigint,
    timestamptz, timestamptz, timestamptz, timestamptz)
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        migrations.RunSQL(FOUND_BY, DROP_FOUND_BY),
        migrations.AddIndex(
            model_name="case",
            index=django.contrib.postgres.indexes.GinIndex(
                Func(*(F(name) for name in COLUMNS), function="cases_found_by"),
                name="cases_case_found",
                gin_pending_list_limit=512,
            ),
        ),
        migrations.RemoveIndex(model_name="case", name="cases_case_search"),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                Coalesce(F("due_at"), Value(NEVER)), F("id"), name="cases_case_next_due", condition=IS_OPEN
            ),
        ),
    ]
