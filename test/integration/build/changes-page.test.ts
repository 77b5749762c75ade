/** The pages show what each release changed, with the bundles of earlier releases as `npm run release` saves them. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { readSite, siteFiles } from '../../../scripts/build/docs.ts';
import { releaseFile } from '../../../scripts/lib/bundles.ts';
import type { Project } from '../../../scripts/lib/project.ts';
import { type Bundle, changed, operationBy, removeCode } from '../../helpers/diff/bundle.ts';
import { contract, ROOT, temporaryFolder } from '../../helpers/project.ts';

const [waiting, added, retried] = [
  contract.errors.find(({ retry }) => retry === 'wait'),
  contract.errors.find(({ trigger }) => trigger === 'server'),
  contract.errors.find(({ retry, trigger }) => retry === 'never' && trigger === 'path-unknown'),
].map((entry) => entry?.code ?? '') as [string, string, string];

let files: Map<string, string>;
const changes = () => files.get('changes.html') ?? '';
const pageOf = (code: string) => files.get(`errors/${code}.html`) ?? '';
/** The text of an element, without tags. */
const textOf = (html: string) => html.replace(/<[^>]*>/g, '');

function release(project: Project, version: string, change: (bundle: Bundle) => void): void {
  const file = releaseFile(project, version);
  mkdirSync(dirname(file), { recursive: true });
  const bundle = changed((copy) => {
    copy.info.version = version;
    change(copy);
  });
  writeFileSync(file, JSON.stringify(bundle));
}

beforeAll(async () => {
  const project = { root: ROOT, generated: temporaryFolder('releases') };
  cpSync(join(ROOT, 'generated/openapi.yaml'), join(project.generated, 'openapi.yaml'));
  writeFileSync(join(project.generated, 'openapi.json'), readFileSync(join(ROOT, 'generated/openapi.json')));
  const withoutRetry = (bundle: Bundle) => {
    bundle.components.schemas[retried]['x-error'].retry = 'backoff';
  };
  release(project, '0.9.0', withoutRetry);
  release(project, '0.8.0', (bundle) => {
    withoutRetry(bundle);
    removeCode(bundle, added);
    bundle.components.schemas[waiting].properties.retry_after.maximum = 60;
    operationBy(bundle, '/').operation.operationId = 'listEverything';
    bundle.components.schemas[retried]['x-error'].solution = 'An earlier text.';
  });
  files = await siteFiles(project, await readSite(project));
});

test('changes.html has a section for each version, the newest first, with the codes before the rest', () => {
  const ids = [...changes().matchAll(/<h2 id="([^"]*)">/g)].map(([, id]) => id);
  expect(ids.slice(0, 2)).toEqual([`v${contract.version.replaceAll('.', '-')}`, 'v0-9-0']);
  const [newest = '', older = ''] = changes()
    .split(/(?=<h2 )/)
    .slice(1)
    .map(textOf);
  expect(newest).toContain(`${retried} has the retry policy never instead of backoff`);
  expect(newest).not.toContain(`${added} is a new code`);
  expect(older).toContain(`${added} is a new code`);
  const [codes = '', others = ''] = older.split('The contract since 0.8.0');
  expect(codes).toContain(`${waiting}.retry_after `);
  expect(codes).not.toContain('listEverything');
  expect(others).toContain('listEverything');
});

test('the page of a code names the versions that changed the code, and links to them', () => {
  const history = (code: string) =>
    pageOf(code)
      .split('<li>')
      .filter((item) => item.includes('Changed in'));
  const [change = '', ...more] = history(waiting);
  expect(more).toEqual([]);
  expect(change).toContain('href="../changes.html#v0-9-0"');
  expect(textOf(change)).toMatch(
    /^Changed in 0\.9\.0: \w+\.retry_after has the maximum none instead of 60 \(breaking\)\./,
  );
  expect(history(retried).map((item) => textOf(item).slice(0, 17))).toEqual([
    `Changed in ${contract.version}:`,
  ]);
  // The version that added a code is its first version, not a change. A changed text is not a change either.
  expect(history(added)).toEqual([]);
});
