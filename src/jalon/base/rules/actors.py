"""Who acts and who looks: a person with the duties they hold, or the installation itself."""

from collections.abc import Iterable
from dataclasses import dataclass

from jalon.base.rules.duties import DutyKind


@dataclass(frozen=True, kw_only=True, slots=True)
class Holding:
    """A duty that somebody holds today."""

    body_id: int
    body: str
    duty: DutyKind
    is_keeper: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Actor:
    """Who acts, and the body they act for (its slug; empty when nobody said).

    `person` is the number of the account; `holdings` the duties held today. While
    `needs_second_factor` is true, duties sleep: they give no power. `is_system` is the
    installation itself.
    """

    name: str
    body: str = ""
    person: int | None = None
    holdings: tuple[Holding, ...] = ()
    needs_second_factor: bool = False
    is_system: bool = False

    @property
    def is_signed_in(self) -> bool:
        """Whether this is somebody with an account."""
        return self.person is not None


SYSTEM = Actor(name="jalon", is_system=True)
"""The installation itself: commands and the worker."""

NOBODY = Actor(name="visitor")
"""A visitor who has not signed in."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Viewer:
    """Whose records that are not public may be seen: those of these bodies (numbers), or all.

    `keeps`: those that have no owner too, which are in the care of the keeping body.

    >>> EVERYONE.sees(None), EVERYONE.sees(3), Viewer(bodies=frozenset({3})).sees(3)
    (False, False, True)
    """

    bodies: frozenset[int] = frozenset()
    keeps: bool = False
    sees_all: bool = False

    def sees(self, body_id: int | None) -> bool:
        """Whether a record of this body, None for no owner, may be seen though it is not public."""
        own = self.keeps if body_id is None else body_id in self.bodies
        return self.sees_all or own


EVERYONE = Viewer()
"""The public: sees what is public, nothing else."""

SEES_ALL = Viewer(sees_all=True)
"""The installation itself, and whoever runs its commands on the machine."""


def bodies_of(holdings: Iterable[Holding]) -> frozenset[int]:
    """The numbers of the bodies that duties are held for."""
    return frozenset(holding.body_id for holding in holdings)
