"""Who may do what: a table from duties to powers, and the check that every act begins with.

A power holds for the records of the body whose duty gives it. What has no owner is in the care of
the body that keeps the installation. Duties sleep while a second factor is asked for and missing.
"""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from jalon.base.rules.actors import EVERYONE, SEES_ALL, Actor, Holding, Viewer, bodies_of
from jalon.base.rules.duties import DutyKind
from jalon.kernel.errors import JalonError, NotAllowed
from jalon.kernel.errors import text_marker as _


class Power(StrEnum):
    """What a duty lets a person do with the records of their body."""

    SEE = "see"
    WRITE = "write"
    DECIDE = "decide"
    SUBMIT = "submit"
    APPROVE = "approve"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    MANAGE = "manage"
    KEEP = "keep"


POWERS: Mapping[DutyKind, frozenset[Power]] = {
    DutyKind.FOCAL_POINT: frozenset({Power.SEE, Power.WRITE, Power.DECIDE, Power.SUBMIT}),
    DutyKind.ALTERNATE: frozenset({Power.SEE, Power.WRITE, Power.DECIDE, Power.SUBMIT}),
    DutyKind.VALIDATOR: frozenset({Power.SEE, Power.APPROVE, Power.PUBLISH, Power.WITHDRAW}),
    DutyKind.REVIEWER: frozenset({Power.SEE, Power.DECIDE}),
    DutyKind.MODERATOR: frozenset({Power.SEE, Power.WITHDRAW}),
    DutyKind.COMMITTEE_MEMBER: frozenset({Power.SEE}),
    DutyKind.ADMINISTRATOR: frozenset({Power.SEE, Power.MANAGE}),
}
"""What each duty gives, for the records of the body it is held for."""

KEEPER_EXTRA: Mapping[DutyKind, frozenset[Power]] = {
    DutyKind.MODERATOR: frozenset({Power.WITHDRAW}),
    DutyKind.ADMINISTRATOR: frozenset({Power.MANAGE, Power.KEEP}),
}
"""What a duty of the keeping body gives beyond it, for the records of every body: never to see
or write another body's drafts."""

POWER_WORDS: Mapping[Power, str] = {
    Power.SEE: _("only people with a duty in the body it belongs to see it."),
    Power.WRITE: _("only a focal point or alternate of the body it belongs to writes here."),
    Power.DECIDE: _("only a focal point, alternate or reviewer of its body decides on it."),
    Power.SUBMIT: _("only a focal point or alternate of the body it belongs to submits it."),
    Power.APPROVE: _("only a validator of the body it belongs to approves or returns it."),
    Power.PUBLISH: _("only a validator of the body it belongs to publishes it."),
    Power.WITHDRAW: _("only a validator of its body or a moderator withdraws it."),
    Power.MANAGE: _("only an administrator of the body manages its people."),
    Power.KEEP: _("only an administrator of this installation does that."),
}
"""Why somebody without a power may not, after “… may not do this: ”."""


class SecondFactorMissing(JalonError):
    """A duty is held, but sleeps until the account has a second factor."""

    code = "second-factor-missing"
    sentence = _(
        "Your duties begin when your account has a second factor: a code from an app, or a "
        "passkey. Set it up under “My account”, then do this again."
    )


class SignInFirst(JalonError):
    """Only people with an account may do this, and nobody is signed in."""

    code = "sign-in-first"
    sentence = _("Sign in first: only people with an account may do this.")


def powers_for(holding: Holding) -> frozenset[Power]:
    """What a duty gives for the records of its own body.

    >>> sorted(powers_for(Holding(body_id=1, body="x", duty=DutyKind.COMMITTEE_MEMBER)))
    [<Power.SEE: 'see'>]
    """
    extra = KEEPER_EXTRA.get(holding.duty, frozenset()) if holding.is_keeper else frozenset()
    return POWERS[holding.duty] | extra


def _gives(holding: Holding, power: Power, body_id: int | None) -> bool:
    """Whether a duty gives a power over the records of a body; None is what has no owner."""
    own = holding.is_keeper if body_id is None else holding.body_id == body_id
    if own:
        return power in powers_for(holding)
    return holding.is_keeper and power in KEEPER_EXTRA.get(holding.duty, frozenset())


def check_power(actor: Actor, power: Power, *, body_id: int | None = None) -> Actor:
    """Make sure somebody may do something with a record of a body.

    Args:
        actor: Who wants to act.
        power: What they want to do.
        body_id: The body that owns the record; None for what has no owner.

    Returns:
        The actor, speaking for the body whose duty gives the power.

    Raises:
        SignInFirst: Nobody is signed in.
        SecondFactorMissing: The duty sleeps until there is a second factor.
        NotAllowed: No duty gives this power.
    """
    if actor.is_system:
        return actor
    giving = [held for held in actor.holdings if _gives(held, power, body_id)]
    if giving and not actor.needs_second_factor:
        own = [held for held in giving if held.body_id == body_id]
        return replace(actor, body=(own or giving)[0].body)
    if giving:
        raise SecondFactorMissing
    if not actor.is_signed_in:
        raise SignInFirst
    raise NotAllowed(who=actor.name, why=POWER_WORDS[power])


def can_act(actor: Actor, power: Power, *, body_id: int | None = None) -> bool:
    """Whether `check_power` lets somebody act."""
    try:
        check_power(actor, power, body_id=body_id)
    except (NotAllowed, SecondFactorMissing, SignInFirst):
        return False
    return True


def has_power(actor: Actor, power: Power) -> bool:
    """Whether some duty, awake, gives a power over the records of at least one body."""
    if actor.is_system:
        return True
    awake = not actor.needs_second_factor
    return awake and any(power in powers_for(held) for held in actor.holdings)


def viewer_of(actor: Actor) -> Viewer:
    """What somebody may see beside what is public: records of the bodies they hold duties for.

    A keeper sees what has no owner, but not the drafts of other bodies.
    """
    if actor.is_system:
        return SEES_ALL
    if actor.needs_second_factor or not actor.holdings:
        return EVERYONE
    return Viewer(
        bodies=bodies_of(actor.holdings), keeps=any(held.is_keeper for held in actor.holdings)
    )
