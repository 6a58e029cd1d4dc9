"""Everything over HTTP that is not Streamlit: sessions, sign-in pages, the editor's API, the public library, downloads."""
