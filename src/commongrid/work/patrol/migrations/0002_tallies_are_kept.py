"""Triggers keep the counts of towns, communities and grids true, whoever writes the dues, batches of thousands included."""

from django.db import migrations

ADDED = """
    insert into patrol_tally (size, what, area, "on", n)
      select s.size, w.what, left(moved.area, s.size), w.day, sum(moved.d)
        from ({rows}) moved
        cross join (values (9), (12), (15)) s (size)
        cross join lateral (values ('due', moved.due_on), ('visited', moved.visited_on)) w (what, day)
       where length(moved.area) >= s.size and w.day is not null
       group by 1, 2, 3, 4
      having sum(moved.d) <> 0
       order by 1, 2, 3, 4
      on conflict (size, what, area, "on") do update set n = patrol_tally.n + excluded.n;"""
CAME = "select area, due_on, visited_on, 1 as d from came"
GONE = "select area, due_on, visited_on, -1 as d from gone"
FUNCTION = f"""
create function patrol_tallied() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then{ADDED.format(rows=CAME)}
  elsif tg_op = 'DELETE' then{ADDED.format(rows=GONE)}
  else{ADDED.format(rows=f"{GONE} union all {CAME}")}
  end if;
  return null;
end $$;
create trigger patrol_due_came after insert on patrol_due
  referencing new table as came for each statement execute function patrol_tallied();
create trigger patrol_due_moved after update on patrol_due
  referencing old table as gone new table as came for each statement execute function patrol_tallied();
create trigger patrol_due_gone after delete on patrol_due
  referencing old table as gone for each statement execute function patrol_tallied();
"""
UNDONE = """
drop trigger patrol_due_came on patrol_due;
drop trigger patrol_due_moved on patrol_due;
drop trigger patrol_due_gone on patrol_due;
drop function patrol_tallied();
"""


class Migration(migrations.Migration):
    dependencies = [("patrol", "0001_demands_rounds_and_checkins")]

    operations = [migrations.RunSQL(FUNCTION, UNDONE)]
