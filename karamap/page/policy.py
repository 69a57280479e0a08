"""States in the page itself what the page may do: run its own scripts, and nothing else."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

_CHARSET = '<meta charset="utf-8">'
_EXECUTABLE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def script_hashes(text: str) -> list[str]:
    """Return the Content-Security-Policy sources of the executable scripts in a page, in their order.

    Data blocks carry a ``type`` and are not executable.
    """
    scripts = _EXECUTABLE_SCRIPT.findall(text)
    return [f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts]


def with_content_security_policy(text: str) -> str:
    """Insert the policy right after the charset, computed from exactly the scripts that the page contains."""
    policy = "; ".join(
        (
            "default-src 'none'",
            "img-src data:",
            "style-src 'unsafe-inline'",
            "script-src " + " ".join(script_hashes(text)),
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    meta = f'{_CHARSET}\n<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return text.replace(_CHARSET, meta, 1)
