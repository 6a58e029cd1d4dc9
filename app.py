"""The workbench as one ASGI application: `uv run app.py` serves it, and so does any ASGI server given `app:app`."""

from blueprint.server import application, serve

app = application()

if __name__ == "__main__":
    serve(app=app)
