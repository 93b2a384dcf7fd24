"""A real OpenID Connect provider for the tests: idpyoidc, whose provider is certified, behind the thinnest of servers.

`python -m tests.server.signin.provider PORT REDIRECT FOLDER` serves it on 127.0.0.1 until it is ended. Whoever names a person of
`PEOPLE` on its form is that person. It does not enforce PKCE, so that the board has nothing but the nonce to tell one sign-in's
code from another's. It has no way of signing out, as many have not: the board must be left by itself.
"""

import asyncio
import os
import sys
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import uvicorn
from idpyoidc.message.oauth2 import ResponseMessage
from idpyoidc.message.oidc import AccessTokenRequest, AuthorizationRequest
from idpyoidc.server import Server
from idpyoidc.server.configure import OPConfiguration
from idpyoidc.server.cookie_handler import CookieHandler
from idpyoidc.server.endpoint import Endpoint
from idpyoidc.server.oidc.token import Token
from idpyoidc.server.user_authn.user import UserAuthnMethod, create_signed_jwt
from idpyoidc.server.user_info import UserInfo
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT = "board"
CLIENT_SECRET = "what the board and the provider share"
SIGNING_KEYS = [{"type": "RSA", "use": ["sig"]}, {"type": "EC", "crv": "P-256", "use": ["sig"]}]
CLAIMS = ("email", "email_verified", "name", "groups")
PEOPLE: dict[str, dict[str, Any]] = {
    "office": {"name": "办公室值班", "email": "Office@school.example", "email_verified": True},
    "leader": {"name": "分管校长", "email": "leader@school.example", "email_verified": True, "groups": ["staff", "leaders"]},
    "stranger": {"name": "外来访客", "email": "stranger@elsewhere.example", "email_verified": True, "groups": ["staff"]},
    "claimer": {"name": "自称办公室", "email": "office@school.example", "email_verified": False},
}


class Form(UserAuthnMethod):  # type: ignore[misc]
    """Asks for a person's short name, and believes it."""

    def __call__(self, **asked: Any) -> str:
        """The page with the form; what was asked travels through it, signed."""
        token = create_signed_jwt(self.upstream_get("context").issuer, self.upstream_get("attribute", "keyjar"), **asked)
        return (
            '<!doctype html><meta charset="utf-8"><title>Provider</title><form method="post" action="/verify/user">'
            f'<input type="hidden" name="token" value="{escape(token)}"><input name="username" aria-label="who"><button>go</button></form>'
        )

    def verify(self, *_given: Any, **fields: str) -> str:
        """The person of this name, or nobody."""
        return fields["username"] if fields["username"] in PEOPLE else ""


def configuration(issuer: str) -> dict[str, Any]:
    """What this provider can do."""
    clients = ["client_secret_basic", "client_secret_post"]
    oidc = "idpyoidc.server.oidc"
    return {
        "issuer": issuer,
        "entity_id": issuer,
        "httpc_params": {"verify": True},
        "keys": {"uri_path": "jwks", "key_defs": SIGNING_KEYS},
        "token_handler_args": {
            "key_conf": {"key_defs": SIGNING_KEYS},
            "code": {"lifetime": 60},
            "token": {"class": "idpyoidc.server.token.jwt_token.JWTToken", "kwargs": {"lifetime": 300}},
            "id_token": {
                "class": "idpyoidc.server.token.id_token.IDToken",
                "kwargs": {"lifetime": 300, "base_claims": dict.fromkeys(CLAIMS)},
            },
        },
        "endpoint": {
            "provider_info": {"path": ".well-known/openid-configuration", "class": f"{oidc}.provider_config.ProviderConfiguration", "kwargs": {}},
            "authorization": {
                "path": "authorization",
                "class": f"{oidc}.authorization.Authorization",
                "kwargs": {"response_types_supported": ["code"], "response_modes_supported": ["query"]},
            },
            "token": {"path": "token", "class": f"{oidc}.token.Token", "kwargs": {"client_authn_method": clients}},
            "userinfo": {"path": "userinfo", "class": f"{oidc}.userinfo.UserInfo", "kwargs": {}},
        },
        "authentication": {"user": {"acr": "urn:form", "class": Form, "kwargs": {}}},
        "userinfo": {"class": UserInfo, "kwargs": {"db": PEOPLE}},
        "cookie_handler": {
            "class": CookieHandler,
            "kwargs": {"sign_key": os.urandom(24).hex(), "name": {"session": "op", "register": "op_rp", "session_management": "op_sman"}},
        },
        "session_params": {"encrypter": {"kwargs": {"keys": {"key_defs": [{"type": "OCT", "use": ["enc"], "kid": "password"}, {"type": "OCT", "use": ["enc"], "kid": "salt"}]}}}},
    }  # fmt: skip


class Provider:
    """The routes of one provider with one client."""

    def __init__(self, issuer: str, redirect: str, folder: Path) -> None:
        self.server = Server(OPConfiguration(conf=configuration(issuer), base_path=str(folder)), cwd=str(folder))
        self.server.keyjar.import_jwks(self.server.keyjar.export_jwks(True, ""), issuer)
        self.server.context.cdb[CLIENT] = {
            "client_secret": CLIENT_SECRET,
            "redirect_uris": [(redirect, {})],
            "post_logout_redirect_uri": (redirect, ""),
            "token_endpoint_auth_method": "client_secret_basic",
            "response_types_supported": ["code"],
            "allowed_scopes": ["openid", "profile", "email"],
        }
        self.server.keyjar.add_symmetric(CLIENT, CLIENT_SECRET)

    def routes(self) -> list[Route]:
        """Everything that the board or a browser asks of it."""
        named = {
            "/.well-known/openid-configuration": "provider_config",
            "/authorization": "authorization",
            "/token": "token",
            "/userinfo": "userinfo",
        }
        return [
            *(Route(path, self._endpoint(self.server.get_endpoint(name)), methods=["GET", "POST"]) for path, name in named.items()),
            Route("/jwks", self._keys),
            Route("/verify/user", self._verify, methods=["POST"]),
        ]

    async def _keys(self, _request: Request) -> Response:
        return Response(self.server.keyjar.export_jwks_as_json(), media_type="application/json")

    def _endpoint(self, endpoint: Endpoint) -> Any:
        async def answer(request: Request) -> Response:
            given = dict(request.query_params) if request.method == "GET" else await _fields(request)
            facts = {
                "headers": {name: value for name, value in request.headers.items() if name not in ("cookie", "user-agent")},
                "method": request.method,
                "url": str(request.url),
                "cookie": [{"name": name, "value": value} for name, value in request.cookies.items()],
            }
            asked = endpoint.parse_request(given, http_info=facts)
            if isinstance(asked, ResponseMessage) and "error" in asked:
                return JSONResponse(asked.to_dict(), status_code=400)
            told = endpoint.process_request(AccessTokenRequest(**asked) if isinstance(endpoint, Token) else asked, http_info=facts)
            if isinstance(told, ResponseMessage) and "error" in told:
                return JSONResponse(told.to_dict(), status_code=400)
            if "redirect_location" in told:
                return RedirectResponse(told["redirect_location"], status_code=303)
            if "http_response" in told:
                return HTMLResponse(told["http_response"])
            return self._told(endpoint, asked, told)

        return answer

    def _told(self, endpoint: Endpoint, asked: Any, told: dict[str, Any]) -> Response:
        told = endpoint.do_response(request=asked, **told)
        if told.get("response_placement", endpoint.response_placement) == "body":
            answer = Response(told["response"], status_code=told.get("response_code", 200))
        else:
            answer = RedirectResponse(told["response"], status_code=303)
        for name, value in told["http_headers"]:
            answer.headers[name] = value
        for cookie in told.get("cookie", []):
            answer.set_cookie(cookie["name"], cookie["value"], samesite="lax")
        return answer

    async def _verify(self, request: Request) -> Response:
        method = self.server.context.authn_broker.get_method_by_id("user")
        fields = await _fields(request)
        person = method.verify(**fields)
        if not person:
            return HTMLResponse("nobody", status_code=403)
        asked = method.unpack_token(fields["token"])
        authorization = self.server.get_endpoint("authorization")
        wanted = AuthorizationRequest().from_urlencoded(asked["query"])
        began = authorization.create_session(wanted, person, asked["authn_class_ref"], asked["iat"], method)
        return self._told(authorization, wanted, authorization.authz_part2(request=wanted, session_id=began))


async def _fields(request: Request) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs((await request.body()).decode(), keep_blank_values=True).items()}


if __name__ == "__main__":
    port, redirect, folder = int(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    served = Starlette(routes=Provider(f"http://127.0.0.1:{port}", redirect, folder).routes())
    asyncio.run(uvicorn.Server(uvicorn.Config(served, port=port, log_level="warning")).serve())
