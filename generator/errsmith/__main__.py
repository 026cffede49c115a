"""`python -m errsmith` is the command `errsmith`."""

from errsmith.cli.dispatch import main

raise SystemExit(main())
