"""Notices to people, and when each wants them by mail."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from jalon.base.rules.notices import MailChoice, Pace, Step

CHOICE = MailChoice()
"""What holds for people who have chosen nothing."""


class Notice(models.Model):
    """One line in the inbox of one person: what they were told, and where it leads."""

    person = models.ForeignKey("base.Person", models.CASCADE, related_name="+")
    body = models.ForeignKey(
        "base.Body",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="Whose record it is about; it follows the duties there. Empty: no owner.",
    )
    subject = models.CharField(
        max_length=200, blank=True, help_text='What it is about, such as "plan:12".'
    )
    sentence = models.TextField(help_text="English, with facts in braces; told in any language.")
    facts = models.JSONField(default=dict, help_text="The facts as they were told.")
    address = models.CharField(max_length=500, help_text="Path, without the language before it.")
    made_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField(null=True, blank=True, help_text="Last day to do something.")
    read_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(
        null=True, blank=True, help_text="When nothing was left to do about it."
    )
    mailed_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was handed to the mail server."
    )
    step = models.PositiveSmallIntegerField(
        default=Step.NONE.value,
        help_text="How far reminding has come; in a reminder, which one it is.",
    )
    reminds_of = models.ForeignKey(
        "self",
        models.CASCADE,
        related_name="+",
        null=True,
        blank=True,
        help_text="The notice that a reminder repeats.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reminds_of", "step"], name="one_reminder_of_a_step"),
        ]
        indexes = [
            models.Index(fields=["person", "-made_at"], name="notice_of_person"),
            models.Index(fields=["person"], condition=Q(read_at=None), name="notice_unread"),
            models.Index(
                fields=["person", "made_at"],
                condition=Q(read_at=None, mailed_at=None),
                name="notice_to_mail",
            ),
            models.Index(
                fields=["due_on"],
                condition=Q(done_at=None, due_on__isnull=False),
                name="notice_due",
            ),
            models.Index(fields=["subject"], condition=Q(done_at=None), name="notice_open"),
            models.Index(
                fields=["read_at"], condition=Q(read_at__isnull=False), name="notice_read"
            ),
        ]

    def __str__(self) -> str:
        return f"Notice {self.pk}"


class Mailbox(models.Model):
    """When somebody wants their notices by mail, and how sending to them stands."""

    person = models.OneToOneField("base.Person", models.CASCADE, related_name="+")
    pace = models.CharField(
        max_length=8, choices=[(p.value, p.value) for p in Pace], default=CHOICE.pace.value
    )
    hour = models.PositiveSmallIntegerField(default=CHOICE.hour, help_text="Of the day, in UTC.")
    weekday = models.PositiveSmallIntegerField(default=CHOICE.weekday, help_text="0 is Monday.")
    since = models.DateTimeField(
        null=True, blank=True, help_text="Older notices are not mailed: mail was not wanted then."
    )
    tries = models.PositiveSmallIntegerField(
        default=0, help_text="How often sending failed since it last worked."
    )
    try_after = models.DateTimeField(null=True, blank=True, help_text="Next try after trouble.")

    def __str__(self) -> str:
        return f"Mailbox of {self.person_id}"
