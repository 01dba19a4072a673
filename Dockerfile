# syntax=docker/dockerfile:1
# The app in a container: nothing is built at start, nothing in it is written to but /data and /tmp.

# ── plotly.js, the small build ──────────────────────────────────────────────────────────────────
FROM node:24-slim AS plotly
WORKDIR /plotly
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund

# ── Python's packages, each checked against the lock ────────────────────────────────────────────
FROM python:3.13-slim AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /venv
COPY requirements.lock ./
RUN /venv/bin/pip install --require-hashes --requirement requirements.lock

# ── The app, with its static files collected and compressed ─────────────────────────────────────
FROM python:3.13-slim AS app
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=config.settings \
    STATIC_ROOT=/app/collected \
    DATA_DIR=/data \
    HOST=0.0.0.0 \
    PORT=8000

RUN useradd --system --user-group --uid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin twelve \
    && install --directory --owner=twelve --group=twelve --mode=700 /data

WORKDIR /app
COPY --from=packages /venv /venv
COPY manage.py ./
COPY config config
COPY locale locale
COPY static static
COPY templates templates
COPY tracker tracker

# Collected at build, so that every container of one image serves the same names. The key is used for
# nothing that lasts and is not kept; npm's folder has done its work once the files are collected.
RUN --mount=type=bind,from=plotly,source=/plotly/node_modules,target=/app/node_modules \
    SECRET_KEY=only-for-collecting DATA_DIR=/tmp/build python manage.py collectstatic --no-input --verbosity 0 \
    && rm -rf /tmp/build \
    && python -m compileall -q config tracker

USER twelve
VOLUME /data
EXPOSE 8000

HEALTHCHECK --interval=15s --timeout=6s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/healthz', timeout=5)"]

# `exec`, so that the server itself is told to stop. Migrations are another command's business:
# several containers starting at once would otherwise run them at once.
CMD ["sh", "-c", "exec python -m granian --interface=wsgi --no-ws --host=\"$HOST\" --port=\"$PORT\" --workers=\"${WORKERS:-2}\" --blocking-threads=\"${THREADS:-4}\" --respawn-failed-workers --workers-kill-timeout=10 --log-level=warning config.wsgi:application"]
