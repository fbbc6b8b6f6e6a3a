"""The title of a document: from its headings and properties, never a form of words."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import takewhile

from jalon.engines.reading.blocks import Block, Role
from jalon.engines.reading.normalising import take_calls, take_links, tidy

HEAD_BLOCKS = 30
"""Blocks from the start that a title is looked for in."""
LONGEST = 250
"""Longest title, in characters."""
LARGE = 3
"""Heading levels up to this one are told by font size or by the format."""
SHORT_LINE = 0.6
"""Share of the longest line under which a line of capitals ends its title."""
_FILE_NAME = re.compile(
    r"microsoft (?:word|powerpoint|excel)|untitled|sans titre|sin título|document\s?\d*$|"
    r".{0,250}\.(?:docx?|indd|pdf|rtf|odt|qxd|tex|pptx?|xlsx?|html?|txt|fm|pmd)\b|"
    r"[\w-]{0,99}\d[\w-]*$|\S{0,99}_\S*$|(?:title|titre|título|template|modèle|layout \d*)$|\W*$",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"(?:pour (?:information|décision|discussion|débat et orientation)|"
    r"for (?:information|decision)|"
    r"para información|table des matières|(?:table of )?contents|sommaire|contenu|índice|contenido|"
    r"résumé(?: analytique)?|summary|executive summary|abstract|resumen(?: ejecutivo)?|"
    r".*(?:\bsession|période de sessions|período de sesiones)\b.*|"
    r"(?:original|date|fecha|distr)\s?[.:].*|"
    r"annexe?s?|anexos?|(?:objet|purpose) (?:du document|of the document)|"
    r"(?:générale?|general|limitée|limited|draft|projet|brouillon|borrador|confidential|"
    r"confidentiel|embargo.*|advance .*|version .*|preface|préface|prólogo|foreword|"
    r"avant-propos|introducci[oó]n|introduction|acknowledge?ments|remerciements|agradecimientos|disclaimer)|"
    r".*\b(?:issn|isbn|doi)\b.*|(?:©|copyright|vol\.|volume|n[o°º]\.?|no\.|series?|série)\b.*|"
    r"(?:por|par|by)\s.*|page \d+.*|\W*)",
    re.IGNORECASE,
)
_AGENDA = re.compile(
    r".*(?:question|point)s? (?:\d+ )?(?:à|de) l[’' ]ordre du jour|.*item (?:\d+ )?on the agenda|"
    r"agenda item \d+.*|.*punto (?:\d+ )?del orden del día|.*punto del programa.*",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"(?:réunion|conférence|comité|commission|colloque|atelier|dialogue|meeting|conference|"
    r"committee|forum|workshop|reunión|conferencia|comité|foro|taller)\b",
    re.IGNORECASE,
)
_PRODUCT = re.compile(
    r"(?:conclusions?|conclusiones|rapport(?: final)?|(?:final )?report|informe(?: final)?|"
    r"r[ée]solutions?|resolución|d[ée]clarations?|declaración|recommand?ations?|"
    r"recomendaciones|communiqué|agenda|ordre du jour|orden del día|checklist|tools?|outils?)$",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:jan|ene|feb|fév|fev|mar|apr|avr|abr|may|mai|jun|jui|jul|aug|aoû|ago|sep|oct|nov|dec|déc|dic)"
    r"[^\W\d_]{0,7}\.?"
)
_LABEL = re.compile(r"[^\W\d_]{4,}\s\d{1,2}$")
"""A word and a number, such as "TOOL 2": the title comes after it."""
_PLACE_AND_DATE = re.compile(
    rf"(?:[^\W\d_][\w .,’'()-]{{2,50}}\s)?"
    rf"(?:\d{{1,2}}(?:er|st|nd|rd|th)?(?:\s?[-–—]\s?\d{{1,2}})?\s)?"
    rf"(?:de\s)?{_MONTH}(?:\s\d{{1,2}}(?:\s?[-–—]\s?\d{{1,2}})?,?)?\s(?:del?\s)?(?:19|20)\d{{2}}$",
    re.IGNORECASE,
)
_SITE = re.compile(r"\s*[|»·•]|\s+[-–—:]\s")
"""What stands between the title of a page and the name of its site."""
_NUMBERED = re.compile(r"(?:[IVX]+|[A-Z]|\d{1,2})[.)]\s|\d{1,2}\.\d")
_SYMBOL = re.compile(
    r"\(?\b[A-Z]{1,6}(?:[./][A-Z0-9()]{1,20}){1,8}(?<=[\d)])(?:\(\w{1,9}\.?\d{0,3}\)){0,3}\)?"
)
ORGANISATIONS = (
    "organisation des nations unies", "nations unies", "united nations", "naciones unidas",
    "reseau des nations unies sur les migrations", "united nations network on migration",
    "un network on migration", "red de las naciones unidas sobre la migracion",
    "organisation internationale du travail", "international labour organization",
    "organizacion internacional del trabajo", "bureau international du travail",
    "international labour office", "oficina internacional del trabajo",
    "conseil d'administration", "governing body", "consejo de administracion",
    "organisation internationale pour les migrations", "organisation mondiale de la sante",
    "international organization for migration", "world health organization",
    "organizacion internacional para las migraciones", "assemblee generale",
    "general assembly", "asamblea general", "conseil economique et social",
    "economic and social council", "consejo economico y social", "conseil des droits de l'homme",
    "human rights council", "consejo de derechos humanos", "security council",
    "conseil de securite", "consejo de seguridad", "european commission", "european union",
    "commission europeenne", "union europeenne", "comision europea", "union europea",
    "african union", "union africaine", "union africana", "world bank", "banque mondiale",
    "banco mundial", "unicef", "unhcr", "ohchr", "undp", "pnud", "unesco", "oim", "iom", "oit",
    "ilo", "oecd", "ocde", "onu", "un",
)  # fmt: skip
"""Names that stand at the head of documents and are no titles."""


def title_of(blocks: Sequence[Block], proposed: str | None, stem: str = "") -> str | None:
    """The title of a document.

    Args:
        blocks: Of the document, in order.
        proposed: What the properties of the file say.
        stem: Name of the file without its ending: never a title.

    Returns:
        The title, or None when neither headings nor properties give one.
    """
    head = list(blocks[:HEAD_BLOCKS])
    found = _after_agenda(head) or _from_headings(head)
    if not proposed or not _is_sensible(proposed, stem):
        return found
    proposed = tidy(proposed).replace("\n", " ")
    if found and _SITE.match(proposed.removeprefix(found)) and proposed.startswith(found):
        return found
    return proposed if not found or _is_said(proposed, head) else found


def fold(text: str) -> str:
    """A text in small letters without accents, with plain apostrophes."""
    plain = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return bare.lower().replace("’", "'")


def _is_sensible(proposed: str, stem: str) -> bool:
    if len(proposed) > LONGEST or _FILE_NAME.match(proposed.strip()):
        return False
    if _is_organisation(proposed):
        return False
    return fold(re.sub(r"\W", "", proposed)) != fold(re.sub(r"\W", "", stem))


def _is_said(proposed: str, head: Sequence[Block]) -> bool:
    """Tell whether most words of a proposed title stand at the head of the document."""
    text = fold(" ".join(block.text for block in head))
    words = re.findall(r"\w+", fold(proposed))
    return sum(word in text for word in words) >= 0.7 * len(words)


def _bare(block: Block) -> str:
    """The text of a block without calls, addresses, symbols and numbers of series."""
    text = take_links(take_calls(block.text)[0])[0].replace("\n", " ")
    return re.sub(r"\s{2,}", " ", _SYMBOL.sub("", text)).strip(" -–—|*")


def _is_organisation(text: str) -> bool:
    """Tell whether a text is nothing but the name of an organisation.

    >>> _is_organisation("NATIONS UNIES"), _is_organisation("Report of the United Nations")
    (True, False)
    """
    folded = fold(text)
    name = next((one for one in ORGANISATIONS if re.search(rf"\b{one}\b", folded)), None)
    if name is None:
        return False
    rest = re.findall(r"[^\W\d_]{4,}", folded.replace(name, " "))
    return not rest or any(one in " ".join(rest) for one in ORGANISATIONS if " " in one)


def _could_be(block: Block, text: str) -> bool:
    """Tell whether a heading reads like a title."""
    if block.role is not Role.HEADING or not 4 <= len(text) <= LONGEST:
        return False
    if sum(char.isalpha() for char in text) < 4 or _NUMBERED.match(text):
        return False
    return not (
        _FORM.fullmatch(text)
        or _AGENDA.fullmatch(text)
        or _PLACE_AND_DATE.match(text)
        or _is_organisation(text)
    )


def _after_agenda(head: Sequence[Block]) -> str | None:
    """The title of the item after a line such as "first item on the agenda"."""
    for index, block in enumerate(head[:-1]):
        if not _AGENDA.fullmatch(block.text.strip()):
            continue
        for after in head[index + 1 : index + 4]:
            text = _bare(after)
            if 12 <= len(text) <= LONGEST and not _FORM.fullmatch(text) and text[-1] not in ".;":
                return text
    return None


def _from_headings(head: Sequence[Block]) -> str | None:
    """The largest of the first headings; those that belong together are put together."""
    first = next((index for index, one in enumerate(head) if _NUMBERED.match(one.text)), len(head))
    pages = [block.page for block in head if block.page]
    found = [
        (index, block, _bare(block))
        for index, block in enumerate(head[:first])
        if _could_be(block, _bare(block)) and not _is_fragment(head, index)
        and (not pages or (block.page or 1) <= min(pages) + 1)
    ]  # fmt: skip
    if not found:
        return None
    page = found[0][1].page
    rank = min(_rank(block) for _, block, _ in found if block.page == page)
    index, block, text = next(one for one in found if one[1].page == page and _rank(one[1]) == rank)
    return _whole(head, index, text, [one for one in found if one[1] is not block])


def _rank(block: Block) -> int:
    return block.level if 0 < block.level <= LARGE else LARGE + 1


def _is_fragment(head: Sequence[Block], index: int) -> bool:
    """Tell whether capitals go on in a block that is no heading: a design, not a title."""
    after = head[index + 1] if index + 1 < len(head) else None
    if after is None or after.role is Role.HEADING or not _shouts(head[index].text):
        return False
    return len(after.text) > 20 and _shouts(after.text[:60])


def _shouts(text: str) -> bool:
    """Tell whether a text is set in capitals, up to a few letters ("No.")."""
    letters = [char for char in text if char.isalpha()]
    return 10 * sum(char.isupper() for char in letters) > 8 * len(letters)


def _goes_on(text: str) -> bool:
    """Tell whether a heading asks for another: it ends in a colon, or is a label in capitals."""
    return text.endswith(":") or (_shouts(text) and bool(_LABEL.match(text)))


def _whole(
    head: Sequence[Block], index: int, text: str, others: Sequence[tuple[int, Block, str]]
) -> str:
    """A title with the lines or the heading that complete it."""
    if _MEETING.match(text):
        product = next((other for _, _, other in others if _PRODUCT.match(other)), None)
        return f"{product}: {text}" if product else text
    after = list(takewhile(lambda one: one.role is Role.HEADING, head[index + 1 :]))
    if not after:
        return text
    if _PRODUCT.match(text) or len(text.split()) == 1 or _goes_on(text):
        more = _bare(after[0])
        return f"{text.rstrip(' :')}: {more}" if _could_be(after[0], more) else text
    lines = [text]
    if _shouts(text) and head[index].box is None:
        for block in after:
            longest = max(len(line) for line in lines)
            if not _shouts(block.text) or len(lines[-1]) < SHORT_LINE * longest:
                break
            if _rank(block) != _rank(head[index]) or _FORM.fullmatch(block.text):
                break
            lines.append(_bare(block))
    whole = " ".join(lines)
    return whole if len(whole) <= LONGEST else text
