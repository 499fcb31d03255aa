-- People who sign in at an OpenID provider.

ALTER TABLE sessions ADD COLUMN id_token text;

CREATE TABLE identities (
    id UUID NOT NULL,
    issuer text NOT NULL,
    subject text NOT NULL,
    account_id UUID NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT identities_one_account_per_subject UNIQUE (issuer, subject),
    FOREIGN KEY(account_id) REFERENCES accounts (id)
);

CREATE INDEX ix_identities_account_id ON identities (account_id);

CREATE TABLE authorization_requests (
    browser_digest BYTEA NOT NULL,
    remembered text NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (browser_digest)
);

CREATE INDEX ix_authorization_requests_expires_at ON authorization_requests (expires_at);

CREATE TABLE newcomers (
    token_digest BYTEA NOT NULL,
    issuer text NOT NULL,
    subject text NOT NULL,
    id_token text NOT NULL,
    roles text NOT NULL,
    name text,
    email text,
    cpf text,
    crm text,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (token_digest)
);

CREATE INDEX ix_newcomers_expires_at ON newcomers (expires_at);
