# The service without a compiler; build with `docker build -t joinwise .`
ARG PYTHON=3.12
FROM python:${PYTHON}-slim-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY requirements.lock .
RUN python -m venv /app && CC="gcc -O3 -DPyEval_CallObject=PyObject_CallObject" /app/bin/pip install --no-cache-dir --no-compile --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY service service
COPY rules rules
COPY features features
RUN /app/bin/pip install --no-cache-dir --no-compile --no-deps .
# Leaves out what is never imported; serving once compiles what is
COPY tools/smoke.py .
RUN /app/bin/pip uninstall --yes setuptools pip && \
    find /app -depth \( -type d \( -name tests -o -name include \) -o -name '*.pyi' -o -name '*.a' \) -exec rm -r {} + && \
    /app/bin/python smoke.py

FROM python:${PYTHON}-slim-bookworm
LABEL org.opencontainers.image.title=joinwise \
      org.opencontainers.image.description="Says whether a networking activity is worth joining." \
      org.opencontainers.image.licenses=MIT
RUN useradd --system --no-create-home --uid 10001 --user-group joinwise
COPY --from=build /app /app
WORKDIR /joinwise
RUN install --directory --owner joinwise --mode 0700 var
VOLUME /joinwise/var
USER 10001:10001
ENV JOINWISE_HOST=0.0.0.0 PYTHONUNBUFFERED=1
EXPOSE 8000
HEALTHCHECK CMD ["/app/bin/python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ.get(\"JOINWISE_PORT\") or 8000}/healthz')"]
ENTRYPOINT ["/app/bin/joinwise"]
CMD ["serve"]
