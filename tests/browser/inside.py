"""What is made and told inside the installation: facts of paths that stand on no page."""

from jalon.base.models import Body
from jalon.base.public import SYSTEM, DutyKind, actor_with_id
from jalon.base.queries.mailboxes import mail_token
from jalon.base.queries.versions import version_record
from jalon.base.rules.stages import Stage
from jalon.library.actions.rounds import open_round, read_item
from jalon.library.models import Document, Passage
from jalon.library.rules.deciding import Item, Verdict
from jalon.practices.actions.publishing import publish_version
from tests import factories


def facts_of(*, person: int, body: str) -> dict[str, str]:
    """The secret of links in mails, numbers of rows, and an initiative that a body published."""
    owner = Body.objects.get(slug=body)
    version = factories.make_version("published-plan", body=owner, stage=Stage.PUBLISHED)
    publish_version(version_record(version))
    factories.make_gone_passage(Document.objects.get(file_name="fair-work.pdf"), label="gone")
    return {
        "round": str(_round(owner)),
        "mail_token": mail_token(person),
        "body_id": str(owner.pk),
        "passage": str(Passage.objects.order_by("id").values_list("id", flat=True)[0]),
        "published": "published-plan",
    }


def _round(keeper: Body) -> int:
    """A round of two readers over a document that only people of the keeping body see."""
    readers = [factories.make_person(DutyKind.REVIEWER, body=keeper) for _ in range(2)]
    document = factories.make_document(slug="read-apart", is_public=False, evidence=2)
    tags = [factories.make_tag(factories.make_passage(document)) for _ in range(2)]
    first, second = (actor_with_id(reader.pk) for reader in readers)
    key = open_round(
        title="Read apart",
        documents=[document.slug],
        readers=(readers[0].pk, readers[1].pk),
        actor=SYSTEM,
    )
    item = Item(passage=tags[0].passage_id, code="gcm:6")
    read_item(round_id=key, item=item, verdict=Verdict.CONFIRMED, actor=first)
    read_item(round_id=key, item=item, verdict=Verdict.REFUSED, actor=second)
    return key
