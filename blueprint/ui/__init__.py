"""The workbench in a browser, as Streamlit pages: pages call services and draw what they return."""
