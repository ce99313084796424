"""`python -m dashboard.cli`: the command by the interpreter it was installed for, as scheduled jobs call it."""

import sys

from dashboard.cli.main import main

sys.exit(main())
