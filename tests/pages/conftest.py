"""A small library that the joined pages are shown with."""

import pytest

from jalon.library.models import Document
from jalon.library.rules import TagState
from tests.factories import (
    load_reference,
    make_document,
    make_initiative,
    make_mention,
    make_passage,
    make_tag,
)


@pytest.fixture
def library(db: None) -> Document:
    """One document with a confirmed and a suggested passage on objective 6, and an initiative.

    Both passages name Portugal; the confirmed one is paragraph 64. Objective 14 has nothing.
    """
    load_reference()
    document = make_document(
        slug="a-75-542", symbol="A/75/542", title="Report of the Secretary-General"
    )
    confirmed = make_passage(
        document, label="64", number="64", text="Recruiters may charge no fee.", lang="fr"
    )
    suggested = make_passage(
        document, label="65", number="65", text="Workers keep their passports."
    )
    make_tag(confirmed, code="gcm:6", state=TagState.CONFIRMED, start=0, end=10)
    make_tag(suggested, code="gcm:6", why=[{"kind": "words", "text": "passports"}])
    make_tag(suggested, code="gcm:6.h")
    make_tag(suggested, code="gcm:4")
    for passage in (confirmed, suggested):
        make_mention(passage, "PRT")
    make_initiative(
        slug="fair-fees", objectives=("gcm:6", "gcm:23"), places=("PRT",), document=document
    )
    return document
