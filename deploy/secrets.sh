#!/bin/sh
# Makes what docker-compose.yml takes from files, in deploy/secrets/, once: what is there already is kept.
# The files are readable to all, for a container's user is nobody's here; the folder lets only its owner in.
set -eu
cd "$(dirname "$0")"
mkdir -p secrets
chmod 700 secrets

random() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }
keep() { [ -s "secrets/$1" ] || printf '%s' "$2" > "secrets/$1"; chmod 444 "secrets/$1"; }

keep postgres_password "$(random)"
keep healthmed_database_password "$(random)"
keep keycloak_database_password "$(random)"
keep keycloak_admin_password "$(random)"
keep grafana_admin_password "$(random)"
keep healthmed_secret "$(random)"
keep healthmed_metrics_token "$(random)"
./signing-keys.sh new secrets/healthmed_signing_keys
chmod 444 secrets/healthmed_signing_keys
keep healthmed_database_url "postgresql://healthmed:$(cat secrets/healthmed_database_password)@postgres:5432/healthmed"
