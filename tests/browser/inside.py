"""What is made and told inside the installation: facts of paths that stand on no page."""

from jalon.base.models import Body
from jalon.base.queries.mailboxes import mail_token
from jalon.base.queries.versions import version_record
from jalon.base.rules.stages import Stage
from jalon.library.models import Document, Passage
from jalon.practices.actions.publishing import publish_version
from tests import factories


def facts_of(*, person: int, body: str) -> dict[str, str]:
    """The secret of links in mails, numbers of rows, and an initiative that a body published."""
    owner = Body.objects.get(slug=body)
    version = factories.make_version("published-plan", body=owner, stage=Stage.PUBLISHED)
    publish_version(version_record(version))
    factories.make_gone_passage(Document.objects.get(file_name="fair-work.pdf"), label="gone")
    return {
        "mail_token": mail_token(person),
        "body_id": str(owner.pk),
        "passage": str(Passage.objects.order_by("id").values_list("id", flat=True)[0]),
        "published": "published-plan",
    }
