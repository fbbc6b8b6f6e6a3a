"""The page of what tags the passages here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jalon.base.frames.access import Access, open_to
from jalon.library.queries.models import models
from jalon.library.rules.learning import FEW, MARGIN


@open_to(Access.EVERYONE)
@require_safe
def model_show(request: HttpRequest) -> HttpResponse:
    """What suggests tags here, what it learned from, how good it is, and what it cannot do."""
    shown = {"models": models(), "few": FEW, "margin": MARGIN}
    return render(request, "library/model.html", shown)
