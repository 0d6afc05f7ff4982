# The portal with its relay: Node, the built server and pages, and libsql, which is a native addon. No test builds
# or runs this file.

FROM node:24-slim@sha256:a9f5f7c91a432850b2a8a7797adf5eadb6c733ceed61167806cee7ea7fbc29df AS build
ENV CI=true DO_NOT_TRACK=1 NEXT_TELEMETRY_DISABLED=1 TURBO_TELEMETRY_DISABLED=1
WORKDIR /pct
COPY . .
RUN npx --yes --ignore-scripts pnpm@12.21.0 install --frozen-lockfile \
  && npx turbo run build --filter=@pct/server --filter=@pct/web \
  && mkdir /portal \
  && cp -R apps/server/dist apps/server/package.json apps/web/out /portal/ \
  && cp -RL node_modules/.pnpm/libsql@*/node_modules /portal/

FROM node:24-slim@sha256:a9f5f7c91a432850b2a8a7797adf5eadb6c733ceed61167806cee7ea7fbc29df
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 PCT_DATA_DIR=/data PCT_PORTAL_DIR=/portal/out
COPY --from=build /portal /portal
RUN mkdir --mode=700 /data && chown node:node /data
USER node
WORKDIR /portal
# The only folder that the server writes to.
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/v1/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# The flag saves about 20 MB: most objects of a request die young.
CMD ["node", "--max-semi-space-size=4", "dist/server.js"]
