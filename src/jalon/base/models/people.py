"""People with an account, and invitations to have one."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone


class People(BaseUserManager["Person"]):
    """How accounts are made and found."""

    def create_user(self, email: str, password: str | None = None, **values: str) -> "Person":
        """A person with an account; without a password they sign in by single sign-on."""
        person = self.model(email=email.strip().lower(), **values)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        """The person with an address, whatever its case."""
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody with an account. Accounts are closed, never deleted: past acts keep their author."""

    email = models.EmailField(unique=True, help_text="Address to sign in with and for notices.")
    name = models.CharField(max_length=150, help_text="As colleagues know them.")
    language = models.CharField(
        max_length=8, default="en", help_text="BCP 47 tag of the language for mail and notices."
    )
    is_active = models.BooleanField(default=True, help_text="False once the account is closed.")
    joined_at = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = People()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_person_per_address"),
        ]

    def __str__(self) -> str:
        return self.name or self.email


class Invitation(models.Model):
    """A link that lets somebody open an account with duties for a body, once and for a time."""

    email = models.EmailField(blank=True, help_text="Who is meant; empty for whoever has the link.")
    body = models.ForeignKey("base.Body", models.CASCADE, related_name="+")
    duties = models.JSONField(help_text="Kinds of duties that come with it.")
    until = models.DateField(
        null=True, blank=True, help_text="First day without these duties, where they have an end."
    )
    digest = models.CharField(
        max_length=64, unique=True, help_text="SHA-256 of the secret in the link; it is not kept."
    )
    invited_by = models.ForeignKey(
        "base.Person", models.PROTECT, related_name="+", null=True, blank=True
    )
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(
        "base.Person", models.PROTECT, related_name="+", null=True, blank=True
    )
    ended_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was accepted or taken back."
    )

    def __str__(self) -> str:
        return f"Invitation {self.pk}"
