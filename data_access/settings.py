"""Settings read from the environment and from one file, in one place."""

import os
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

PROJECT_ROOT = Path(__file__).resolve().parent.parent
DEFAULT_DATABASE = PROJECT_ROOT / "var" / "bellwether.db"
CONFIG: Final = "BELLWETHER_CONFIG"
"""The variable that names the settings file."""
PREFIX: Final = "BELLWETHER_"
NO_SETTINGS: Final = frozenset({CONFIG, "BELLWETHER_BROWSER", "BELLWETHER_TEST_FOLDER"})
"""Variables that are no settings and yet ours: the file's name, the browser of the tests and where those write."""
SERVICE_LINK: Final = "BELLWETHER_SERVICE_HOST"
"""Kubernetes puts this one, and others of BELLWETHER_SERVICE_ and BELLWETHER_PORT, beside a service of that name."""
MEGABYTE: Final = 1024 * 1024


class UnusableConfig(ValueError):
    """The settings cannot be read: a value that is none, or a file that names what is no setting."""


def _secret(meaning: str) -> SecretStr:
    """Return the field of a secret, unset; a secret is shown by no listing, log or page."""
    given: SecretStr = Field(default=SecretStr(""), description=meaning)
    return given


class Settings(BaseSettings):
    """Values an operator may set; each has a default that works on one machine.

    `database_url` is read from `DATABASE_URL`, all others from `BELLWETHER_<NAME>`; what the environment leaves open is
    taken from the TOML file that `BELLWETHER_CONFIG` names. Lists and tables stand in the environment as JSON.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        extra="ignore",
        populate_by_name=True,
        hide_input_in_errors=True,
    )

    database_url: str = Field(default=f"sqlite:///{DEFAULT_DATABASE}", repr=False, description="Where the database is.")
    upload_bytes: int = Field(default=25 * MEGABYTE, gt=0, description="Largest file that is uploaded in the app.")
    columns: int = Field(default=1_000, gt=0, description="Most columns of a file.")
    header_characters: int = Field(default=1_000, gt=0, description="Longest name of a column.")
    cell_characters: int = Field(default=32_767, gt=0, description="Longest cell of a file.")
    user: str = Field(default="local user", description="Name under which the audit keeps a single user's work.")
    train: Literal["auto", "manual"] = Field(
        default="auto", description="Whether slip models are trained after each commit or only when asked for."
    )
    cores: int = Field(default=0, ge=0, description="Processes that training may use, 0 for all cores.")
    dask: str = Field(default="", description="Address of a Dask scheduler that lends its machines.")
    job_minutes: float = Field(default=120.0, gt=0, description="Minutes after which any job is stopped.")

    sign_in: Literal["none", "accounts", "oidc", "proxy"] = Field(
        default="none", description="How people sign in; none serves one user on this machine alone."
    )
    public_url: str = Field(default="", description="Address under which people open Bellwether.")
    trusted_hosts: list[str] = Field(default=[], description="Further host names that this server answers to.")
    secret: SecretStr = _secret("Key that signs the cookie of a sign-in under way; 32 characters or more.")
    session_idle_minutes: float = Field(default=480.0, gt=0, description="Minutes unused after which a visit ends.")
    session_hours: float = Field(default=168.0, gt=0, description="Hours after which any visit ends.")

    oidc_issuer: str = Field(default="", description="Address of the OpenID provider.")
    oidc_client_id: str = Field(default="", description="Name of Bellwether at the provider.")
    oidc_client_secret: SecretStr = _secret("Password of Bellwether at the provider.")
    oidc_scope: str = Field(default="openid profile email", description="What the provider is asked for.")
    oidc_groups_claim: str = Field(default="groups", description="Claim that holds a person's groups.")
    group_roles: dict[str, str] = Field(
        default={}, description="Role by group of the provider or proxy: a role, or PORTFOLIO:role."
    )

    proxy_user_header: str = Field(default="X-Forwarded-User", description="Header of the proxy: who it is.")
    proxy_name_header: str = Field(default="X-Forwarded-Name", description="Header of the proxy: the name to show.")
    proxy_email_header: str = Field(default="X-Forwarded-Email", description="Header of the proxy: the address.")
    proxy_groups_header: str = Field(default="X-Forwarded-Groups", description="Header of the proxy: the groups.")
    proxy_secret: SecretStr = _secret("What the proxy sends in X-Bellwether-Proxy-Secret to be believed.")

    upload_bytes_per_hour: int = Field(default=500 * MEGABYTE, gt=0, description="Bytes a person uploads in an hour.")
    uploads_per_minute: int = Field(default=20, gt=0, description="Files a person uploads in a minute.")
    parse_seconds: float = Field(default=120.0, gt=0, description="Seconds after which reading a file is stopped.")
    parse_megabytes: int = Field(default=2_048, gt=0, description="Memory that reading a file may take, in megabytes.")

    log_format: Literal["text", "json"] = Field(default="text", description="How a line of the log is written.")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="Least weight of what is logged."
    )
    log_file: Path | None = Field(default=None, description="File the log is written to; standard error where none.")
    metrics_token: SecretStr = _secret("Bearer token that opens /metrics beyond this machine.")
    backup_folder: Path | None = Field(default=None, description="Folder of backups, whose age the health page tells.")

    @property
    def is_default_database(self) -> bool:
        """Whether the embedded default file is in use."""
        return self.database_url == f"sqlite:///{DEFAULT_DATABASE}"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return the sources in the order in which they win: arguments, environment, file."""
        named = os.environ.get(CONFIG, "").strip()
        if not named:
            return init_settings, env_settings
        return init_settings, env_settings, _file(settings_cls, Path(named))


def variable(name: str) -> str:
    """Return the environment variable of a setting.

    >>> variable("database_url"), variable("log_level")
    ('DATABASE_URL', 'BELLWETHER_LOG_LEVEL')
    """
    return "DATABASE_URL" if name == "database_url" else f"{PREFIX}{name.upper()}"


def source(name: str) -> Literal["environment", "file", "default"]:
    """Return where the value of a setting comes from in this process."""
    given = {key.upper() for key, value in os.environ.items() if name != "database_url" or value.strip()}
    if given & {variable(name), f"{PREFIX}{name.upper()}"}:
        return "environment"
    path = os.environ.get(CONFIG, "").strip()
    return "file" if path and name in _file(Settings, Path(path)).toml_data else "default"


def _file(settings_cls: type[BaseSettings], path: Path) -> TomlConfigSettingsSource:
    if not path.is_file():
        raise UnusableConfig(f"{CONFIG} names {path}, which is no file.")
    try:
        found = TomlConfigSettingsSource(settings_cls, path)
    except ValueError as error:
        # The parser's own words may quote the line, and a line may hold a secret.
        raise UnusableConfig(f"{path} is no valid TOML file.") from error
    unknown = sorted(set(found.toml_data) - set(Settings.model_fields))
    if unknown:
        told = [_told(name, Settings.model_fields) for name in unknown]
        raise UnusableConfig(f"{path} names no setting with {', '.join(told)}.")
    return found


def _told(name: str, known: Iterable[str]) -> str:
    """Return a name that is no setting, with the nearest one that is."""
    near = get_close_matches(name, list(known), n=1)
    return f"{name} (maybe {near[0]} is meant)" if near else name


def _refuse_unknown() -> None:
    """Refuse variables that look like settings and are none: a misspelt one would be missed in silence."""
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    given = {name for name in os.environ if name.upper().startswith(PREFIX)}
    if SERVICE_LINK in given:
        given = {name for name in given if not name.startswith((f"{PREFIX}SERVICE_", f"{PREFIX}PORT"))}
    unknown = sorted(name for name in given if name.upper() not in known | NO_SETTINGS)
    if unknown:
        told = ", ".join(_told(name, sorted(known - {f"{PREFIX}DATABASE_URL"})) for name in unknown)
        raise UnusableConfig(f"The environment names no setting with {told}. `cli.py settings` lists them all.")


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Return the settings of this process, read once; raises UnusableConfig, which quotes no value."""
    _refuse_unknown()
    given = os.environ.get("DATABASE_URL", "").strip()
    try:
        return Settings(database_url=given) if given else Settings()
    except ValidationError as error:
        wrong = [f"{variable(str(part['loc'][0]))}: {part['msg']}." for part in error.errors(include_input=False)]
        raise UnusableConfig(" ".join(wrong)) from None
    except SettingsError as error:
        # A list or table that is no JSON; the error names its field and not what stands there.
        raise UnusableConfig(f"{error}.") from None
