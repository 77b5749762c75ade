/** The end of `npm run build`: what was made, how many checks passed, and what to do next. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openProject } from '../lib/project.ts';

const { root } = openProject();

/** What the build makes, with a word on what it is for. */
const MADE: readonly [string, string][] = [
  ['generated/openapi.yaml', 'the contract in one document'],
  ['generated/openapi.json', 'the same as JSON'],
  ['generated/types.ts', 'its types'],
  ['generated/errors.json', 'the error catalogue, for any language'],
  ['generated/errors.ts', 'the same for TypeScript'],
  ['generated/errors.md', 'the same for people, and a page for each code in generated/errors/'],
  ['generated/llms.txt', 'where to find what, for language models'],
  ['generated/client.ts', 'the client'],
  ['generated/cases.json', 'the contract tests as data'],
  ['generated/arazzo.yaml', 'how each code is provoked, as workflows'],
  ['generated/docs/index.html', 'the docs page'],
  ['dist/cli.js', 'the command social-data-contract'],
];

function size(path: string): string {
  const kilobytes = statSync(join(root, path)).size / 1000;
  return kilobytes < 1000 ? `${kilobytes.toFixed(1)} kB` : `${(kilobytes / 1000).toFixed(1)} MB`;
}

console.log('Made:');
for (const [path, what] of MADE) {
  if (existsSync(join(root, path))) console.log(`  ${path.padEnd(27)}${size(path).padStart(9)}  ${what}`);
}

const { passed, failed, requests, seconds } = JSON.parse(
  readFileSync(join(root, '.cache/contract.json'), 'utf8'),
) as import('./contract-tests.ts').ContractSummary;
console.log(
  `\nContract tests against the sandbox: ${passed} passed, ${failed} failed (${requests} requests in ${seconds} s)`,
);
console.log(`
Next:
  npm start                                  docs at /, the sandbox's API beside them
  npx social-data-contract explain CODE      what a code means, and what to do
  npx social-data-contract mock              the sandbox alone
  npx social-data-contract verify URL        the contract tests against your server
  npm test                                   everything that holds this together`);
