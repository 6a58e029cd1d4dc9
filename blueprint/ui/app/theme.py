"""Our look on top of Streamlit's: colours and type are in `blueprint/streamlit.toml`, everything else in `theme.css`."""

from functools import lru_cache
from pathlib import Path

import streamlit as st


def apply() -> None:
    """Add the style sheet to the page."""
    st.html(_style())


@lru_cache(maxsize=1)
def _style() -> str:
    return f"<style>{(Path(__file__).parent / 'theme.css').read_text(encoding='utf-8')}</style>"
