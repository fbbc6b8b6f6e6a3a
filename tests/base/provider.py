"""A provider of single sign-on at 127.0.0.1, which lets in whoever is asked for.

It keeps to OpenID Connect Core 1.0 (code flow, PKCE) as far as a client can see. A scheduled run
against a real provider would compare what both say.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "jalon-test", "s3cret-of-a-test"


@dataclass
class Provider:
    """What the provider says of whoever comes: `person` are the claims; `trouble` what goes wrong.

    `asked` are the parameters that were last sent to it to sign in.
    """

    url: str = ""
    person: dict[str, Any] = field(default_factory=dict)
    trouble: str = ""
    asked: dict[str, str] = field(default_factory=dict)
    codes: dict[str, dict[str, Any]] = field(default_factory=dict)
    key: rsa.RSAPrivateKey = field(
        default_factory=lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048)
    )

    def description(self) -> dict[str, Any]:
        """What is at .well-known/openid-configuration."""
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def authorise(self, query: dict[str, str]) -> str:
        """Where somebody who signed in at the provider is led back to."""
        self.asked = query
        if self.trouble == "refused":
            back = {"error": "access_denied", "state": query["state"]}
        else:
            code = secrets.token_hex(8)
            self.codes[code] = {"claims": dict(self.person), **query}
            back = {"code": code, "state": query["state"]}
        return f"{query['redirect_uri']}?{urlencode(back)}"

    def token(self, sent: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """The answer to a code: tokens, when secret and verifier are right."""
        kept = self.codes.pop(sent.get("code", ""), None)
        verifier = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).rstrip(b"=").decode()
        secret = sent.get("client_secret")
        if kept is None or kept["code_challenge"] != challenge or secret != SECRET:
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 300, **kept["claims"]}
        signed = jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "1"})
        return 200, {"access_token": "x", "token_type": "Bearer", "id_token": signed}

    def keys(self) -> dict[str, Any]:
        """The public key of the signatures."""
        public = jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {"keys": [public | {"kid": "1", "use": "sig", "alg": "RS256"}]}


@contextmanager
def running() -> Iterator[Provider]:
    """The provider, answering."""
    provider = Provider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(provider))
    provider.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            if parts.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", provider.authorise(query))
                self.end_headers()
                return
            answers = {
                "/.well-known/openid-configuration": provider.description,
                "/userinfo": lambda: provider.person,
                "/jwks": provider.keys,
            }
            if provider.trouble in {"down", "no json"}:
                self._say(500 if provider.trouble == "down" else 200, "<html>")
            else:
                self._say(200, json.dumps(answers[parts.path]()))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            sent = {name: values[0] for name, values in parse_qs(body).items()}
            status, told = provider.token(sent)
            self._say(status, json.dumps(told))

        def _say(self, status: int, text: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_given: object) -> None:
            """Say nothing."""

    return Handler
