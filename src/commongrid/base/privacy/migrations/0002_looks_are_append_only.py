from django.db import migrations

KEEP = """
create function privacy_look_keep() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and old.at < now() - interval '3 years' then
        return old;
    end if;
    raise exception 'privacy_look is append-only: a look is never changed, and kept for three years'
        using errcode = 'insufficient_privilege';
end $$;
create trigger privacy_look_keep before update or delete on privacy_look
    for each row execute function privacy_look_keep();
"""
UNDO = """
drop trigger privacy_look_keep on privacy_look;
drop function privacy_look_keep();
"""


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_initial")]

    operations = [migrations.RunSQL(KEEP, UNDO)]
