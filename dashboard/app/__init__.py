"""The Streamlit application: the script, its server, and the way in."""
