"""The text layer of a finished PDF: what is found, copied and read aloud is what was written, in every script.

See docs/decisions/0012-the-text-layer-of-pdfs.md for what Typst leaves to be done, and when this package can go.
"""
