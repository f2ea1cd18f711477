"""Every setting with its value as it may be shown, its default, where it comes from, and what it means."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import SecretStr

from data_access.redaction import HIDDEN, masked_address
from data_access.settings import Settings, source, variable


@dataclass(frozen=True)
class ListedSetting:
    """A setting. `value` and `default` are texts that show no secret; `source` is environment, file or default."""

    name: str
    variable: str
    value: str
    default: str
    source: str
    meaning: str
    is_secret: bool


def listed(settings: Settings) -> list[ListedSetting]:
    """Return all settings in the order in which they are declared."""
    return [
        ListedSetting(
            name,
            variable(name),
            shown(getattr(settings, name)),
            shown(field.get_default(call_default_factory=True, validated_data={})),
            source(name),
            field.description or "",
            isinstance(getattr(settings, name), SecretStr),
        )
        for name, field in Settings.model_fields.items()
    ]


def shown(value: object) -> str:
    """Return a value as it may be shown; of a secret only whether it is set.

    >>> shown(SecretStr("s3cret")), shown(SecretStr("")), shown(None), shown({"pmo": "viewer"})
    ('[hidden]', '', '', '{"pmo": "viewer"}')
    """
    if isinstance(value, SecretStr):
        return HIDDEN if value.get_secret_value() else ""
    if value is None:
        return ""
    if isinstance(value, Mapping | list):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return masked_address(str(value)) if isinstance(value, str) else str(value)
