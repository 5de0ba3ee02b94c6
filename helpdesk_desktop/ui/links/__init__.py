"""What comes into the window from outside: `helpdesk:` links, and files opened on the desktop."""
