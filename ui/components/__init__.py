"""Pieces of the screen that Streamlit has no widget for. One folder per piece."""
