"""Every address that is served without Streamlit."""

from sqlalchemy.exc import DBAPIError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp

from blueprint.domain.errors import BlueprintError
from blueprint.services.context import Workbench
from blueprint.web.api import assets, drafts, health, images, personal_data
from blueprint.web.auth import delete_account, first_account, invitation, sign_in, sign_in_link, sign_out
from blueprint.web.http import error_responses
from blueprint.web.language import LanguageMiddleware
from blueprint.web.library.page_cache import PageCache, PageCacheMiddleware
from blueprint.web.library.routes import library_routes
from blueprint.web.updates import route as updates
from blueprint.web.updates.dispatcher import UpdateDispatcher

OWN_PATHS = (
    "/sign-in", "/sign-out", "/delete-account", "/enter", "/begin", "/invitation", "/library", "/api", "/images", "/assets",
    "/healthz", "/readyz", "/robots.txt", "/sitemap.xml", "/favicon.ico",
)  # fmt: skip
"""The first parts of those addresses; all others are Streamlit's."""


def create_app(workbench: Workbench) -> ASGIApp:
    """Our own pages as an application; cached pages of the library are served ahead of it."""
    handlers = {
        BlueprintError: error_responses.on_blueprint_error,
        HTTPException: error_responses.on_http_error,
        DBAPIError: error_responses.on_database_error,
        Exception: error_responses.on_unhandled_error,
    }
    app = Starlette(routes=_routes(), exception_handlers=handlers)
    app.state.workbench = workbench
    app.state.page_cache = PageCache(workbench)
    app.state.updates = UpdateDispatcher(workbench)
    app.router.redirect_slashes = False
    return PageCacheMiddleware(LanguageMiddleware(app, workbench), app.state.page_cache)


def _routes() -> list[Route | WebSocketRoute]:
    return [
        Route("/sign-in", sign_in.show),
        Route("/sign-in", sign_in.submit, methods=["POST"]),
        Route("/sign-in/link", sign_in.send_link, methods=["POST"]),
        Route("/sign-out", sign_out.show),
        Route("/sign-out", sign_out.submit, methods=["POST"]),
        Route("/delete-account", delete_account.show),
        Route("/delete-account", delete_account.submit, methods=["POST"]),
        Route("/enter/{token}", sign_in_link.show),
        Route("/enter/{token}", sign_in_link.submit, methods=["POST"]),
        Route("/begin/{token}", first_account.show),
        Route("/begin/{token}", first_account.submit, methods=["POST"]),
        Route("/invitation/{token}", invitation.show),
        Route("/invitation/{token}", invitation.submit, methods=["POST"]),
        *library_routes(),
        Route("/api/drafts/{proposal}", drafts.read),
        Route("/api/drafts/{proposal}", drafts.save, methods=["PUT"]),
        WebSocketRoute("/api/updates", updates.connect),
        Route("/api/images/{proposal}", images.add, methods=["POST"]),
        Route("/api/personal-data", personal_data.read),
        Route("/images/{name}", images.read),
        Route("/assets/{path:path}", assets.read),
        Route("/favicon.ico", assets.favicon),
        Route("/healthz", health.read_health),
        Route("/readyz", health.read_readiness),
    ]
