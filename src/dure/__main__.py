"""`python -m dure` is the command `dure`."""

from dure.portal.commands.main import main

raise SystemExit(main())
