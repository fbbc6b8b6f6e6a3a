"""A report in words: every text that a file shows, in the report's language, ready to be set."""

from collections.abc import Mapping, Sequence
from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from jalon import __version__
from jalon.kernel.addresses import web_address
from jalon.kernel.languages import (
    UNKNOWN_LANGUAGE,
    direction,
    language_of,
    pick,
    picked_language,
)
from jalon.reviews.building.lines import (
    BAR,
    Entry,
    Group,
    Line,
    Listing,
    Objective,
    Quoted,
    Row,
    Source,
    Wording,
)
from jalon.reviews.rules import (
    InitiativeEntry,
    ObjectiveSection,
    ReportRecord,
    SourceRecord,
    StatementRecord,
    StatementState,
    printable,
)

OMISSION = "[…]"
"""What stands where words of a passage are left out."""

QUOTATION_MARKS: Mapping[str, tuple[str, str]] = {
    "fr": ("«\u00a0", "\u00a0»"),
    "es": ("«", "»"),
    "ru": ("«", "»"),
    "ar": ("«", "»"),
}
"""Opening and closing marks by language of the quoted words; others have “ and ”."""


def worded(report: ReportRecord) -> Wording:
    """All words of a report in its own language, whatever language the reader's pages are in."""
    with override(report.language):
        return _Writer(report).wording()


class _Writer:
    """Finds the words for one report; its language must be active."""

    def __init__(self, report: ReportRecord) -> None:
        self.report = report
        self.language = report.language
        self.locale = Locale.parse(report.language, sep="-")
        self.most = max(
            (row.confirmed_count + row.suggested_count for row in report.sections), default=0
        )
        self.publishers = {source.document: web_address(source.url) for source in report.sources}

    def wording(self) -> Wording:
        """All words of the report."""
        report = self.report
        rows = {section.code: self._row(section) for section in report.sections}
        shown = [section for section in report.sections if not section.empty]
        return Wording(
            language=self.language,
            direction=direction(self.language),
            title=self._title(),
            subtitle=self._subtitle(),
            made_on=_("Made on {date}").format(date=self._day(report.made_on)),
            date=report.made_on,
            parts=tuple(part.value for part in report.template.parts),
            figures=self._figures(),
            most=self.most,
            rows=tuple(rows.values()),
            objectives=tuple(self._objective(section) for section in shown),
            waiting=Listing(
                heading=_("Resting on suggestions alone"),
                text=_("No person has confirmed a statement on these objectives yet."),
                rows=tuple(rows[section.code] for section in report.waiting),
            ),
            silence=self._silence(rows),
            sources=tuple(self._source(source) for source in report.sources),
            method=self._method(),
            words=self._words(),
        )

    def _title(self) -> str:
        """The title of the report."""
        if self.report.place:
            return pick(self.report.place, self.language)
        return _("Commitments on migration")

    def _subtitle(self) -> str:
        """What the report is and what it rests on."""
        numbers = self.report.objectives
        kind = _("What is known on the 23 objectives of the Global Compact for Migration")
        if numbers:
            words = ngettext(
                "What is known on objective {numbers} of the Global Compact for Migration",
                "What is known on objectives {numbers} of the Global Compact for Migration",
                len(numbers),
            )
            kind = words.format(numbers=", ".join(numbers))
        chosen = self.report.documents
        return printable(f"{kind} · {', '.join(chosen)}" if chosen else kind)

    def _figures(self) -> tuple[tuple[str, str], ...]:
        """The figures of the summary: what is counted, and how many."""
        report, number = self.report, len(self.report.sections)
        evidenced, waiting, silent = map(len, (report.evidenced, report.waiting, report.silent))

        def share(count: int) -> str:
            return _("{n} of {total}").format(n=count, total=number)

        return (
            (_("Objectives with confirmed evidence"), share(evidenced)),
            (_("Objectives with suggestions alone"), share(waiting)),
            (_("Objectives with initiatives alone"), share(number - evidenced - waiting - silent)),
            (_("Objectives on which nothing was found"), share(silent)),
            (_("Confirmed statements"), str(report.confirmed_count)),
            (
                _("Suggestions nobody has checked"),
                str(report.suggested_count),
            ),
            (_("Documents looked through"), str(report.read)),
        )

    def _row(self, section: ObjectiveSection) -> Row:
        """An objective in the coverage table."""
        return Row(
            number=section.number,
            anchor=f"objective-{section.number}",
            area=section.area,
            title=self._line(section.short or section.title),
            confirmed=section.confirmed_count,
            suggested=section.suggested_count,
            initiatives=section.initiative_count,
            solid=self._width(section.confirmed_count),
            hatched=self._width(section.suggested_count),
            linked=not section.empty,
        )

    def _width(self, count: int) -> int:
        """Width of a bar: nothing for nothing, and at least a line that can be seen."""
        return max(2, round(count * BAR / self.most)) if count else 0

    def _objective(self, section: ObjectiveSection) -> Objective:
        """An objective with its statements."""
        return Objective(
            number=section.number,
            anchor=f"objective-{section.number}",
            area=section.area,
            title=self._line(section.title),
            counts=self._counts(section),
            confirmed=Group(
                heading=_("Confirmed"),
                statements=tuple(self._quoted(item) for item in section.confirmed),
                more=self._more(section.confirmed_count, section.confirmed),
            ),
            suggested=Group(
                heading=_("Suggestions, not confirmed"),
                note=_(
                    "Proposed by the machine. Nobody has checked these: do not quote them as facts."
                ),
                statements=tuple(self._quoted(item) for item in section.suggested),
                more=self._more(section.suggested_count, section.suggested),
            ),
            initiatives=Group(
                heading=_("Initiatives"),
                initiatives=tuple(self._entry(item) for item in section.initiatives),
                more=self._more(section.initiative_count, section.initiatives),
            ),
        )

    def _counts(self, section: ObjectiveSection) -> str:
        """How much evidence there is on an objective, in words."""
        if not (section.confirmed_count or section.suggested_count):
            read = self.report.read
            none = ngettext(
                "No passage found in {n} document.", "No passage found in {n} documents.", read
            )
            return none.format(n=read)
        confirmed, suggested = section.confirmed_count, section.suggested_count
        first = ngettext("{n} confirmed statement", "{n} confirmed statements", confirmed)
        second = ngettext("{n} suggestion", "{n} suggestions", suggested)
        return f"{first.format(n=confirmed)} · {second.format(n=suggested)}"

    def _nothing(self) -> str:
        """That nothing was found, and in how many documents."""
        read = self.report.read
        words = ngettext("Nothing found in {n} document.", "Nothing found in {n} documents.", read)
        return words.format(n=read)

    def _more(self, number: int, shown: Sequence[object]) -> str:
        """How much of a group is not shown; empty when all is, or the template leaves it out."""
        count = number - len(shown)
        words = ngettext("{n} more is not shown here.", "{n} more are not shown here.", count)
        return words.format(n=count) if shown and count else ""

    def _quoted(self, item: StatementRecord) -> Quoted:
        """A statement between the quotation marks of its language."""
        opening, closing = QUOTATION_MARKS.get(item.language, ("“", "”"))
        before = f"{OMISSION} " if item.quote.cut_before else ""
        after = f" {OMISSION}" if item.quote.cut_after else ""
        text = f"{opening}{before}{item.quote.text}{after}{closing}"
        suggested = item.state is StatementState.SUGGESTED
        return Quoted(
            words=Line(text=text, language=item.language, direction=direction(item.language)),
            citation=printable(item.citation),
            url=self._link(item.address, item.document),
            label=_("Suggestion") if suggested else "",
            foreign=" · ".join(filter(None, (self._foreign(item.language), self._doubt(item)))),
        )

    def _doubt(self, item: StatementRecord) -> str:
        """Why the words may be wrong; empty when nothing is known against them."""
        words = {
            "recognised": _("recognised from a picture; compare with the page"),
            "doubtful": _("may be read wrongly; compare with the page"),
        }
        return words.get(item.doubt, "")

    def _entry(self, item: InitiativeEntry) -> Entry:
        """An initiative with who, when and the paragraph that reports it."""
        known = [str(year) for year in (item.year_from, item.year_to) if year]
        parts = [", ".join(item.who), "–".join(dict.fromkeys(known))]
        named = _("The source names this objective.")
        ours = _("The link to this objective is our reading.")
        return Entry(
            title=self._line(item.title),
            facts=printable(" · ".join(part for part in parts if part)),
            summary=self._line(item.summary),
            note=named if item.named else ours,
            citation=printable(item.citation),
            url=self._link(item.address, item.document),
        )

    def _source(self, source: SourceRecord) -> Source:
        """A cited document with who issued it and how often it is cited."""
        cited = ngettext("cited once", "cited {n} times", source.statements)
        hidden = "" if source.is_public else _("not public")
        parts = [hidden, source.body, self._day(source.date), cited.format(n=source.statements)]
        site = self.report.site
        return Source(
            name=printable(source.name),
            title=self._titled(source),
            facts=printable(" · ".join(part for part in parts if part)),
            url=web_address(source.url) or (f"{site}/documents/{source.document}" if site else ""),
        )

    def _titled(self, source: SourceRecord) -> Line:
        """The title of a source, empty where its name is its title already."""
        text = printable(source.title) if source.title != source.name else ""
        return Line(text=text, language=source.language, direction=direction(source.language))

    def _silence(self, rows: Mapping[str, Row]) -> Listing:
        """The objectives that nothing speaks of."""
        text = _("{nothing} This does not mean that nothing exists.").format(
            nothing=self._nothing()
        )
        return Listing(
            heading=_("Nothing found"),
            text=text,
            rows=tuple(rows[section.code] for section in self.report.silent),
        )

    def _method(self) -> tuple[str, ...]:
        """How the report was made."""
        about = _(
            "A passage counts for a place when it names it, or stands in a document about it."
        )
        return (
            _("A confirmed statement is a passage that a person linked to the objective."),
            _("A suggestion is a link that the machine proposed and nobody has checked."),
            *((about,) if self.report.place else ()),
            _(
                "One passage may count for several objectives. Quoted words are unaltered; "
                "[…] marks words left out."
            ),
            _("Made with Jalon {version}. Countries are never ranked.").format(version=__version__),
        )

    def _words(self) -> Mapping[str, str]:
        """Headings and other fixed texts."""
        return {
            "summary": _("At a glance"),
            "coverage": _("Coverage by objective"),
            "coverage_caption": _(
                "Passages that speak of each objective. Solid: confirmed by a person. "
                "Hatched: suggested by the machine, not checked."
            ),
            "objectives": _("Objective by objective"),
            "sources": _("Sources"),
            "no_sources": _("No source is cited."),
            "method": _("How this report was made"),
            "contents": _("Contents"),
            "objective": _("Objective"),
            "evidence": _("Evidence"),
            "confirmed": _("Confirmed"),
            "suggested": _("Suggestions"),
            "initiatives": _("Initiatives"),
            "empty": self._nothing(),
            "chart": self._chart(),
            "no_font": _(
                "This machine has no font for some of the quoted words: they show as empty boxes. "
                "The same report as a web page (HTML) shows them."
            ),
            "page": _("Page"),
            "page_of": _("Page {page} of {pages}"),
        }

    def _chart(self) -> str:
        """What the coverage chart shows, for those who do not see it."""
        report = self.report
        return _(
            "A bar for each objective: passages confirmed by a person (solid) and suggested by the "
            "machine (hatched). Confirmed evidence on {confirmed}, suggestions alone on {waiting}, "
            "nothing found on {silent}. The table holds the same figures."
        ).format(
            confirmed=len(report.evidenced),
            waiting=len(report.waiting),
            silent=len(report.silent),
        )

    def _line(self, texts: Mapping[str, str]) -> Line:
        """The text in the report's language, or the nearest there is."""
        language = picked_language(texts, self.language)
        text = printable(pick(texts, self.language))
        return Line(text=text, language=language, direction=direction(language))

    def _link(self, address: str, document: str) -> str:
        """Where a citation leads: into the installation, else to the publisher."""
        site = self.report.site
        return site + address if site else self.publishers.get(document, "")

    def _foreign(self, language: str) -> str:
        """The language of a quote when it is known and not the report's."""
        if language in {self.language, language_of(self.language), UNKNOWN_LANGUAGE}:
            return ""
        name = self.locale.languages.get(language.replace("-", "_"), language)
        return _("in {language}").format(language=name)

    def _day(self, value: str) -> str:
        """A date as people write it; one known to the month or year as it stands."""
        try:
            return str(format_date(date.fromisoformat(value), format="long", locale=self.locale))
        except (ValueError, UnknownLocaleError):
            return value
