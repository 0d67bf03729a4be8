from django.db import migrations

MAKE = """
create unlogged table config_cache (
    cache_key varchar(255) primary key,
    value text not null,
    expires timestamptz not null
);
create index config_cache_expires on config_cache (expires);
"""


class Migration(migrations.Migration):
    """The table behind CACHES["default"]: counts of refused sign-ins. Lost in a crash, and that is well."""

    initial = True
    dependencies = []
    operations = [migrations.RunSQL(MAKE, "drop table config_cache")]
