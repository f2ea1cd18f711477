"""The way into a workshop by code, and the page of a phone: plain HTML, with nothing behind it but votes."""
