"""The workbench as one ASGI application.

`uv run app.py` serves it; so do `streamlit run app.py`, which looks for the very words `app = st.App(`, and any ASGI server
that is given `app:app`.
"""

import streamlit as st

from blueprint.server import SCRIPT, app_options, serve

app = st.App(SCRIPT, **app_options())

if __name__ == "__main__":
    serve(app=app)
