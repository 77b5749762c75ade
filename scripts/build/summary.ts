/**
 * Prints the summary of `npm run build`: the generated files, the result of the contract tests, and the next commands.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openProject } from '../lib/project.ts';
import type { ContractSummary } from './contract-tests.ts';

const { root } = openProject();

/** The generated files and their content. */
const FILES: readonly [string, string][] = [
  ['generated/openapi.yaml', 'the contract in one document'],
  ['generated/openapi.json', 'the contract as JSON'],
  ['generated/openapi-3.0.yaml', 'the contract as OpenAPI 3.0'],
  ['generated/openapi-3.0.json', 'the contract as OpenAPI 3.0 in JSON'],
  ['generated/types.ts', 'TypeScript types of the contract'],
  ['generated/errors.json', 'the error catalogue for any language'],
  ['generated/errors.ts', 'the error catalogue for TypeScript'],
  ['generated/errors.md', 'the error reference; generated/errors/ has a page for each code'],
  ['generated/llms.txt', 'the reference for language models'],
  ['generated/client.ts', 'the client'],
  ['generated/cases.json', 'the contract tests as data'],
  ['generated/arazzo.yaml', 'workflows that provoke each code'],
  ['generated/docs/index.html', 'the landing page of the docs'],
  ['dist/cli.js', 'the command social-data-contract'],
];

/** The cases that Prism fails. */
const LIST = 'scripts/build/prism-deviations.ts';

function size(path: string): string {
  const kilobytes = statSync(join(root, path)).size / 1000;
  return kilobytes < 1000 ? `${kilobytes.toFixed(1)} kB` : `${(kilobytes / 1000).toFixed(1)} MB`;
}

function resultOf({ passed, failed, requests, seconds }: ContractSummary['sandbox']): string {
  return `${passed} passed, ${failed} failed (${requests} requests in ${seconds} s)`;
}

console.log('Generated files:');
for (const [path, content] of FILES) {
  if (existsSync(join(root, path))) console.log(`  ${path.padEnd(27)}${size(path).padStart(9)}  ${content}`);
}

const { sandbox, prism, notCompared } = JSON.parse(
  readFileSync(join(root, '.cache/contract.json'), 'utf8'),
) as ContractSummary;
console.log(`
Contract tests:
  the sandbox   ${resultOf(sandbox)}
  Prism         ${prism ? `${resultOf(prism)}; it fails exactly the ${prism.known} cases in ${LIST}` : 'not run'}`);
if (notCompared.length > 0) {
  console.log(`                not compared, because ${LIST} does not cover them: ${notCompared.join(', ')}`);
}
console.log(`
Next:
  npm start                                  serve the docs at /, and the sandbox on the same port
  npx social-data-contract explain CODE      show what a code means, and what to do
  npx social-data-contract mock              serve only the sandbox
  npx social-data-contract verify URL        run the contract tests against your server
  npm test                                   run the checks and tests of this repository`);
