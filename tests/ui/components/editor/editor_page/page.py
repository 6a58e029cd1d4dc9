"""The page: the editor, the revisions it saved, and a button that only reruns."""

import json
import os
from pathlib import Path

import streamlit as st

from blueprint.ui.components.editor import editor

folder = Path(os.environ["EDITOR_FOLDER"])
store = folder / "proposal.json"
proposal = json.loads(store.read_text(encoding="utf-8"))
draft_file = folder / f"draft-{proposal['id']}.json"
draft = json.loads(draft_file.read_text(encoding="utf-8")) if draft_file.exists() else None
shown = draft if draft and draft["base"] == proposal["revision"] else proposal

st.button("Run again")
if st.toggle("Put away"):
    st.stop()
saved = editor(
    key="editor", markdown=shown["markdown"], title=shown["title"], language=proposal.get("language", "en"),
    base=proposal["revision"], sequence=draft["sequence"] if draft else 0, state=draft["state"] if draft else "",
    draft_url=f"/api/drafts/{proposal['id']}", draft_topic=f"draft:{proposal['id']}",
    images_url="/api/images", principles=[("Just", "Every person has what a good life needs.")],
    storage_key="5a" * 32, journal_key=proposal["id"], version=f"{proposal['id']} {proposal['revision']}",
    read_only=proposal.get("read_only", False),
)  # fmt: skip
if saved is not None:
    proposal |= {"revision": proposal["revision"] + 1, "title": saved.title, "markdown": saved.markdown}
    proposal["messages"] = [*proposal.get("messages", []), saved.message]
    store.write_text(json.dumps(proposal), encoding="utf-8")
    draft_file.unlink(missing_ok=True)
    st.rerun()
st.caption(f"Revision {proposal['revision']}")
