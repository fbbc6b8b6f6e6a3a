"""Who may ask for each address, said once more beside the code: a new address needs a row here.

`tests/contracts/test_access.py` compares it with what views declare, and asks every address as
every role.
"""

from collections.abc import Mapping

from jalon.base.frames.access import Access
from tests.roles import ALL, PEOPLE, WITH_DUTIES, Role

EVERYONE, SIGNED_IN = Access.EVERYONE, Access.SIGNED_IN
EDITORS, MANAGERS, KEEPERS = Access.EDITORS, Access.MANAGERS, Access.KEEPERS

ROLES_OF: Mapping[Access, frozenset[Role]] = {
    EVERYONE: ALL,
    SIGNED_IN: PEOPLE,
    EDITORS: WITH_DUTIES,
    MANAGERS: frozenset({Role.ADMINISTRATOR, Role.STRANGE_ADMINISTRATOR, Role.KEEPER}),
    KEEPERS: frozenset({Role.KEEPER}),
}
"""Who passes the first gate."""

ADDRESSES: Mapping[str, Access] = {
    # what everybody reads
    **dict.fromkeys(
        (
            "", "root", "pages:home", "pages:objectives", "pages:objective", "pages:places",
            "pages:place", "pages:matrix", "pages:matrix-csv", "pages:matrix-xlsx", "pages:cell",
            "pages:styleguide",
            "frameworks:frameworks", "frameworks:framework", "frameworks:crosswalk",
            "frameworks:crosswalk-csv", "library:documents", "library:document", "library:model",
            "library:terms",
            "library:summary", "library:compare", "library:compare-csv",
            "library:passage", "library:file", "library:beside", "library:picture",
            "practices:initiatives", "practices:initiative",
            "reviews:report", "reviews:download", "search:results", "base:bodies", "base:body",
            "base:invitation", "base:mail-end", "base:history", "service-worker",
        ),
        EVERYONE,
    ),
    # data by machine
    **dict.fromkeys(
        (
            "api:", "api:addresses", "api:description", "api:framework_list", "api:element_list",
            "api:element_show", "api:crosswalk_list", "api:crosswalk_show", "api:place_list",
            "api:place_show", "api:document_list", "api:document_show", "api:document_passages",
            "api:passage_show", "api:passage_findings", "api:document_tags",
            "api:evidence_list", "api:matrix_show",
            "api:initiative_list", "api:initiative_show", "api:search", "api:counts_show",
            "api:model_list", "api:term_list", "api:document_density",
        ),
        EVERYONE,
    ),
    # one's own account
    **dict.fromkeys(
        (
            "base:account", "base:sessions", "base:session-end", "base:sessions-end",
            "base:notice-settings", "base:inbox", "base:inbox-read",
            "base:notice-open", "base:notice-read", "base:notice-unread", "base:notice-done",
            "base:work",
        ),
        SIGNED_IN,
    ),
    # what people with a duty do
    **dict.fromkeys(
        (
            "library:upload", "library:batch", "library:decide", "library:add", "library:publish",
            "library:withdraw", "library:describe", "library:reread", "library:lost",
            "library:settle", "library:review", "library:answer", "library:rounds",
            "library:round-new", "library:round", "library:round-close", "practices:new",
            "practices:draft", "practices:edit", "practices:move",
        ),
        EDITORS,
    ),
    # what those who manage a body do
    **dict.fromkeys(
        (
            "base:body-describe", "base:body-people", "base:duty-end", "base:hand-over",
            "base:invitation-take-back",
        ),
        MANAGERS,
    ),
    # what those who keep the installation do
    **dict.fromkeys(
        (
            "base:body-found", "base:body-close", "base:body-open-again", "base:people",
            "base:person-close", "base:person-open-again",
        ),
        KEEPERS,
    ),
}  # fmt: skip
"""The first gate of each address of ours, by its name."""

FOREIGN: Mapping[str, Access] = {
    **dict.fromkeys(
        (
            "account_login", "account_signup", "account_logout", "account_inactive",
            "account_email_verification_sent", "account_confirm_email", "account_reset_password",
            "account_reset_password_done", "account_reset_password_from_key",
            "account_reset_password_from_key_done", "account_confirm_login_code",
            "mfa_authenticate", "mfa_login_webauthn", "openid_connect_login",
            "openid_connect_callback", "socialaccount_login_cancelled",
            "socialaccount_login_error", "socialaccount_signup",
        ),
        EVERYONE,
    ),
    **dict.fromkeys(
        (
            "account_reauthenticate", "account_email", "account_change_password",
            "account_set_password", "mfa_index", "mfa_reauthenticate", "mfa_activate_totp",
            "mfa_deactivate_totp", "mfa_generate_recovery_codes", "mfa_view_recovery_codes",
            "mfa_download_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn",
            "mfa_edit_webauthn", "mfa_remove_webauthn", "mfa_reauthenticate_webauthn",
            "socialaccount_connections",
        ),
        SIGNED_IN,
    ),
}  # fmt: skip
"""Addresses that allauth brings: each is asked for as a visitor and as somebody signed in."""
