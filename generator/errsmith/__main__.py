"""`python -m errsmith` is the command `errsmith`."""

from errsmith.cli import main

raise SystemExit(main())
