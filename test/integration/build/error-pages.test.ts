/** generated/errors.md and the pages of the codes: their content matches the catalogue, and their links resolve. */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageOf } from '../../../scripts/build/error-pages.ts';
import { isObject } from '../../../src/contract/document.ts';
import { exampleCurl } from '../../../src/contract/example-request.ts';
import { readContract } from '../../../src/contract/read.ts';
import { readDocument } from '../../../src/contract/read-document.ts';
import { LANGUAGES } from '../../../src/reference/handling/handling.ts';
import { SANDBOX } from '../../../src/reference/sandbox-request.ts';
import { literal } from '../../../src/text/markdown.ts';
import { type Built, buildInto, CONTRACT_CODES } from '../../helpers/docs/build-into.ts';

let built: Built;
let page: string;

beforeAll(async () => {
  built = await buildInto('bundle', 'errors');
  page = await built.read('errors.md');
});

afterAll(() => built?.remove());

/** Returns the text below a second-level heading. */
function section(title: string, text = page): string {
  const [, ...parts] = text.split(/^## /m);
  return parts.find((part) => part.startsWith(`${title}\n`)) ?? '';
}

/** Returns the targets of the links in a text. */
function linksIn(text: string): string[] {
  return [...text.matchAll(/\]\(([^)]*)\)/g)].map(([, target = '']) => target);
}

/** Returns the cells of each row in a table, without the header. */
function rows(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) => line.slice(2, -2).split(/ (?<!\\)\| /));
}

/** Returns the parsed bodies of the responses in a text. */
function bodies(text: string): unknown[] {
  return [...text.matchAll(/^```http\nHTTP[\s\S]*?\n\n([\s\S]*?)^```$/gm)].map(([, json = '']) =>
    JSON.parse(json),
  );
}

describe('the errors page', () => {
  test('has the codes of the contract', () => {
    const codes = built.catalogue.errors.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(CONTRACT_CODES));
    expect(page.match(/^## [A-Z_]+$/gm)).toEqual(codes.map((code) => `## ${code}`));
  });

  test('has a row for every code, with its status, meaning and solution', () => {
    const found = rows(section('All codes'));
    expect(found.map((cells) => cells.slice(0, 5))).toEqual(
      built.catalogue.errors.map(({ code, status, category, meaning, solution }) => [
        `[\`${code}\`](#${code.toLowerCase()})`,
        String(status),
        category,
        meaning,
        solution,
      ]),
    );
    for (const cells of found) expect(cells).toHaveLength(6);
  });

  test('has the content of the catalogue in each section', () => {
    for (const entry of built.catalogue.errors) {
      const text = section(entry.code);
      const { meaning, solution, occurs, since, status, testToken, example } = entry;
      const message = isObject(example.error) ? String(example.error.message) : '';
      for (const part of [meaning, solution, occurs, since, String(status), testToken, literal(message)]) {
        expect.soft(text, entry.code).toContain(part);
      }
      for (const name of [...entry.operations, ...entry.headers.map((header) => header.name)]) {
        expect.soft(text, entry.code).toContain(`\`${name}\``);
      }
      for (const header of entry.headers) {
        expect.soft(text, entry.code).toContain(`\`${header.name}\` ${header.level} be sent.`);
      }
    }
  });

  test('describes every field with its type, range and description, and every relation', () => {
    for (const { code, fields, relations } of built.catalogue.errors) {
      const found = rows(section(code));
      expect.soft(found, code).toHaveLength(fields.length);
      for (const [index, field] of fields.entries()) {
        const [name, type, range, , description] = found[index] ?? [];
        expect.soft([name, type, description]).toEqual([`\`${field.name}\``, field.type, field.description]);
        expect.soft(range, field.name).toContain(String(field.minimum ?? ''));
      }
      for (const { field, level, lessThan } of relations) {
        if (lessThan)
          expect.soft(section(code)).toContain(`\`${field}\` ${level} be less than \`${lessThan}\``);
      }
    }
  });

  test('describes the retry policy of each code', () => {
    const words = { never: /^no$/, wait: /^after `\w+` seconds$/, backoff: /^exponential backoff$/ };
    for (const [index, cells] of rows(section('All codes')).entries()) {
      const entry = built.catalogue.errors[index];
      expect.soft(cells[5], entry?.code).toMatch(words[entry?.retry ?? 'never']);
    }
  });

  test('has the examples of the catalogue as valid JSON', () => {
    for (const { code, example } of built.catalogue.errors) {
      expect.soft(bodies(section(code)), code).toEqual([example]);
    }
  });

  test('has only links that resolve', async () => {
    const prose = page.replaceAll(/^```[\s\S]*?^```$/gm, '');
    const anchors = [...prose.matchAll(/^#+ (.*)$/gm)].map(([, text = '']) =>
      text.toLowerCase().replaceAll(' ', '-'),
    );
    expect(new Set(anchors).size, 'all headings are unique').toBe(anchors.length);
    const targets = linksIn(page);
    for (const entry of built.catalogue.errors) expect.soft(targets).toContain(pageOf(entry));
    for (const target of targets) {
      if (target.startsWith('#')) expect.soft(anchors).toContain(target.slice(1));
      else expect.soft(await built.read(target), target).not.toBe('');
    }
  });

  test('links each code to the other codes with the same status', () => {
    const { errors } = built.catalogue;
    for (const { code, status } of errors) {
      const [line = ''] = /^- \*\*Same status:\*\* .*$/m.exec(section(code)) ?? [];
      const others = errors.filter((other) => other.status === status && other.code !== code);
      expect.soft(linksIn(line)).toEqual(others.map((other) => `#${other.code.toLowerCase()}`));
    }
  });

  test('has the rules for every response, and the retry rules for every code', async () => {
    const { info } = JSON.parse(await built.read('openapi.json'));
    expect(page).toContain(info.description.trim());
    const rules = section('When to retry');
    for (const { code } of built.catalogue.errors) expect.soft(rules).toContain(`\`${code}\``);
  });

  test('is the same in each build', async () => {
    const again = await buildInto('bundle', 'errors');
    expect(await again.read('errors.md')).toBe(page);
    await again.remove();
  });

  test('has no HTML except the notice', () => {
    expect(page.replace(/^<!--.*-->\n/, '').replaceAll(/`[^`]*`/g, '')).not.toMatch(/<\/?[a-z!]/i);
  });
});

describe('a request to try a code', () => {
  test('is in each section: a call of the first operation with the test token', () => {
    const contract = readContract(readDocument(join(built.folder, 'openapi.json')));
    for (const { code, testToken, operations } of built.catalogue.errors) {
      const operation = contract.operations.find(({ id }) => id === operations[0]);
      if (!operation) throw new Error(`No operation returns ${code}.`);
      const line = exampleCurl(operation, SANDBOX.origin + contract.basePath, testToken);
      expect.soft(line).toContain(`Bearer ${testToken}'`);
      expect.soft(line).not.toMatch(/[{}]/);
      expect.soft(section(code), code).toContain(`\`\`\`sh\n${line}\n\`\`\``);
    }
  });
});

describe('the page of a code', () => {
  test('exists for every code, and for nothing else', () => {
    const names = readdirSync(join(built.folder, 'errors')).sort();
    expect(names).toEqual(built.catalogue.errors.map(({ code }) => `${code}.md`).sort());
  });

  test('has the parts of the section, programs in all languages, and only links that resolve', async () => {
    for (const entry of built.catalogue.errors) {
      const own = await built.read(pageOf(entry));
      expect.soft(own).toMatch(new RegExp(`^<!-- .* -->\n\n# ${entry.code}\n`));
      for (const part of [entry.meaning, entry.solution, entry.occurs, entry.testToken, ...entry.causes])
        expect.soft(own, entry.code).toContain(part);
      for (const title of ['Fix', 'Common causes', 'Response', 'Handle it', 'Try it', 'Related'])
        expect.soft(own, entry.code).toContain(`\n## ${title}\n`);
      for (const [label, language] of LANGUAGES)
        expect.soft(own, entry.code).toContain(`**${label}**\n\n\`\`\`${language}\n`);
      for (const link of linksIn(own)) {
        expect.soft(await built.read(join(dirname(pageOf(entry)), link)), link).not.toBe('');
      }
    }
  });
});

describe('llms.txt', () => {
  test('links to every page in the format of llmstxt.org', async () => {
    const guide = await built.read('llms.txt');
    const { info } = JSON.parse(await built.read('openapi.json'));
    // https://llmstxt.org: a title, a summary as a quotation, and lists of links under second-level headings.
    expect(guide.split('\n\n').slice(0, 2)).toEqual([`# Errors of the ${info.title}`, `> ${info.summary}`]);
    for (const line of guide
      .slice(guide.indexOf('\n## '))
      .split('\n')
      .filter((each) => each.startsWith('- '))) {
      expect.soft(line).toMatch(/^- \[[^\]]+\]\([\w./-]+\)(: .+)?$/);
    }
    const links = linksIn(guide);
    expect(links).toEqual(expect.arrayContaining(built.catalogue.errors.map(pageOf)));
    for (const link of links) {
      expect.soft(await built.read(link), link).not.toBe('');
    }
  });
});
