"""Addresses of passages that moved or are gone: they lead on, or say what became of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from jalon.library import queries
from jalon.library.queries.former import whereabouts


def elsewhere(
    request: HttpRequest, slug: str, label: str, *, address: str = "library:passage"
) -> HttpResponse:
    """The answer at an address where no passage stands any more.

    Args:
        request: Who asks.
        slug: The document.
        label: The label that is in the address.
        address: Name of the address to lead on to, which takes a document and a label.

    Raises:
        UnknownCode: No passage ever stood there, or it may not be seen.
    """
    found = whereabouts(slug, label)
    if found.label:
        return redirect(address, slug, found.label, permanent=True)
    shown = {"document": queries.document(slug), "found": found}
    return render(request, "library/gone.html", shown, status=410)
