"""A Streamlit script that says who it thinks is acting, for the tests of identity."""

import json

import streamlit as st

st.text(json.dumps(dict(st.user)))
