"""Settings read from the environment, in one place."""

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT_ROOT = Path(__file__).resolve().parent.parent
DEFAULT_DATABASE = PROJECT_ROOT / "var" / "bellwether.db"


class Settings(BaseSettings):
    """Values an operator may set; each has a default that works on one machine.

    `database_url` is read from `DATABASE_URL`, all others from `BELLWETHER_<NAME>`.
    Sizes are in bytes. `train` says whether slip models are trained after each commit (auto) or only when asked for
    (manual); `cores` how many processes that may use, 0 for all; `dask` the address of a Dask scheduler that lends its
    machines; `job_minutes` after how long any job is stopped.
    """

    model_config = SettingsConfigDict(env_prefix="BELLWETHER_", extra="ignore", populate_by_name=True)

    database_url: str = f"sqlite:///{DEFAULT_DATABASE}"
    upload_bytes: int = 25 * 1024 * 1024
    columns: int = 1_000
    header_characters: int = 1_000
    cell_characters: int = 32_767
    user: str = "local user"
    train: Literal["auto", "manual"] = "auto"
    cores: int = Field(default=0, ge=0)
    dask: str = ""
    job_minutes: float = Field(default=120.0, gt=0)

    @property
    def is_default_database(self) -> bool:
        """Whether the embedded default file is in use."""
        return self.database_url == f"sqlite:///{DEFAULT_DATABASE}"


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Return the settings of this process, read once."""
    import os

    given = os.environ.get("DATABASE_URL", "").strip()
    return Settings(database_url=given) if given else Settings()
