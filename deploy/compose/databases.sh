#!/bin/sh
# PostgreSQL's image runs this once, for a new volume: a database for the clinic and one for Keycloak, each owned by a
# role that may do nothing else.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres --quiet \
    --set clinic="$(cat "${SECRETS:-/run/secrets}/healthmed_database_password")" \
    --set keycloak="$(cat "${SECRETS:-/run/secrets}/keycloak_database_password")" <<'SQL'
CREATE ROLE healthmed LOGIN PASSWORD :'clinic';
CREATE DATABASE healthmed OWNER healthmed;
REVOKE ALL ON DATABASE healthmed FROM PUBLIC;
CREATE ROLE keycloak LOGIN PASSWORD :'keycloak';
CREATE DATABASE keycloak OWNER keycloak;
REVOKE ALL ON DATABASE keycloak FROM PUBLIC;
SQL
