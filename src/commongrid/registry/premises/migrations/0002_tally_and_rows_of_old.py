"""Triggers keep the tally true, also through COPY; premises that stood in places come over.

What came over is found by place and kind at once, and by its words after the next import of its table.
"""

from django.db import migrations

TALLY = """
create function premises_tallied() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into premises_tally (area, kind, state, n)
      select area, kind, state, count(*) from came group by 1, 2, 3 order by 1, 2, 3
      on conflict (area, kind, state) do update set n = premises_tally.n + excluded.n;
  elsif tg_op = 'DELETE' then
    insert into premises_tally (area, kind, state, n)
      select area, kind, state, -count(*) from gone group by 1, 2, 3 order by 1, 2, 3
      on conflict (area, kind, state) do update set n = premises_tally.n + excluded.n;
  else
    insert into premises_tally (area, kind, state, n)
      select area, kind, state, sum(d) from (
        select area, kind, state, -1 as d from gone union all select area, kind, state, 1 from came
      ) moved group by 1, 2, 3 having sum(d) <> 0 order by 1, 2, 3
      on conflict (area, kind, state) do update set n = premises_tally.n + excluded.n;
  end if;
  return null;
end $$;
create trigger premises_came after insert on premises_premises
  referencing new table as came for each statement execute function premises_tallied();
create trigger premises_moved after update on premises_premises
  referencing old table as gone new table as came for each statement execute function premises_tallied();
create trigger premises_gone after delete on premises_premises
  referencing old table as gone for each statement execute function premises_tallied();
"""
UNTALLY = """
drop trigger premises_came on premises_premises;
drop trigger premises_moved on premises_premises;
drop trigger premises_gone on premises_premises;
drop function premises_tallied();
"""
COME_OVER = """
insert into premises_premises (id, seq, head, code, kind, name, address, area, lon, lat, is_rental, credit_code,
                               state, valid_until, schematic, added_at)
  select gen_random_uuid(), 0, ''::bytea, code,
         case kind when 'rental_house' then 'rental_building' when 'small_shop' then 'three_small'
                   when 'small_workshop' then 'three_small' when 'construction_site' then 'site'
                   when 'self_built_house' then 'self_built' when 'school' then 'school'
                   when 'enterprise' then 'enterprise' when 'market' then 'enterprise'
                   when 'hazard_point' then 'hazard_point' else 'building' end,
         name, address, coalesce(nullif(grid_code, ''), division_id), lon, lat, kind = 'rental_house', '',
         case when active then 'open' else 'closed' end, case when active then null else current_date end,
         false, now()
  from places_premises
"""


class Migration(migrations.Migration):
    dependencies = [("premises", "0001_premises"), ("places", "0001_initial")]

    operations = [
        migrations.RunSQL(TALLY, UNTALLY),
        migrations.RunSQL(COME_OVER, migrations.RunSQL.noop),
    ]
