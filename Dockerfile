FROM rust:1-bookworm AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends pkg-config libpq-dev \
    && rm -rf /var/lib/apt/lists/*
# What /version calls the build.
ARG BUILD=unknown
WORKDIR /granary
COPY . .
# The caches keep a rebuild to what changed; the binary is moved out of them because they are not part of the image.
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/granary/target \
    GRANARY_BUILD=$BUILD cargo build --locked --release -p granary \
    && cp target/release/granary /usr/local/bin/granary

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates libpq5 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /var/lib/granary --create-home granary
COPY --from=build /usr/local/bin/granary /usr/local/bin/granary
USER 10001
# The embedded database, too, is a file below the working folder: everything that must survive is in this volume.
WORKDIR /var/lib/granary
ENV GRANARY_DATA_DIR=/var/lib/granary \
    GRANARY_LISTEN=0.0.0.0:8080
VOLUME /var/lib/granary
EXPOSE 8080
ENTRYPOINT ["granary"]
CMD ["serve"]
