"""A city of many cases made by SQL, for tests of what a list reads: skewed by place, unit, matter, words and time."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from commongrid.cases import search
from tests.cast import START, Town
from tests.explaining import rows

ROWS = rows(30_000)
OFTEN, SELDOM, NEVER = "井盖破损", "恐龙化石", "火星登陆"
NO_PHRASE = "破损井盖"
"""Its pairs stand in every row of the frequent words, but not one after the other."""
CROWDED, QUIET = "449900101001003", "449900101002999"

FILL = """
insert into cases_case (id, number, seq, head, title, status, round, moved_at, opened_at, closed_at, matter_id,
    edition_id, row_id, is_public, confidential, channel, area, division_id, grid_id, lon, lat, cell, address, centre_id,
    lead_unit_id, unit_ids, called_ids, stage, due_at, soon_at, clock, reporters, send_backs, sent_back_times, reworks,
    redos, urges, sampled, supervision, settled, search)
select gen_random_uuid(), 'NA' || translate(lpad(n::text, 8, '0'), '01', 'ZY'), 1, '', c.title || n, state, 1,
    c.moved_at, opened, case when state = 'closed' then opened + interval '3 days' end, c.matter_id, c.edition_id,
    c.row_id, n %% 2 = 0, false, case when n %% 10 = 0 then 'phone' else 'snap' end,
    case when n %% 5000 = 1 then %(quiet)s when n %% 3 = 0 then %(crowded)s
        else '44990010' || lpad((n %% 3000)::text, 7, '0') end,
    c.division_id, c.grid_id, c.lon + n * 1e-7, c.lat, c.cell + n %% 997, c.address,
    unit, case when state in ('waiting', 'void') then null else unit end, array[unit], '{}', 'handle',
    case when state in ('waiting', 'handling') then opened + interval '5 days' end,
    case when state in ('waiting', 'handling') then opened + interval '4 days' end, '[]', 1, (n %% 7 = 0)::int, 0, 0,
    0, 0, false, case when n %% 4500 = 20 then 'red' else '' end, false,
    (case when n %% 4000 = 3 then %(seldom)s when n %% 4 = 0 then %(often)s else 'w' || n::text end)::tsvector
from cases_case c, (select array_agg(id order by id) units from units_unit) u, generate_series(1, %(rows)s) n,
    lateral (select %(start)s::timestamptz - n * interval '100 minutes' as opened,
        case when n > 30000 and n %% 100 <> 3 then 'closed'
            when n %% 20 = 0 then 'waiting' when n %% 20 = 1 then 'handling' when n %% 40 = 2 then 'paused'
            when n %% 100 = 3 then 'void' else 'closed' end as state,
        units[1 + (n %% 97 * n %% 89) %% array_length(units, 1)] as unit) told
where c.id = %(case)s
"""


def fill(town: Town, count: int = ROWS, start: datetime = START) -> None:
    """Make them like one case of the town, the newest first. Of any number only the newest thirty thousand may still be open."""
    case = town.case()
    told = {
        "crowded": CROWDED,
        "quiet": QUIET,
        "often": search.lexemes(OFTEN, "损井"),
        "seldom": search.lexemes(SELDOM),
        "start": start,
        "rows": count,
        "case": case.pk,
    }
    with connection.cursor() as cursor:
        cursor.execute(FILL, told)
        cursor.execute("analyze cases_case")
