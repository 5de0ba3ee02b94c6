"""The door of `python -m helpdesk_desktop.testing`, which writes the catalogue of names anew."""

import sys

from helpdesk_desktop.testing.name_writing import main

sys.exit(main(sys.argv[1:]))
