"""The frame around every page. Apart from `pages/`: Streamlit runs a folder of that name beside its script by itself."""
