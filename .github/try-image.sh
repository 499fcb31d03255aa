#!/bin/sh
# The image's size, and that it migrates, serves and stops as a container: read-only, without capabilities.
set -eu
image=$1

megabytes=$(($(docker image inspect --format '{{.Size}}' "$image") / 1000000))
echo "$image: $megabytes MB"
[ "$megabytes" -lt 300 ] || { echo "It may have 300." >&2; exit 1; }

docker network create trial
trap 'docker rm --force trial-api trial-postgres >/dev/null 2>&1; docker network rm trial >/dev/null' EXIT
docker run --detach --name trial-postgres --network trial --env POSTGRES_PASSWORD=secret postgres:18.1-bookworm \
    >/dev/null

contained="--network trial --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges
    --env HEALTHMED_ENVIRONMENT=development
    --env HEALTHMED_DATABASE_URL=postgresql://postgres:secret@trial-postgres:5432/postgres"
# shellcheck disable=SC2086 # words are meant
docker run --rm $contained "$image" migrate
# shellcheck disable=SC2086
docker run --detach --name trial-api $contained "$image" >/dev/null

for _ in $(seq 60); do
    state=$(docker inspect --format '{{.State.Health.Status}}' trial-api)
    [ "$state" = healthy ] && break
    sleep 1
done
docker logs trial-api
[ "$state" = healthy ] || { echo "The API is $state." >&2; exit 1; }
docker stop --time 20 trial-api >/dev/null
[ "$(docker inspect --format '{{.State.ExitCode}}' trial-api)" = 0 ] || { echo "It did not stop by itself." >&2; exit 1; }
