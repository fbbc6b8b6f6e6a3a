"""Asking the provider of single sign-on, which may be down or set up wrongly."""

import logging
from typing import Any

from requests import RequestException, Response, Session

from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _

log = logging.getLogger("jalon.sign_on")

SECONDS = 8
"""How long an answer of the provider is waited for."""
BROKEN = 500
"""From this status on, a server could not do what it should."""


class SignOnSilent(JalonError):
    """The provider of single sign-on does not answer as it should."""

    code = "sign-on-silent"
    sentence = _(
        "The sign-on service does not answer as it should. Try again in a few minutes, or sign in "
        "with your address and password if you have one."
    )


class Asking(Session):
    """Requests to the provider. What it tells about itself and about people is JSON, or nothing."""

    def request(self, method: str, url: str | bytes, **more: Any) -> Response:  # type: ignore[override]  # Any: as requests has it
        """Ask, and wait a while.

        Raises:
            SignOnSilent: There is no answer, or none that can be read.
        """
        try:
            answer = super().request(method, url, timeout=SECONDS, **more)
            if method.upper() == "GET":
                answer.raise_for_status()
                answer.json()
        except RequestException as trouble:
            log.warning("The sign-on service did not answer as it should: %s", trouble)
            raise SignOnSilent from trouble
        if answer.status_code >= BROKEN:
            raise SignOnSilent
        return answer
