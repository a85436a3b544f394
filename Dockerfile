# The image of one program of this repository:
#   docker build --build-arg PROGRAM=services/orders --tag comptoir/orders .
# PROGRAM is a folder with a package.json: services/<service>, simulators/payments, tools. All at once: docker buildx bake.
ARG BASE=node:24-slim

FROM ${BASE} AS content
ARG PROGRAM
WORKDIR /source
COPY . .
RUN node tools/src/image/content.ts "$PROGRAM" /content

FROM ${BASE}
ARG PROGRAM
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="comptoir ${PROGRAM}" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.licenses="Apache-2.0"
ENV NODE_ENV=production
COPY --from=content /content/packages /app
COPY --from=content /content/sources /app
WORKDIR /app/program
USER 65532:65532
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--disable-warning=ExperimentalWarning"]
CMD ["src/main.ts"]
