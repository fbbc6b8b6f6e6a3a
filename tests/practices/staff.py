"""A body with people who write, approve and look on, for tests of writing initiatives."""

from dataclasses import dataclass

from django.test import Client

from jalon.base.models import Body, Person, Version
from jalon.base.public import DutyKind
from tests.factories import make_body, make_document, make_person

TITLE, SUMMARY = "Numbatfield desk", "It greets quollberry workers. It helps them."
SECRETS = ("umbatfield", "uollberry")
"""Parts of words that stand in nothing else."""


@dataclass(frozen=True)
class Staff:
    """Clients in which people are signed in, by what they do."""

    body: Body
    people: dict[str, Person]

    def client(self, who: str) -> Client:
        client = Client()
        if who in self.people:
            client.force_login(self.people[who])
        return client

    def post(self, who: str, path: str, /, status: int = 302, **fields: object) -> str:
        """Post as somebody; where it leads to, or the page when it leads nowhere."""
        answer = self.client(who).post(f"/en/initiatives/{path}", fields)
        assert answer.status_code == status, answer.content.decode()[-3000:]
        return str(answer.headers.get("Location", answer.content.decode()))

    def page(self, who: str, path: str, status: int = 200, language: str = "en") -> str:
        answer = self.client(who).get(f"/{language}/{path}")
        assert answer.status_code == status, path
        return answer.content.decode()

    def move(self, who: str, slug: str, name: str, *, note: str = "", status: int = 302) -> str:
        return self.post(who, f"{slug}/move/", status, move=name, note=note)


def make_staff() -> Staff:
    body = make_body(slug="ministry", name={"en": "Ministry of Numbers"})
    other = make_body(slug="other")
    people = {
        "writer": make_person(DutyKind.FOCAL_POINT, body=body, name="Amal"),
        "colleague": make_person(DutyKind.ALTERNATE, body=body, name="Bao"),
        "validator": make_person(DutyKind.VALIDATOR, body=body, name="Chloe"),
        "reviewer": make_person(DutyKind.REVIEWER, body=body),
        "stranger": make_person(DutyKind.FOCAL_POINT, DutyKind.VALIDATOR, body=other),
        "reader": make_person(),
    }
    return Staff(body=body, people=people)


def edition(slug: str) -> int:
    """The edition of the newest version of an initiative."""
    rows = Version.objects.filter(subject=f"initiative:{slug}")
    return rows.latest("number").edition


def begin(staff: Staff, title: str = TITLE) -> str:
    """The slug of a new draft."""
    fields = {"body": staff.body.pk, "language": "en", "kind": "service", "title": title}
    return staff.post("writer", "new/", **fields).split("/")[3]


SECTIONS: dict[str, dict[str, object]] = {
    "what": {"kind": "service", "title": TITLE, "summary": SUMMARY, "language": "en"},
    "who": {"who": "Ministry of Numbers\nUnion", "year_from": "2021", "year_to": ""},
    "objectives": {"objectives": ["gcm:6", "gcm:21"], "objectives_named": "on"},
    "places": {"places": ["Portugal", "Maroc", ""]},
    "source": {"document": "X/1", "paragraph": "12"},
    "figures": {"value_0": "1204", "unit_0": "workers", "raw_0": "1,204 workers"},
}
"""What is typed in each section."""


def fill(staff: Staff, slug: str) -> None:
    """Type everything that an initiative needs."""
    make_document(slug="report", symbol="X/1", title="Report on desks")
    for section, fields in SECTIONS.items():
        staff.post("writer", f"{slug}/edit/{section}/", edition=edition(slug), **fields)


def publish(staff: Staff, slug: str) -> None:
    """Bring the newest draft to the public."""
    staff.move("writer", slug, "submit")
    staff.move("validator", slug, "approve")
    staff.move("validator", slug, "publish")
