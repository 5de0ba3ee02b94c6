"""Starts the command line with `python -m helpdesk_desktop.cli`."""

import sys

from helpdesk_desktop.cli import main

sys.exit(main())
