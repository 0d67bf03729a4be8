"""Triggers keep the progress of each grid true, whoever writes the items, batches of thousands included."""

from django.db import migrations

SUMS = """campaign_id, area,
  sum(d * (state = 'due')::int), sum(d * (state = 'done')::int), sum(d * (gaps_open + gaps_closed > 0)::int),
  sum(d * gaps_open), sum(d * gaps_closed)"""
ADDED = """
    insert into inspections_progress (campaign_id, area, due, done, with_gaps, gaps_open, gaps_closed)
      select {sums} from ({rows}) moved
      group by campaign_id, area order by campaign_id, area
      on conflict (campaign_id, area) do update set
        due = inspections_progress.due + excluded.due, done = inspections_progress.done + excluded.done,
        with_gaps = inspections_progress.with_gaps + excluded.with_gaps,
        gaps_open = inspections_progress.gaps_open + excluded.gaps_open,
        gaps_closed = inspections_progress.gaps_closed + excluded.gaps_closed;"""
CAME = "select campaign_id, area, state, gaps_open, gaps_closed, 1 as d from came"
GONE = "select campaign_id, area, state, gaps_open, gaps_closed, -1 as d from gone"
FUNCTION = f"""
create function inspections_progressed() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then{ADDED.format(sums=SUMS, rows=CAME)}
  elsif tg_op = 'DELETE' then{ADDED.format(sums=SUMS, rows=GONE)}
  else{ADDED.format(sums=SUMS, rows=f"{GONE} union all {CAME}")}
  end if;
  return null;
end $$;
create trigger inspections_item_came after insert on inspections_item
  referencing new table as came for each statement execute function inspections_progressed();
create trigger inspections_item_moved after update on inspections_item
  referencing old table as gone new table as came for each statement execute function inspections_progressed();
create trigger inspections_item_gone after delete on inspections_item
  referencing old table as gone for each statement execute function inspections_progressed();
"""
UNDONE = """
drop trigger inspections_item_came on inspections_item;
drop trigger inspections_item_moved on inspections_item;
drop trigger inspections_item_gone on inspections_item;
drop function inspections_progressed();
"""


class Migration(migrations.Migration):
    dependencies = [("inspections", "0001_inspections_and_campaigns")]

    operations = [migrations.RunSQL(FUNCTION, UNDONE)]
