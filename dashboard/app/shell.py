"""What surrounds the application over HTTP: French shell, security headers, readiness, shapes."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ENGLISH_SHELL = (
    (rb'<html lang="en">', b'<html lang="fr">'),
    (rb"<title>Streamlit</title>", b"<title>Observatoire de l'insertion</title>"),
    (
        rb"<noscript>.*?</noscript>",
        "<noscript><p>JavaScript est nécessaire pour lire l'observatoire.</p></noscript>".encode(),
    ),
)
INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)


def content_policy() -> str:
    """Return the content security policy: our own host only.

    Streamlit's shell has one inline script, allowed by its fingerprint; its styles are inline;
    page components are modules made from text (`blob:`); maps compile WebAssembly.
    """
    shell = Path(streamlit.__file__).with_name("static") / "index.html"
    scripts = INLINE_SCRIPT.findall(shell.read_bytes())
    fingerprints = " ".join(
        f"'sha256-{b64encode(sha256(code).digest()).decode()}'" for code in scripts
    )
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' blob: 'wasm-unsafe-eval' {fingerprints}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "worker-src 'self' blob:",
            "connect-src 'self' ws: wss:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


class Shell:
    """Middleware: security headers on every answer, and a French page around the application."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.headers = {
            "Content-Security-Policy": content_policy(),
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "no-referrer",
            "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
            "Cross-Origin-Opener-Policy": "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, its headers completed and its shell in French."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if b"text/html" in dict(scope["headers"]).get(b"accept", b""):
            # A compressed page could not be translated; it weighs a few kilobytes.
            kept = [header for header in scope["headers"] if header[0] != b"accept-encoding"]
            scope = {**scope, "headers": kept}
        await self.app(scope, receive, FrenchAnswer(send, self.headers))


class FrenchAnswer:
    """One answer on its way out; an HTML body waits to be whole before being translated."""

    def __init__(self, send: Send, headers: dict[str, str]) -> None:
        self.send = send
        self.headers = headers
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        """Pass a message on, or keep it until the HTML is whole."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            for name, value in self.headers.items():
                headers[name] = value
            if headers.get("content-type", "").startswith("text/html"):
                self.start = message
                return
        elif self.start is not None and message["type"] == "http.response.body":
            self.body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_page(self.start)
            return
        await self.send(message)

    async def _send_page(self, start: Message) -> None:
        headers = MutableHeaders(raw=start["headers"])
        for english, french in ENGLISH_SHELL:
            self.body = re.sub(english, french, self.body, flags=re.DOTALL)
        if "content-length" in headers:
            headers["content-length"] = str(len(self.body))
        await self.send(start)
        await self.send({"type": "http.response.body", "body": self.body})
