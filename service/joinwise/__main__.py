"""``python -m joinwise`` is the command line."""

from joinwise.cli import main

if __name__ == "__main__":
    main(prog_name="joinwise")
