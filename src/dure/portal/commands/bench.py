"""`dure bench NAME`: runs bench/NAME.py, which measures and prints a table (ours, peer, ratio, limit)."""

import importlib.util
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[4] / "bench"


def run(arguments: list[str]) -> int:
    """Load the named measurement and run it with the rest of the arguments."""
    names = sorted(path.stem for path in FOLDER.glob("*.py"))
    if not arguments or arguments[0] not in names:
        print(f"dure bench NAME, one of: {', '.join(names) or 'none yet'}", file=sys.stderr)
        return 2
    spec = importlib.util.spec_from_file_location(f"bench_{arguments[0]}", FOLDER / f"{arguments[0]}.py")
    if spec is None or spec.loader is None:
        return 2
    module = importlib.util.module_from_spec(spec)
    # Dataclasses and worker processes find their module by its name.
    sys.modules[spec.name] = module
    # One measurement may use what another starts, such as a server of a database.
    sys.path.append(str(FOLDER.parent))
    spec.loader.exec_module(module)
    code: int = module.run(arguments[1:])
    return code
