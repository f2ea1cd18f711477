"""Write the software bill of materials of the locked run-time packages: python .ci/sbom.py [FILE]

CycloneDX 1.6 in JSON, from the lock alone, the same bytes for the same lock; validated against the schema, and
refused where it does not hold every locked package with its hashes.
"""

import json
import subprocess
import sys
from pathlib import Path

from lock_lines import locked

LOCK = Path("requirements.txt")
TARGET = Path("build/bellwether.cdx.json")


def main(arguments: list[str]) -> int:
    """Write and check the file; return the exit code."""
    target = Path(arguments[0]) if arguments else TARGET
    target.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "cyclonedx_py", "requirements", str(LOCK), "--output-reproducible"]
    command += ["--pyproject", "pyproject.toml", "--sv", "1.6", "--of", "JSON", "--validate", "-o", str(target)]
    if subprocess.run(command, check=False).returncode:
        return 1
    missing = problems(json.loads(target.read_text(encoding="utf-8")), LOCK)
    print(
        "\n".join(missing) if missing else f"{target} holds all {len(locked(LOCK))} locked packages with their hashes."
    )
    return 1 if missing else 0


def problems(bill: dict[str, list[dict[str, object]]], lock: Path) -> list[str]:
    """Return what a bill of materials lacks of the lock, or has beside it."""
    held = {
        (str(part["name"]).lower().replace("_", "-").replace(".", "-"), part["version"]): part
        for part in bill["components"]
    }
    wanted = {(package.name, package.version) for package in locked(lock)}
    said = [f"{name} {version} is missing." for name, version in sorted(wanted - set(held))]
    said += [f"{name} {version} is not locked." for name, version in sorted(set(held) - wanted, key=str)]
    for (name, version), part in held.items():
        references = part.get("externalReferences", [])
        assert isinstance(references, list)
        if not any(reference.get("hashes") for reference in references):
            said.append(f"{name} {version} has no hash.")
    return said


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
