"""The page of terms to avoid and to prefer, on which a text can be checked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jalon.base.frames.access import Access, open_to
from jalon.engines.tagging import terms_source
from jalon.kernel.languages import OWN_NAMES, Language
from jalon.library.forms.terms import CheckTextForm, TermSearchForm
from jalon.library.queries.terms import TERM_LANGUAGES, checked_text, term_language, term_lines


@open_to(Access.EVERYONE)
@never_cache
@sensitive_post_parameters("text")
@require_http_methods(["GET", "HEAD", "POST"])
def term_list(request: HttpRequest) -> HttpResponse:
    """Terms to avoid and to prefer; a text that was sent is checked, and not kept."""
    search, form = TermSearchForm(request.GET), CheckTextForm(request.POST or None)
    lang = term_language(request.GET.get("lang", ""), get_language() or "")
    checked = (
        checked_text(form.cleaned_data["text"], form.cleaned_data["lang"])
        if form.is_valid()
        else None
    )
    shown = {
        "form": form,
        "checked": checked,
        "asked": search.keep(),
        "lang": lang,
        "languages": [(tag, OWN_NAMES[Language(tag)]) for tag in TERM_LANGUAGES],
        "lines": term_lines(lang, search.keep()),
        "source": terms_source(),
    }
    status = 400 if form.is_bound and checked is None else 200
    return render(request, "library/terms.html", shown, status=status)
