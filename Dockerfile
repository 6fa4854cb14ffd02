FROM python:3.11-slim AS build
WORKDIR /build
COPY requirements/run.txt requirements/run.txt
# The locks come first, so that an edit of the code does not install everything anew.
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements/run.txt

FROM python:3.11-slim
COPY --from=build /opt/venv /opt/venv
WORKDIR /app
COPY bot bot
COPY flows flows
COPY locales locales
RUN useradd --create-home --uid 10001 bot && mkdir var && chown bot:bot var
USER bot
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 LISTEN_HOST=0.0.0.0
VOLUME /app/var
EXPOSE 8080
STOPSIGNAL SIGTERM
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
