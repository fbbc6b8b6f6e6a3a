"""Setting up an installation: database, reference data, starter collection; safe to run twice."""

from collections.abc import Mapping

from django.core.management import call_command

from jalon.atlas import public as atlas
from jalon.base.public import SYSTEM, ensure_keeper
from jalon.frameworks import public as frameworks
from jalon.practices import public as practices
from jalon.project.environment import prepare_home
from jalon.search.public import ensure_index


def set_up() -> Mapping[str, int]:
    """Create or migrate the database, load all reference data, and bring the index up to date.

    Returns:
        Counts of what is stored: "places", "frameworks", "elements", "links", "initiatives".
    """
    prepare_home()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    ensure_keeper(actor=SYSTEM)
    places = atlas.load_packaged(actor=SYSTEM)
    loaded = frameworks.load_packaged(actor=SYSTEM)
    starter = practices.load_starter(actor=SYSTEM)
    ensure_index()
    return {"places": places, **loaded, "initiatives": starter["initiatives"]}
