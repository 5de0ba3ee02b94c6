"""Where the frozen `helpdesk-desktop` begins."""

import sys

from helpdesk_desktop.__main__ import main

sys.exit(main())
