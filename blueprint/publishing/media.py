"""What kind of picture a file is, as far as its name tells."""

_PICTURES = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}


def media_type(name: str) -> str:
    """The media type of a picture by its name's ending."""
    return _PICTURES.get(name.rsplit(".", 1)[-1].lower(), "application/octet-stream")
