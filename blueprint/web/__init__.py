"""What needs no Streamlit: who is signed in, the sign-in pages, the editor's API, the public library, downloads."""
