#!/bin/sh
# Known holes of an image that have been mended elsewhere: the build fails until they are mended here.
set -eu
docker run --rm --volume /var/run/docker.sock:/var/run/docker.sock:ro aquasec/trivy:0.68.2 \
    image --severity HIGH,CRITICAL --ignore-unfixed --exit-code 1 --no-progress "$1"
