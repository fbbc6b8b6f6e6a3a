"""Mail about notices: what is in it, and sending it to everybody whose turn it is."""

import logging
import re
from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext

from jalon.base.actions.mailboxes import (
    begin_try,
    note_success,
    open_mailboxes,
    put_back,
    take_for_mail,
)
from jalon.base.models import Mailbox, Notice, Person
from jalon.base.queries.mailboxes import mail_token, mailboxes_to_serve, waiting_notices
from jalon.base.queries.notices import NoticeLine, line
from jalon.base.queries.telling import day_words
from jalon.base.rules.notices import lined_up

log = logging.getLogger("jalon.mail")

TOGETHER = 100
"""Mailboxes served over one connection to the mail server."""
MOST_IN_A_MAIL = 50
"""Notices that one mail tells one by one; the others are counted."""
LONGEST_SUBJECT = 120


def send_waiting() -> bool:
    """Mail their notices to people whose turn it is, some at a time.

    Returns:
        Whether there were any.
    """
    now = timezone.now()
    open_mailboxes()
    boxes = mailboxes_to_serve(now, most=TOGETHER)
    if not boxes:
        return False
    connection = get_connection()
    try:
        connection.open()
    except OSError as trouble:
        later = [box for box in boxes if begin_try(box.pk, now=now)]
        log.warning("The mail server was not reached (%s); mails wait: %d", trouble, len(later))
        return True
    try:
        for box in boxes:
            if begin_try(box.pk, now=now):
                _serve(box, connection)
    finally:
        connection.close()
    return True


def _serve(box: Mailbox, connection: BaseEmailBackend) -> None:
    """One mail to one person."""
    rows = waiting_notices(box)
    if not rows:
        note_success(box.pk)
        return
    mail = digest(box.person, rows)
    taken = take_for_mail((row.pk for row in rows), now=timezone.now())
    if taken and len(taken) < len(rows):
        mail = digest(box.person, [row for row in rows if row.pk in taken])
    try:
        if taken:
            connection.send_messages([mail])
    except (OSError, ValueError) as trouble:
        put_back(taken)
        connection.close()
        log.warning("Mail to person %d failed and is tried again: %s", box.person_id, trouble)
        return
    note_success(box.pk)


def digest(person: Person, rows: Sequence[Notice]) -> EmailMessage:
    """Mail that tells somebody their notices, in their language."""
    with translation.override(_offered(person.language)):
        lines = [line(row) for row in _told_once(rows)]
        end = _whole("base:mail-end", mail_token(person.pk))
        text = render_to_string("base/mail/notices.txt", _shown(person, lines) | {"end": end})
        return EmailMessage(
            subject=_subject(lines),
            body=lined_up(text.strip() + "\n", person.language),
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[person.email],
            headers={
                "Auto-Submitted": "auto-generated",
                "Content-Language": person.language,
                "List-Unsubscribe": f"<{end}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                "Message-ID": _message_id(rows),
            },
        )


def _told_once(rows: Sequence[Notice]) -> list[Notice]:
    """What is due first, the most pressing before; no reminder of what the same mail tells."""
    numbers = {row.pk for row in rows}
    once = [row for row in rows if row.reminds_of_id not in numbers]
    return sorted(once, key=lambda row: row.due_on or date.max)


def _offered(language: str) -> str:
    """The tag by which Django knows a language; English for one the interface does not have."""
    tag = language.lower()
    return tag if tag in dict(settings.LANGUAGES) else "en"


def _whole(name: str, *parts: object) -> str:
    """The address of a page here, with the name of this installation before it."""
    return f"{settings.JALON_ADDRESS}{reverse(name, args=parts)}"


def _shown(person: Person, lines: Sequence[NoticeLine]) -> dict[str, object]:
    listed = [_listed(one) for one in lines[:MOST_IN_A_MAIL]]
    return {
        "name": str(person),
        "due": [one for one in listed if one["until"]],
        "news": [one for one in listed if not one["until"]],
        "more": len(lines) - len(listed),
        "inbox": _whole("base:inbox"),
        "choice": _whole("base:notice-settings"),
    }


def _listed(one: NoticeLine) -> dict[str, str]:
    until = day_words(one.due_on) if one.due_on else ""
    told = _t("until {day} ({left})").format(day=until, left=one.due) if until else ""
    link = _whole("base:notice-open", one.id)
    return {"text": _text(one), "until": told, "link": link}


def _text(one: NoticeLine) -> str:
    text = _one_line(one.text)
    return _t("Reminder: {text}").format(text=text) if one.is_reminder else text


def _subject(lines: Sequence[NoticeLine]) -> str:
    if len(lines) == 1:
        return Truncator(f"Jalon: {_text(lines[0])}").chars(LONGEST_SUBJECT)
    n = len(lines)
    return "Jalon: " + ngettext("%(n)s notice for you", "%(n)s notices for you", n) % {"n": n}


def _one_line(text: str) -> str:
    """A text without breaks, so that no fact can pass for a line or a header of ours."""
    return re.sub(r"[\r\n\t\v\f\x85\u2028\u2029]+", " ", text)


def _message_id(rows: Sequence[Notice]) -> str:
    """The same for the same notices, so that programs fold a mail that came twice into one."""
    host = urlsplit(settings.JALON_ADDRESS).hostname or "localhost"
    numbers = sorted(row.pk for row in rows)
    return f"<notices.{numbers[0]}.{numbers[-1]}.{len(rows)}@{host}>"
