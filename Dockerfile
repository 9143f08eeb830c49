# medlint in a container, for pipelines that run one (GitLab, Azure, Jenkins, a shell):
#
#   docker run --rm --volume "$PWD:/src:ro" ghcr.io/medlint/medlint:0.1.0 check --format markdown
#
# `docker build .` compiles from source. The release puts its own, attested programs in the place of the first stage:
# `docker buildx build --build-context binary=FOLDER`, with FOLDER/amd64/medlint and FOLDER/arm64/medlint.

FROM rust:1-alpine AS binary
ARG TARGETARCH
# Without versions: Alpine keeps only the newest of each package of a release, so that an image with a version cannot be built again.
# hadolint ignore=DL3018
RUN apk add --no-cache musl-dev
WORKDIR /project
COPY . .
# Alpine's target is musl: the program is static and needs nothing of the image that it is copied to.
RUN cargo build --locked --release --package medlint \
    && install -D target/release/medlint "/${TARGETARCH}/medlint"

# Alpine and not an empty image, because GitLab and Azure start a shell in it, and because `--since` asks git.
FROM alpine:3.22
ARG TARGETARCH
ARG VERSION=unreleased
ARG REVISION=unknown
LABEL org.opencontainers.image.title="medlint" \
      org.opencontainers.image.description="Checks the design documents of medical devices for the cybersecurity content that regulators expect" \
      org.opencontainers.image.source="https://github.com/medlint/medlint" \
      org.opencontainers.image.documentation="https://github.com/medlint/medlint/blob/main/docs/ci.md" \
      org.opencontainers.image.licenses="MIT OR Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
# hadolint ignore=DL3018
RUN apk add --no-cache git
COPY LICENSE-MIT LICENSE-APACHE /usr/share/licenses/medlint/
COPY --from=binary "/${TARGETARCH}/medlint" /usr/local/bin/medlint
# The repository that is mounted belongs to another user than the one below; without this git refuses to read it.
ENV GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0=*
USER 65532:65532
WORKDIR /src
ENTRYPOINT ["medlint"]
CMD ["check"]
