/** generated/errors.md: every code has its row and its section, and what they say is the catalogue's. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogueOf } from '../../scripts/catalogue.ts';
import { table } from '../../scripts/docs/markdown.ts';
import { curlLine } from '../../scripts/docs/sandbox-request.ts';
import { renderErrorsPage } from '../../scripts/error-reference.ts';
import { readContract } from '../../src/contract/contract.ts';
import { readDocument } from '../../src/contract/document.ts';
import { type Built, buildInto, CONTRACT_CODES } from './build-into.ts';

let built: Built;
let page: string;

beforeAll(async () => {
  built = await buildInto('bundle', 'errors');
  page = await built.read('errors.md');
});

afterAll(() => built?.remove());

/** The text below a heading of the second level, up to the next one. */
function section(title: string, text = page): string {
  const [, ...parts] = text.split(/^## /m);
  return parts.find((part) => part.startsWith(`${title}\n`)) ?? '';
}

/** The cells of a table's rows, without its head. */
function rows(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) => line.slice(2, -2).split(/ (?<!\\)\| /));
}

/** The JSON in a text's code blocks. */
function jsonBlocks(text: string): unknown[] {
  return [...text.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(([, json = '']) => JSON.parse(json));
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

  test('says in each section what the catalogue says', () => {
    for (const entry of built.catalogue.errors) {
      const text = section(entry.code);
      for (const part of [entry.meaning, entry.solution, entry.occurs, entry.since, String(entry.status)]) {
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

  test('has every field with its type, range and description, and every relation', () => {
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

  test('says when to retry as the policy has it', () => {
    const words = { never: /^no$/, wait: /^after `\w+` seconds$/, backoff: /^exponential backoff$/ };
    for (const [index, cells] of rows(section('All codes')).entries()) {
      const entry = built.catalogue.errors[index];
      expect.soft(cells[5], entry?.code).toMatch(words[entry?.retry ?? 'never']);
    }
  });

  test("has the catalogue's examples, as JSON that parses", () => {
    for (const { code, example } of built.catalogue.errors) {
      expect.soft(jsonBlocks(section(code)), code).toEqual([example]);
    }
    expect(jsonBlocks(section('The envelope'))).toHaveLength(1);
  });

  test('has links that lead somewhere', async () => {
    const anchors = [...page.matchAll(/^#+ (.*)$/gm)].map(([, text = '']) =>
      text.toLowerCase().replaceAll(' ', '-'),
    );
    expect(new Set(anchors).size, 'no two headings are alike').toBe(anchors.length);
    const targets = [...page.matchAll(/\]\(([^)]*)\)/g)].map(([, target = '']) => target);
    expect(targets.length).toBeGreaterThan(built.catalogue.errors.length);
    for (const target of targets) {
      if (target.startsWith('#')) expect.soft(anchors).toContain(target.slice(1));
      else expect.soft(await built.read(target), target).not.toBe('');
    }
  });

  test('is the same each time', async () => {
    const again = await buildInto('bundle', 'errors');
    expect(await again.read('errors.md')).toBe(page);
    await again.remove();
  });

  test('has no HTML but the notice', () => {
    expect(page.replace(/^<!--.*-->\n/, '').replaceAll(/`[^`]*`/g, '')).not.toMatch(/<\/?[a-z!]/i);
  });
});

describe('a request to try a code', () => {
  test('stands in each section: the test token to the first operation, its path filled in', () => {
    const contract = readContract(readDocument(join(built.folder, 'openapi.json')));
    const catalogue = catalogueOf(contract);
    const full = renderErrorsPage(catalogue, contract);
    for (const { code, testToken, operations } of catalogue.errors) {
      const line = curlLine(contract, operations[0] ?? '', testToken);
      expect.soft(line).toContain(`Bearer ${testToken}'`);
      expect.soft(line).not.toMatch(/[{}]/);
      expect.soft(section(code, full), code).toContain(`\`\`\`sh\n${line}\n\`\`\``);
    }
  });
});

describe('a table', () => {
  test('escapes pipes, in inline code too, and folds lines', () => {
    expect(table(['a|b'], [['`x|y`\nz']])).toBe('| a\\|b |\n| --- |\n| `x\\|y` z |');
  });
});
