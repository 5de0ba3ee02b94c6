"""Where the frozen `helpdesk-desktop-cli` begins."""

import sys

from helpdesk_desktop.cli import main

sys.exit(main())
