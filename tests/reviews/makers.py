"""Reports for tests without a database: valid, and saying only what a test needs."""

from typing import Any

from jalon.reviews.building import build
from jalon.reviews.rules import (
    TEMPLATES,
    Format,
    InitiativeEntry,
    ObjectiveSection,
    ReportRecord,
    SourceRecord,
    StatementRecord,
    StatementState,
    quote_of,
)

TEXTS = {
    "en": "The Government adopted a national plan of 97 measures in 2019.",
    "fr": "Favoriser la migration régulière, c’est aussi informer les migrants.",
    "ar": "اعتمدت الحكومة خطة وطنية تتضمن 97 تدبيرا.",
    "zh-Hans": "葡萄牙政府于2019年通过了国家计划。",
    "ru": "Правительство приняло национальный план.",
}


def make_statement(
    language: str = "en", *, paragraph: int = 64, suggested: bool = False, text: str = ""
) -> StatementRecord:
    state = StatementState.SUGGESTED if suggested else StatementState.CONFIRMED
    return StatementRecord(
        quote=quote_of(text or TEXTS[language]),
        language=language,
        document="a-75-542",
        citation=f"A/75/542 §{paragraph}, p. 14",
        address=f"/documents/a-75-542/p/{paragraph}",
        state=state,
    )


def make_initiative() -> InitiativeEntry:
    return InitiativeEntry(
        title={"en": "National plan", "fr": "Plan national"},
        summary={"en": "It has 97 measures.", "fr": "Il a 97 mesures."},
        who=("Government of Portugal",),
        year_from=2019,
        year_to=None,
        named=False,
        document="a-75-542",
        citation="A/75/542 §12",
        address="/en/initiatives/portugal-national-plan/",
    )


def make_section(number: int = 6, **values: Any) -> ObjectiveSection:
    standard: dict[str, Any] = {
        "code": f"gcm:{number}",
        "number": str(number),
        "title": {"en": f"Title of objective {number}", "fr": f"Titre de l’objectif {number}"},
        "short": {"en": f"Short {number}"},
        "area": 4,
    }
    counts = {
        f"{name}_count": len(values.get(key, ()))
        for name, key in (
            ("confirmed", "confirmed"),
            ("suggested", "suggested"),
            ("initiative", "initiatives"),
        )
    }
    return ObjectiveSection(**(standard | counts | values))


def make_report(*sections: ObjectiveSection, **values: Any) -> ReportRecord:
    standard: dict[str, Any] = {
        "place_code": "PRT",
        "place": {"en": "Portugal", "ar": "البرتغال"},
        "documents": (),
        "objectives": (),
        "made_on": "2026-11-20",
        "language": "en",
        "template": TEMPLATES["objectives"],
        "read": 5,
        "sections": sections,
        "sources": (make_source(),) if any(section.cited for section in sections) else (),
    }
    return ReportRecord(**(standard | values))


def make_source() -> SourceRecord:
    return SourceRecord(
        document="a-75-542",
        name="A/75/542",
        title="Report of the Secretary-General",
        body="UN Secretary-General",
        date="2020-10-26",
        language="en",
        url="https://undocs.org/A/75/542",
        statements=2,
    )


def full_report(**values: Any) -> ReportRecord:
    """One objective with everything, one that waits, one that is silent."""
    statements = [make_statement(lang, paragraph=60 + at) for at, lang in enumerate(TEXTS)]
    suggestion = make_statement(paragraph=80, suggested=True, text="A centre was opened.")
    return make_report(
        make_section(
            6,
            confirmed=tuple(statements),
            suggested=(suggestion,),
            initiatives=(make_initiative(),),
        ),
        make_section(7, suggested=(suggestion,)),
        make_section(8),
        **values,
    )


def built(wanted: Format, report: ReportRecord | None = None) -> bytes:
    return build(report or full_report(), wanted)
