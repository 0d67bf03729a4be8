"""Three kinds of place get the word that premises have for them; what a checklist asks stays as it is."""

from django.db import migrations

RENAMED = """
update checklists_edition set premises = (
  select jsonb_agg(case kind {cases} else kind end order by place)
  from jsonb_array_elements_text(premises) with ordinality as told(kind, place)
) where premises ?| array[{words}]
"""
WORDS = {"rental_house": "rental_building", "construction_site": "site", "self_built_house": "self_built"}


def renamed(words: dict[str, str]) -> str:
    cases = " ".join(f"when '{old}' then '{new}'" for old, new in words.items())
    return RENAMED.format(cases=cases, words=", ".join(f"'{old}'" for old in words))


class Migration(migrations.Migration):
    dependencies = [("checklists", "0001_initial"), ("premises", "0002_tally_and_rows_of_old")]

    operations = [
        migrations.RunSQL(renamed(WORDS), renamed({new: old for old, new in WORDS.items()})),
    ]
