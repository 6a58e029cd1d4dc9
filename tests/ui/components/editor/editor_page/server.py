"""The editor on a page of its own: a Streamlit app with the four routes that an editor needs, on a folder.

    python tests/ui/components/editor/editor_page/server.py FOLDER PORT

FOLDER/proposal.json holds the text; FOLDER/mode says how the server answers: "ok", "signed-out", "refuse" or "error";
FOLDER/requests has a byte for each request to store a draft.
"""

import json
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import streamlit as st
import uvicorn
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

Handler = Callable[[Request], Awaitable[Response]]

HERE = Path(__file__).parent
DIST = HERE.parents[4] / "blueprint" / "ui" / "components" / "editor" / "dist"


def application(folder: Path) -> st.App:
    """The page, and what it asks for."""
    routes = [
        Route("/api/drafts/{id}", draft_handler(folder), methods=["PUT"]),
        Route("/api/images", image_handler(folder), methods=["POST"]),
        Mount("/images", StaticFiles(directory=folder)),
        Mount("/assets/editor", StaticFiles(directory=DIST)),
        Route("/sign-in", lambda _: Response("signed in")),
    ]
    return st.App(HERE / "page.py", routes=routes)


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
        draft = folder / "draft.json"
        kept = json.loads(draft.read_text(encoding="utf-8")) if draft.exists() else {"sequence": -1}
        if sent["sequence"] > kept["sequence"]:
            draft.write_text(json.dumps(sent), encoding="utf-8")
        return JSONResponse({"sequence": sent["sequence"], "savedAt": datetime.now(UTC).isoformat()})

    return put_draft


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
