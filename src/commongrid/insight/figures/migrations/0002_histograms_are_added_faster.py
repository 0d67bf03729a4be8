from django.db import migrations

ADDED = """
create or replace function figures_added(one jsonb, other jsonb) returns jsonb language sql immutable parallel safe as $$
    select case
        when one is null then other
        when other is null then one
        else jsonb_strip_nulls(one || coalesce((
            select jsonb_object_agg(key, nullif(value::int + coalesce((one ->> key)::int, 0), 0))
            from jsonb_each_text(other)
        ), '{}'))
    end
$$
"""


class Migration(migrations.Migration):
    dependencies = [("figures", "0001_initial")]

    operations = [migrations.RunSQL(ADDED, migrations.RunSQL.noop)]
