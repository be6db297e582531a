FROM python:3.11.15-slim-trixie

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    PYTHONPATH=/opt/followup \
    FOLLOWUP_HOME=/var/lib/followup

RUN useradd --system --uid 10001 --user-group --home-dir /var/lib/followup --create-home --shell /usr/sbin/nologin followup

WORKDIR /opt/followup

# The libraries change seldom and take long, so they are a layer of their own.
# What runs, and nothing that tests, measures or builds.
COPY requirements-runtime.lock ./
RUN pip install --require-hashes -r requirements-runtime.lock

COPY worker.py settings.py keystore.py connection.py payload_codec.py metrics.py clock.py ./
COPY domain domain
COPY workflows workflows
COPY activities activities
COPY channels channels
COPY transport transport
COPY ledger ledger
COPY gateway gateway
COPY desk desk
COPY integrations integrations
COPY sandbox sandbox
COPY starter starter
COPY followup followup
COPY playbooks playbooks
COPY examples examples
# The playbook, the templates and the migrations are read from where they stand, so nothing is built here: the command
# is a file, and PYTHONPATH says where the rest is.
RUN printf '%s\n' '#!/usr/local/bin/python' 'from followup.__main__ import main' 'main()' > /usr/local/bin/followup \
    && chmod 0755 /usr/local/bin/followup \
    && python -m compileall -q . \
    && followup --help > /dev/null

USER followup
WORKDIR /var/lib/followup
VOLUME /var/lib/followup

# The worker stops taking tasks and drains what is in flight.
STOPSIGNAL SIGTERM

# Settings, Temporal and the ledger, each within reach. It loads the Temporal SDK, so not too often.
HEALTHCHECK --interval=60s --timeout=20s --start-period=60s --retries=3 CMD ["followup", "doctor", "--json"]

ENTRYPOINT ["followup"]
CMD ["worker"]
