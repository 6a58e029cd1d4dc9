"""Packing a PDF that Typst set whole.

Read by path in the typesetter's process, so it imports nothing of ours.
"""

import hashlib
import io

import pikepdf

_STATIC = b"31415926535897932384626433832795"
"""What qpdf writes where an identifier is to be the same each time."""


def packed(raw: bytes) -> bytes:
    """The PDF, smaller: object streams halve it.

    A digest of the bytes is the second half of its identifier. qpdf could do so, by writing it twice.
    """
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, static_id=True)
    written = out.getvalue()
    digest = hashlib.sha256(written).hexdigest()[: len(_STATIC)]
    return digest.encode().join(written.rsplit(_STATIC, 1))
