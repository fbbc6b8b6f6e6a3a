"""A text to look for words in, filled from what initiatives say."""

from typing import Any

from django.db import migrations, models

from jalon.practices.rules import words_of


def fill(apps: Any, _editor: Any) -> None:  # Any: Django's registry of old tables
    """Fill the words of the initiatives that are stored."""
    table = apps.get_model("practices", "Initiative").objects
    rows = list(table.only("title", "summary", "who"))
    for row in rows:
        row.words = words_of(row.title, row.summary, row.who)
    table.bulk_update(rows, ["words"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("practices", "0002_newest_first")]

    operations = [
        migrations.AddField(
            model_name="initiative",
            name="words",
            field=models.TextField(
                default="",
                help_text="Titles, summaries and bodies in small letters, for finding.",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
