"""The way in: pages and addresses that are served before anybody is known."""
