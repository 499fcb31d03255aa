# One image for everything that runs: `api` (the default), `worker`, `migrate`, and people's commands (`--help`).
# Its root may be read-only: nothing is written. Settings come from the environment or from files (HEALTHMED_SECRETS_DIR).

FROM node:24.11.1-bookworm-slim AS client
WORKDIR /build/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY schema/schema.graphql ../schema/
COPY frontend/ ./
RUN npm run build

FROM python:3.11.14-slim-bookworm AS packages
COPY requirements-server.lock /
# Wheels alone, each proven by its hash: nothing is compiled, and what a package would run to be built never runs.
RUN pip install --no-cache-dir --require-hashes --no-deps --only-binary :all: \
    --prefix /packages --no-warn-script-location -r /requirements-server.lock

FROM python:3.11.14-slim-bookworm
LABEL org.opencontainers.image.title="Health&Med" \
      org.opencontainers.image.description="Telemedicine scheduling: API, worker and migrations" \
      org.opencontainers.image.licenses="MIT"
RUN pip uninstall --yes --root-user-action ignore setuptools wheel pip
COPY --from=packages /packages /usr/local
WORKDIR /app
COPY api/ api/
COPY cli/ cli/
COPY domain/ domain/
COPY infra/ infra/
COPY migrations/ migrations/
COPY planner/ planner/
COPY schema/ schema/
COPY workers/ workers/
RUN python -m compileall -q .
COPY --from=client /build/frontend/dist frontend/dist
ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HEALTHMED_DEMO=false \
    HEALTHMED_ENVIRONMENT=production \
    HEALTHMED_GRAPHIQL=false \
    HEALTHMED_HOST=0.0.0.0 \
    HEALTHMED_INTROSPECTION=false \
    HEALTHMED_LOG_JSON=true
USER 65532:65532
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["python", "-m", "cli", "healthy"]
ENTRYPOINT ["python", "-m", "cli"]
CMD ["api"]
