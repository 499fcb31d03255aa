#!/bin/sh
# Prints the alerts of deploy/prometheus/rules as the Prometheus operator takes them:
#
#   deploy/kubernetes/rules.sh | kubectl apply -f -
set -eu
cd "$(dirname "$0")/../prometheus/rules"

for file in *.yml; do
    printf -- '---\napiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\n'
    printf 'metadata: {name: %s, namespace: healthmed}\nspec:\n' "${file%.yml}"
    sed 's/^./  &/' "$file"
done
