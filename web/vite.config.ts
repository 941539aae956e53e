import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/**
 * Puts the script that sets theme, palette and density before the first paint into the head. It is a file of
 * its own that blocks, because the policy of the server allows no inline script.
 */
function firstPaint(): Plugin {
  const source = readFileSync(path('./src/app/first-paint.js'), 'utf8');
  const hash = createHash('sha256').update(source).digest('base64url').slice(0, 8);
  const built = `assets/first-paint-${hash}.js`;
  let serving = false;
  return {
    name: 'candlewick:first-paint',
    configResolved(config) {
      serving = config.command === 'serve';
    },
    configureServer(server) {
      server.middlewares.use('/app/first-paint.js', (_request, response) => {
        response.setHeader('Content-Type', 'text/javascript');
        response.end(source);
      });
    },
    transformIndexHtml(html) {
      const src = serving ? '/app/first-paint.js' : `./${built}`;
      const page = html.replace('<!-- first paint -->', `<script src="${src}"></script>`);
      return serving ? page.replace('__BASE__', '/app/') : page;
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: built, source });
    },
  };
}

/** What all pages need: one file in place of dozens of small ones. Overlays and fields load with their pages. */
const SHARED = /\/src\/(lib|api|ui)\/(?!dialog|field|menu|popover)|\/node_modules\/(@tanstack|@lingui|react)/;

export default defineConfig(({ command }) => ({
  // Every URL of the build is relative: the server writes the base path into index.html in place of __BASE__.
  base: command === 'build' ? './' : '/app/',
  plugins: [react(), tailwindcss(), firstPaint()],
  resolve: { alias: { '@': path('./src') } },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    manifest: true,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'shared', test: SHARED, minShareCount: 3 }] } },
    },
  },
  server: {
    proxy: { '/api': { target: process.env['CANDLEWICK_URL'] ?? 'http://127.0.0.1:8000', ws: true } },
  },
  test: { include: ['src/**/*.test.{ts,tsx}'], environment: 'node' },
}));
