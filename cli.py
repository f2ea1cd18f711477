"""The command line: `python cli.py --help`."""

from ui.commands import app

if __name__ == "__main__":
    app()
