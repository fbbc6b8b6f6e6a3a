"""Pages about the API: its addresses for people, its description for machines."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_safe

from jalon.api.service import description, operations, refusals
from jalon.base.frames.access import Access, open_to
from jalon.base.frames.api import UnknownAddress, problem_of


@open_to(Access.EVERYONE)
@require_safe
def address_list(request: HttpRequest) -> HttpResponse:
    """All addresses of the API with what each gives, and the codes of refusals."""
    kinds = [(kind.code, _t(kind.sentence)) for kind in refusals()]
    facts = {"operations": list(operations()), "refusals": kinds}
    return render(request, "api/addresses.html", facts)


@open_to(Access.EVERYONE)
@require_safe
def description_show(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - as Django calls
    """The OpenAPI description."""
    return JsonResponse(description())


@open_to(Access.EVERYONE)
def address_unknown(request: HttpRequest, path: str = "") -> HttpResponse:  # noqa: ARG001 - of the address
    """The refusal of an address that does not exist."""
    listed = reverse("api:addresses")
    return problem_of(request, UnknownAddress(path=request.path, list=listed))
