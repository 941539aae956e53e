// Fails when the first load is larger than the budget. The first load is index.html, what it names, the
// font, and the code and styles of the first page (Markets), each compressed with gzip, the larger of the two.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const budget = 250_000;
const dist = new URL('../dist/', import.meta.url);
const read = (name) => readFileSync(new URL(name, dist));
const manifest = JSON.parse(read('.vite/manifest.json'));

const files = new Set(['index.html']);
const html = read('index.html').toString();
for (const [, name] of html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)) files.add(name);

function add(key) {
  const chunk = manifest[key];
  if (chunk === undefined) throw new Error(`not in the build: ${key}`);
  if (files.has(chunk.file) && key !== 'index.html') return;
  files.add(chunk.file);
  for (const name of [...(chunk.css ?? []), ...(chunk.assets ?? [])]) files.add(name);
  for (const name of chunk.imports ?? []) add(name);
}
add('index.html');
add('src/features/markets/page.tsx');
for (const chunk of Object.values(manifest)) if (chunk.file.endsWith('.woff2')) files.add(chunk.file);

let total = 0;
const lines = [];
for (const name of [...files].sort()) {
  const bytes = name.endsWith('.woff2') ? read(name).length : gzipSync(read(name), { level: 9 }).length;
  total += bytes;
  lines.push(`${String(bytes).padStart(8)}  ${name}`);
}
console.log(`First load: ${total} of at most ${budget} bytes.`);
if (total > budget) {
  console.error(lines.join('\n'));
  console.error(`The first load is ${total - budget} bytes over the budget.`);
  process.exit(1);
}
