// Lints openapi.json by redocly.yaml; any problem fails: node lint-openapi.mjs [openapi.json]
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SHOWN = 5;
const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const openapi = process.argv[2] ?? here('../docs/openapi.json');

const run = spawnSync(
  process.execPath,
  [here('node_modules/@redocly/cli/bin/cli.js'), 'lint', openapi,
    '--config', here('redocly.yaml'), '--format', 'json', '--max-problems', '100000'],
  {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  },
);
if (!run.stdout.startsWith('{')) {
  console.error(run.stdout + run.stderr);
  process.exit(2);
}

const { problems } = JSON.parse(run.stdout);
for (const rule of new Set(problems.map((problem) => problem.ruleId))) {
  const found = problems.filter((problem) => problem.ruleId === rule);
  console.log(`${rule}: ${found.length}`);
  for (const { message, location } of found.slice(0, SHOWN)) {
    console.log(`  ${location[0]?.pointer ?? ''}  ${message.split('\n')[0]}`);
  }
  if (found.length > SHOWN) console.log(`  … and ${found.length - SHOWN} more`);
}
console.log(`lint-openapi: ${problems.length} problems`);
process.exit(problems.length === 0 ? run.status : 1);
