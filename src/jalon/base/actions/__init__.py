"""What changes something in the base: the record of acts, people, bodies and duties."""

from jalon.base.actions.record import record

__all__ = ["record"]
