// Counts what a generated client needs and openapi.json does not state; fails unless it states all:
// node coverage.mjs [openapi.json]
import { readFileSync } from 'node:fs';

const SHOWN = 8;
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
const BODILESS = ['204', '205', '304'];
const GENERIC_NAMES = new Set(
  ('Data Detail Details Entry Info Item Items Key Kept List Map Me Model Object Page Part Point Record Report Request ' +
    'Response Result Row Stretch Summary Tally Thing Token Value View').split(' '),
);
// Not `page`, which may be `last`.
const NUMBER_NAMES =
  /^(id|limit|offset|page_size|days|hours|minutes|width|height|count|max_.+|min_.+|.*_(window|size|base|id|days|count)|window|precision|year)$/;
const DECIMAL_NAMES =
  /^(price|qty|quantity|amount|open|high|low|close|volume|fee|value|pnl|cost_basis|(.*_)?(price|quantity|volume|value|cost|pnl|percentage|fee|amount))$/;

const openapi = JSON.parse(readFileSync(process.argv[2] ?? new URL('../docs/openapi.json', import.meta.url), 'utf8'));
const ALL_OPTIONAL = new Set(['AssetChange', 'NewBackfill', 'PositionChange', 'ProblemDetails', 'UserChange']);
const checks = new Map();

/** Counts one place under a check, and keeps it when it is at fault. */
function check(name, good, where) {
  const entry = checks.get(name) ?? { seen: 0, faults: [] };
  entry.seen += 1;
  if (!good) entry.faults.push(where);
  checks.set(name, entry);
}

const resolve = (node) =>
  node?.$ref ? resolve(node.$ref.slice(2).split('/').reduce((at, key) => at?.[unescape(key)], openapi)) : node;
const unescape = (key) => decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~');
const types = (schema) => [schema?.type ?? []].flat().filter((type) => type !== 'null');
const isStated = (schema) => Boolean(schema && Object.keys(schema).some((key) => !['description', 'title', 'nullable'].includes(key)));

/** Whether every medium of a body or response has a schema that is not empty. */
function described(holder) {
  const media = Object.values(resolve(holder)?.content ?? {});
  return media.length > 0 && media.every((medium) => isStated(medium.schema));
}

function operations() {
  return Object.entries(openapi.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => ({
      name: `${method.toUpperCase()} ${path}`,
      operation: item[method],
      parameters: [...(item.parameters ?? []), ...(item[method].parameters ?? [])].map(resolve),
    })),
  );
}

function checkOperation({ name, operation, parameters }) {
  for (const [status, response] of Object.entries(operation.responses ?? {})) {
    if (status.startsWith('2') && !BODILESS.includes(status)) {
      check('success schema', described(response), `${name} ${status}`);
    } else if (/^[45]|default/.test(status)) {
      check('error schema', described(response), `${name} ${status}`);
    }
  }
  const success = Object.keys(operation.responses ?? {}).some((status) => /^[23]/.test(status));
  check('success status', success, name);
  const error = Object.keys(operation.responses ?? {}).some((status) => /^4|default/.test(status));
  check('error status', error, name);
  if (operation.requestBody) check('request body schema', described(operation.requestBody), name);
  for (const parameter of parameters) checkParameter(name, parameter);
  inline(operation, name);
}

function checkParameter(operation, { name, schema, description }) {
  const where = `${operation} ${name}`;
  const text = types(resolve(schema)).includes('string') && resolve(schema).format !== 'decimal';
  if (NUMBER_NAMES.test(name)) check('numeric parameter is a number', !text, where);
  check('parameter schema', isStated(schema), where);
  check('parameter description', Boolean(description), where);
}

/** Schemas of bodies and responses that have no name of their own. */
function inline(operation, name) {
  for (const holder of [operation.requestBody, ...Object.values(operation.responses ?? {})]) {
    for (const [type, { schema }] of Object.entries(resolve(holder)?.content ?? {})) {
      if (schema) checkSchema(schema, `${name} ${type}`);
    }
  }
}

function checkSchema(schema, where) {
  if (schema === true || schema.$ref) return;
  for (const branch of ['allOf', 'anyOf', 'oneOf']) {
    schema[branch]?.forEach((one, i) => checkSchema(one, `${where}.${branch}[${i}]`));
  }
  if (schema.items) {
    check('array items', isStated(schema.items), `${where}[]`);
    checkSchema(schema.items, `${where}[]`);
  }
  if (types(schema).includes('object')) {
    // A map, or `additionalProperties: true`, which allows any field.
    const map = schema.additionalProperties === true || isStated(schema.additionalProperties);
    check('object has properties', map || Object.keys(schema.properties ?? {}).length > 0, where);
  }
  if (schema.properties) checkProperties(schema, where);
}

function checkProperties({ properties, required = [] }, where) {
  // Of a change any field may be left out.
  if (!ALL_OPTIONAL.has(where)) check('object has required properties', required.length > 0, where);
  for (const [name, property] of Object.entries(properties)) {
    const at = `${where}.${name}`;
    check('property schema', isStated(property), at);
    const schema = resolve(property);
    if (DECIMAL_NAMES.test(name) && types(schema).some((type) => ['string', 'number'].includes(type))) {
      // A number without a format is an exact decimal; statistics and series are doubles and state it.
      const exact = types(schema).includes('number') ? !schema.format : schema.format === 'decimal';
      check('decimal is marked', exact || schema.format === 'double', at);
    } else if (types(schema).includes('number')) {
      check('number has a format', Boolean(schema.format), at);
    }
    checkSchema(property, at);
  }
}

const all = operations();
const aliases = all.filter(({ operation }) => operation['x-alias-of']);
const canonical = all.filter(({ operation }) => !operation['x-alias-of']);
const ids = new Set();
for (const { name, operation } of all) {
  const id = operation.operationId;
  check('operationId', Boolean(id), name);
  if (id) check('operationId is unique', !ids.has(id), `${name} ${id}`);
  ids.add(id);
}
for (const { name, operation } of aliases) {
  const target = [operation['x-alias-of']].flat().every((one) => canonical.some((other) => other.name === one));
  check('alias names a canonical operation', target, `${name} ${operation['x-alias-of']}`);
}
canonical.forEach(checkOperation);
for (const [name, schema] of Object.entries(openapi.components?.schemas ?? {})) {
  check('schema name', !/\d$/.test(name) && !GENERIC_NAMES.has(name), name);
  checkSchema(schema, name);
}

for (const name of ALL_OPTIONAL) {
  const { properties = {}, required = [] } = openapi.components.schemas[name] ?? {};
  check('schema without a required field is one', Object.keys(properties).length > 0 && required.length === 0, name);
}

const percent = (name) => {
  const { seen, faults } = checks.get(name) ?? { seen: 0, faults: [] };
  return `${seen - faults.length} of ${seen} (${seen === 0 ? 0 : Math.floor((100 * (seen - faults.length)) / seen)} %)`;
};
console.log(`operations: ${all.length}, of which ${canonical.length} canonical and ${aliases.length} aliases`);
console.log(`operations with an id: ${percent('operationId')}`);
console.log(`success schemas: ${percent('success schema')}`);
console.log(`body schemas: ${percent('request body schema')}`);
console.log(`error schemas: ${percent('error schema')}`);
let faults = 0;
for (const [name, { faults: found }] of checks) {
  faults += found.length;
  if (found.length === 0) continue;
  console.log(`FAIL ${name}: ${found.length}`);
  for (const where of found.slice(0, process.env.ALL ? found.length : SHOWN)) console.log(`       ${where}`);
  if (found.length > SHOWN && !process.env.ALL) console.log(`       … and ${found.length - SHOWN} more (ALL=1 lists them)`);
}
console.log(`coverage: ${checks.size} checks, ${faults} faults`);
process.exit(faults === 0 && all.length > 0 ? 0 : 1);
