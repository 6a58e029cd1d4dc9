"""The editor on a page of its own: a Streamlit app with the routes that an editor needs, on a folder.

    python tests/ui/components/editor/editor_page/server.py FOLDER PORT

FOLDER/proposal.json holds the text; FOLDER/mode says how the server answers: "ok", "signed-out", "refuse" or "error";
FOLDER/requests has a byte for each request to store a draft.
"""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import streamlit as st
import uvicorn
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket, WebSocketDisconnect

from blueprint.domain.drafts import DraftText
from blueprint.services.drafting.draft_merge import merge_drafts

Handler = Callable[[Request], Awaitable[Response]]

HERE = Path(__file__).parent
DIST = HERE.parents[4] / "blueprint" / "ui" / "components" / "editor" / "dist"


def application(folder: Path) -> st.App:
    """The page, and what it asks for."""
    routes = [
        Route("/api/drafts/{id}", draft_handler(folder), methods=["PUT"]),
        Route("/api/drafts/{id}", read_handler(folder)),
        WebSocketRoute("/api/updates", updates_handler(folder)),
        Route("/api/images", image_handler(folder), methods=["POST"]),
        Mount("/images", StaticFiles(directory=folder)),
        Mount("/assets/editor", StaticFiles(directory=DIST)),
        Route("/sign-in", lambda _: Response("signed in")),
    ]
    return st.App(HERE / "page.py", routes=routes)


def stored_draft(folder: Path) -> dict[str, Any]:
    """The draft, or else the proposal as one."""
    proposal = json.loads((folder / "proposal.json").read_text(encoding="utf-8"))
    with suppress(FileNotFoundError):  # a save may delete it at any time
        return dict(json.loads((folder / f"draft-{proposal['id']}.json").read_text(encoding="utf-8")))
    text = {"title": proposal["title"], "markdown": proposal["markdown"], "base": proposal["revision"]}
    return {**text, "state": "", "sequence": 0, "device": None, "conflicts": []}


def text_of(found: dict[str, Any]) -> DraftText:
    """The title and text of a record."""
    return DraftText(title=found["title"], markdown=found["markdown"])


def updates_handler(folder: Path) -> Callable[[WebSocket], Awaitable[None]]:
    """Answer pings, and tell the draft's state when it changes; refuse in the mode "signed-out"."""

    async def serve(websocket: WebSocket) -> None:
        if (folder / "mode").read_text(encoding="utf-8").strip() == "signed-out":
            await websocket.close(1008)
            return
        await websocket.accept()
        topic, told = "", None
        try:
            while True:
                with suppress(TimeoutError):
                    message = await asyncio.wait_for(websocket.receive_json(), 0.1)
                    topic = message.get("subscribe", topic)
                    if "ping" in message:
                        await websocket.send_json({"pong": message["ping"]})
                state = stored_draft(folder)["state"]
                if topic and state != told:
                    told = state
                    await websocket.send_json({"topic": topic, "state": state})
        except WebSocketDisconnect:
            return

    return serve


def draft_handler(folder: Path) -> Handler:
    """Store a draft, or answer as FOLDER/mode says."""

    async def put_draft(request: Request) -> Response:
        mode = (folder / "mode").read_text(encoding="utf-8").strip()
        with (folder / "requests").open("a", encoding="utf-8") as requests:
            requests.write(".")
        if mode == "signed-out":
            return JSONResponse({"message": "You are signed out."}, 401)
        if mode == "refuse":
            return JSONResponse({"message": "This proposal was adopted, so its text can no longer change."}, 409)
        if mode == "error":
            return Response("no", 500)
        sent = await request.json()
        proposal = json.loads((folder / "proposal.json").read_text(encoding="utf-8"))
        if proposal["id"] != request.path_params["id"]:
            return JSONResponse({"message": "This proposal is gone."}, 404)
        kept = stored_draft(folder)
        if sent["sequence"] > kept.get("writers", {}).get(sent["device"], 0):
            text, conflicts = text_of(sent), kept.get("conflicts", [])
            if kept["state"] not in ("", sent["follows"]) and kept["device"] != sent["device"]:
                if not sent["ancestor"]:
                    return JSONResponse({"message": "", "needs": "ancestor"}, 409)
                merged = merge_drafts(text_of(sent["ancestor"]), text_of(kept), text, "en")
                text = merged.text
                conflicts += [{"id": one.id, **one.model_dump()} for one in merged.conflicts]
            kept = {
                **text.model_dump(), "base": sent["base"], "state": text.state, "sequence": sent["sequence"],
                "device": sent["device"] if text == text_of(sent) else None,
                "writers": kept.get("writers", {}) | {sent["device"]: sent["sequence"]},
                "conflicts": [one for one in conflicts if one["id"] not in sent["settled"]],
            }  # fmt: skip
            # Named after its proposal: the next test may have put another one there meanwhile.
            (folder / f"draft-{proposal['id']}.json").write_text(json.dumps(kept), encoding="utf-8")
        unsaid = {"title", "markdown"} if text_of(kept) == text_of(sent) else set()
        return JSONResponse({name: value for name, value in kept.items() if name not in unsaid})

    return put_draft


def read_handler(folder: Path) -> Handler:
    """The draft, or else the proposal."""

    async def get_draft(_request: Request) -> Response:
        return JSONResponse(stored_draft(folder))

    return get_draft


def image_handler(folder: Path) -> Handler:
    """Store a PNG under its hash; anything else is refused."""

    async def post_image(request: Request) -> Response:
        async with request.form() as form:
            content = await form["file"].read()
        if not content.startswith(b"\x89PNG"):
            return JSONResponse(
                {"message": "This file is not a picture we know. Please choose a PNG or JPEG file."}, 422
            )
        name = f"{sha256(content).hexdigest()}.png"
        (folder / name).write_bytes(content)
        return JSONResponse({"src": f"images/{name}"})

    return post_image


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    (folder / "mode").touch()
    st._config.set_option("server.headless", True)
    uvicorn.run(application(folder), host="127.0.0.1", port=int(sys.argv[2]), log_level="warning")
