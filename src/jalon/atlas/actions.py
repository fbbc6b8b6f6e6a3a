"""Loading places; may be run again at any time."""

from django.db import transaction

from jalon.atlas.models import Place
from jalon.atlas.packaged import packaged_places
from jalon.base.public import Actor, record
from jalon.search.public import queue_cards


@transaction.atomic
def load_packaged(*, actor: Actor) -> int:
    """Store all places, or bring their names up to date; how many there are."""
    before = dict(Place.objects.values_list("code", "name"))
    wanted = packaged_places()
    rows = [Place(code=place.code, kind=place.kind, name=dict(place.name)) for place in wanted]
    changed = [row for row in rows if before.get(row.code) != row.name]
    if changed:
        Place.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=["code"], update_fields=["kind", "name"]
        )
        queue_cards(f"place:{row.code}" for row in changed)
        record("load places", subject="places", actor=actor, after={"places": len(changed)})
    return len(wanted)
