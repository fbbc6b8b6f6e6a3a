"""Small documents for the browser: texts our own, one per kind of file, and some to decide on."""

from pathlib import Path

from tests.engines.reading.specimens import lines_pdf

FEES = "Recruiters charge no fee to workers, as objective 6 of the Global Compact asks."
MEASURES = (
    FEES,
    "Objective 20: sending remittances home shall cost less in Portugal and in Morocco.",
    "The ministry counts migrants by sex and age and publishes the data each year.",
    "Consulates issue passports and birth certificates within ten days.",
    "Smuggling of migrants is prosecuted together with the neighbouring countries.",
    "Schools teach the language of the country to children who arrive during the year.",
    "Social security earned abroad is kept when workers return to the Philippines.",
    "Skills and diplomas from abroad are recognised within three months.",
)
PAPERS_TO_DECIDE_ON = ("Mouse", "Keys", "Script", "One-by-one", "Plain-forms")


def write_papers(folder: Path) -> None:
    """A PDF report of 32 numbered paragraphs, an HTML note in French, and texts to decide on."""
    folder.mkdir()
    measures = [f"{n}. {MEASURES[(n - 1) % len(MEASURES)]}" for n in range(1, 33)]
    pages = [measures[at : at + 8] for at in range(0, 32, 8)]
    lines_pdf(folder / "fair-work.pdf", [["Report on fair work", *page] for page in pages])
    (folder / "note.html").write_text(_NOTE, encoding="utf-8")
    for name in PAPERS_TO_DECIDE_ON:
        (folder / f"{name.lower()}.txt").write_text(_to_decide_on(name), encoding="utf-8")


def _to_decide_on(name: str) -> str:
    """Two paragraphs on objectives and one on none."""
    return (
        f"{name} notes\n\n1. {FEES} {name} says so.\n\n2. Objective 20 is about remittances.\n\n"
        f"3. The {name.lower()} archive keeps its maps in the old harbour house.\n"
    )


_NOTE = """<!doctype html><html lang="fr"><title>Note sur les envois de fonds</title>
<h1>Note sur les envois de fonds</h1>
<p>1. L’objectif 20 du Pacte mondial vise des envois de fonds moins chers au Maroc.</p>
<p>2. L’objectif 2 porte sur les causes qui poussent les personnes à partir.</p></html>
"""
