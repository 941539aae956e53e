// Generates the TypeScript types of openapi.json, without its aliases, and compiles sample.ts
// against them, strictly:
// node typescript-client.mjs [openapi.json]
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const openapi = process.argv[2] ?? here('../docs/openapi.json');

const document = JSON.parse(readFileSync(openapi, 'utf8'));
for (const item of Object.values(document.paths)) {
  for (const [method, operation] of Object.entries(item)) {
    if (operation['x-alias-of']) delete item[method];
  }
}
const types = astToString(await openapiTS(document));
mkdirSync(here('target'), { recursive: true });
writeFileSync(here('target/openapi.d.ts'), types);

const unknown = types.match(/"(application|image|text)\/[^"]+": unknown;/g)?.length ?? 0;
const run = spawnSync(process.execPath, [here('node_modules/typescript/bin/tsc'), '-p', here('tsconfig.json')], {
  stdio: 'inherit',
});
console.log(`typescript-client: ${types.split('\n').length} lines of types, ${unknown} bodies or responses unknown`);
process.exit(unknown === 0 ? (run.status ?? 1) : 1);
