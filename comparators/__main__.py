"""``python -m comparators`` is ``duigao``."""

import sys

from comparators.cli import main

sys.exit(main())
