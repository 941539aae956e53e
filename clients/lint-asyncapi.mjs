// Checks asyncapi.json, examples too; an error fails, the rest is listed: node lint-asyncapi.mjs [asyncapi.json]
import { readFileSync } from 'node:fs';
import { DiagnosticSeverity, Parser } from '@asyncapi/parser';

const file = process.argv[2] ?? new URL('../server/src/main/resources/docs/asyncapi.json', import.meta.url);
const { document, diagnostics } = await new Parser().parse(readFileSync(file, 'utf8'));

const errors = diagnostics.filter((one) => one.severity === DiagnosticSeverity.Error);
for (const { severity, code, path, message } of diagnostics) {
  console.log(`${DiagnosticSeverity[severity].toLowerCase()} ${code} at ${path.join('.')}: ${message}`);
}
const messages = document?.allMessages().all().length ?? 0;
console.log(`lint-asyncapi: ${errors.length} errors, ${diagnostics.length - errors.length} others, ${messages} messages`);
process.exit(errors.length === 0 && messages > 0 ? 0 : 1);
