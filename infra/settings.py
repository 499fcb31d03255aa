"""Every setting, read from the environment as HEALTHMED_<NAME>."""

from datetime import timedelta
from functools import cached_property
from ipaddress import ip_network
from pathlib import Path
from typing import Final, Literal

from pydantic import (
    AliasChoices,
    BaseModel,
    ConfigDict,
    Field,
    PositiveInt,
    SecretStr,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError
from pydantic_settings import SettingsConfigDict

from domain.terms import Terms
from infra.secret_files import FromFilesToo

KNOWN_SECRET: Final = "known to everybody who reads the code"  # noqa: S105 - production refuses it


class Oidc(BaseModel):
    """An OpenID provider that people may sign in with, as HEALTHMED_OIDC_<NAME>; docs/identity.md."""

    model_config = ConfigDict(frozen=True)

    issuer: str = Field(pattern=r"^https?://[^\s?#]+$", description="Its address, as its tokens write it.")
    client_id: str = Field(min_length=1, description="Of the confidential client that this clinic is.")
    client_secret: str = Field(min_length=1, repr=False, description="Of the same client.")
    name: str = Field(
        "OpenID", min_length=1, max_length=40, description="What people know it as: Entrar com ..."
    )
    local: bool = Field(True, description="Whether one may also sign in and register here, with a password.")
    contact: str | None = Field(
        None, pattern=r"^[^@\s]+@[^@\s]+$", description="Whom somebody without a role writes to."
    )
    scope: str = Field(
        "openid profile email", pattern=r"(^|.* )openid( .*|$)", description="What is asked for."
    )
    role_claim: str = Field(
        "roles", description="Where patient, doctor or administrator stands: a name, or a.b.c into objects."
    )
    cpf_claim: str = Field("cpf", description="Where the CPF stands, if the provider knows it.")
    crm_claim: str = Field("crm", description="Where the CRM stands, such as SP-123456, if it knows that.")
    client_auth: Literal["client_secret_basic", "client_secret_post"] = Field(
        "client_secret_basic", description="How the secret is sent."
    )
    audience: str | None = Field(None, description="Of access tokens meant for this API; none: not taken.")
    tokens: Literal["rfc9068", "keycloak", "auth0"] = Field(
        "rfc9068", description="How its access tokens are marked as such."
    )

    @field_validator("audience")
    @classmethod
    def _id_tokens_open_nothing(cls, audience: str | None, others: ValidationInfo) -> str | None:
        if audience is not None and audience == others.data.get("client_id"):
            raise PydanticCustomError("audience", "must differ from HEALTHMED_OIDC_CLIENT_ID")
        return audience


class Settings(FromFilesToo):
    """The defaults are those of the embedded clinic that `make up` runs on one machine."""

    model_config = SettingsConfigDict(
        env_prefix="HEALTHMED_", frozen=True, env_nested_delimiter="_", env_nested_max_split=1
    )

    data: Path = Field(Path("var"), description="Folder of the embedded PostgreSQL, Valkey and mailbox.")
    host: str = Field("127.0.0.1", description="Address that the API listens on.")
    port: int = Field(8000, ge=0, le=65535, description="Port that the API listens on; 0 takes a free one.")
    database_url: str | None = Field(None, description="postgresql://... of a real server; none: embedded.")
    redis_url: str | None = Field(None, description="redis://... of a real server; none: embedded.")
    public_url: str | None = Field(None, description="The address in the browser; none: http://host:port.")
    client_origin: str | None = Field(
        None,
        pattern=r"^https?://[^/\s]+$",
        description="https://app.example.org, when the client is served there and not by the API.",
    )
    environment: Literal["development", "production"] = Field(
        "development", description="production refuses to start while something is unsafe (infra/safety.py)."
    )
    secret: SecretStr = Field(
        SecretStr(KNOWN_SECRET),
        repr=False,
        description="Random, of 32 characters or more, the same in every process.",
    )
    demo: bool = Field(True, description="Fill a new embedded database with demo data.")

    horizon_days: PositiveInt = Field(60, le=366, description="How far ahead slots are published.")
    request_ttl: timedelta = Field(
        timedelta(hours=24), description="An unanswered request lapses after this."
    )
    change_window: timedelta = Field(
        timedelta(hours=2), description="A patient may change until this long before."
    )
    auto_verify_doctors: bool = Field(False, description="Verify doctors as they register (embedded: true).")

    oidc: Oidc | None = Field(None, description="HEALTHMED_OIDC_ISSUER and so on; none: only the local form.")

    signing_keys: SecretStr | None = Field(
        None,
        repr=False,
        description="RSA keys in PEM: the first signs partners' tokens, all verify; none: one made in data.",
    )
    graphiql: bool = Field(True, description="Serve GraphiQL at /graphql to browsers.")
    introspection: bool = Field(True, description="Answer introspection.")
    trusted_proxies: str = Field(
        "",
        description="Addresses or networks, with commas, whose X-Forwarded-For and -Proto are believed.",
    )
    trusted_documents: bool = Field(
        False, description="A browser's session runs only the operations that the client was built with."
    )
    metrics_public: bool = Field(False, description="Show /metrics to everybody; else to this machine alone.")
    metrics_token: SecretStr | None = Field(
        None, description="Show /metrics to whoever sends it (Authorization: Bearer ...), and to nobody else."
    )
    person_rate: PositiveInt | None = Field(
        None, description="Fields of Query, Mutation and Subscription that a person may ask for in a minute."
    )
    partner_rate: PositiveInt | None = Field(None, description="The same for a partner's program.")
    address_rate: PositiveInt | None = Field(None, description="The same for an address, whoever is there.")
    sign_in_rate: PositiveInt | None = Field(
        None, description="Attempts to sign in, and requests for tokens, from one address in a minute."
    )
    registration_rate: PositiveInt | None = Field(
        None, description="Registrations from one address in a minute."
    )
    password_line: PositiveInt | None = Field(
        None, description="Who signs in or registers waits behind so many others at the most."
    )
    read_pool: PositiveInt = Field(8, description="Most connections of the planner's pool.")
    write_pool: PositiveInt = Field(8, description="Most connections for use cases.")
    password_threads: PositiveInt = Field(
        1, description="Threads that hash passwords (43 ms each, argon2id)."
    )
    smtp_url: str | None = Field(
        None,
        repr=False,
        pattern=r"^(smtp|smtps|smtp\+starttls)://[^\s/]+/?$",
        description="smtp://, smtp+starttls:// or smtps://user:password@host:port; none: a mailbox folder.",
    )
    mail_from: str = Field(
        "Health&Med <nao-responda@healthmed.example>",
        pattern=r"^[^@\r\n]*[^@\s]@[^@\s]+$",
        description="Whom messages are from: Name <address>.",
    )
    otlp_endpoint: str | None = Field(
        None,
        validation_alias=AliasChoices("HEALTHMED_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT"),
        pattern=r"^https?://[^/\s]+/?$",
        description="http://host:4318 that collects traces (OTLP); none: nothing is traced.",
    )
    build: str = Field("development", description="Which build this is, as its image knows it; for metrics.")
    worker_metrics_port: int | None = Field(
        None, ge=1, le=65535, description="Port on which the worker serves /metrics; none: it does not."
    )
    start_within: float = Field(
        60.0, ge=0, le=3_600, description="Seconds that the start waits for PostgreSQL and its schema."
    )
    stop_pause: float = Field(
        0.0, ge=0, le=10, description="Seconds between not being ready and stopping, for a load balancer."
    )
    log_json: bool | None = Field(
        None, description="Logs as JSON lines instead of text; not said: in production."
    )

    @field_validator("signing_keys")
    @classmethod
    def _can_sign(cls, keys: SecretStr | None) -> SecretStr | None:
        from infra.signing import signers_of  # who has no keys needs none of its packages

        try:
            if keys is not None:
                signers_of(keys.get_secret_value())
        except ValueError:
            raise PydanticCustomError(
                "signing_keys", "must be private RSA keys of 2048 bits or more, in PEM"
            ) from None
        return keys

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, text: str) -> str:
        names = [name.strip() for name in text.split(",") if name.strip()]
        for name in names:
            ip_network(name)  # a ValueError says which is none
        return ",".join(names)

    @cached_property
    def origin(self) -> str:
        """Scheme, host and port that the browser shows; cookies are Secure when it is https."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def secure(self) -> bool:
        """Whether browsers reach us through TLS."""
        return self.origin.startswith("https://")

    @property
    def json_logs(self) -> bool:
        """Whether logs are for machines."""
        return self.environment == "production" if self.log_json is None else self.log_json

    @property
    def terms(self) -> Terms:
        """What the use cases need to know."""
        return Terms(self.horizon_days, self.request_ttl, self.change_window, self.auto_verify_doctors)
