# syntax=docker/dockerfile:1
# balintd in a container: no port, no shell needed, one volume for its database and secret.
#
#   docker build -t balintd .
#   docker run -v balintd:/var/lib/balintd -v /etc/balintd:/etc/balintd:ro balintd

FROM rust:1.95-slim-bookworm AS build
# The image's own C compiler builds aws-lc and SQLite; nothing else is needed.
WORKDIR /build
COPY Cargo.toml Cargo.lock ./
COPY src src
COPY config config
COPY migrations migrations
COPY templates templates
RUN cargo build --release --locked --bin balintd

FROM debian:bookworm-slim
# The certificates that SMTP and IMAP servers are checked against.
RUN apt-get update && apt-get install --yes --no-install-recommends ca-certificates \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --user-group --home-dir /var/lib/balintd --create-home --shell /usr/sbin/nologin balintd \
 && install --directory --mode 0755 /etc/balintd
COPY --from=build /build/target/release/balintd /usr/local/bin/balintd
# The shipped configuration stands where yours takes its place: addresses and servers in it are made up.
COPY config/balintd.toml /etc/balintd/balintd.toml
USER balintd
# Relative paths of the configuration (database, secret) start here.
WORKDIR /var/lib/balintd
VOLUME /var/lib/balintd
STOPSIGNAL SIGTERM
ENTRYPOINT ["balintd"]
CMD ["run"]
