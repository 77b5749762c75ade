/** Tests the reporters text, github and summary, and the option --reporter. */
import { describe, expect, test } from 'vitest';
import { parseReporter, REPORTERS, ReporterError } from '../../../../src/conformance/report/reporters.ts';
import type { TextOptions } from '../../../../src/conformance/report/text.ts';
import type { Report } from '../../../../src/conformance/types.ts';
import { CLEAN, HOSTILE, HOSTILE_REPORT, SAMPLE } from '../../../helpers/sample-report.ts';

const PLAIN: TextOptions = { color: false, width: 80, verbose: false };

function render(name: string, report: Report, options: Partial<TextOptions> = {}): string {
  const reporter = REPORTERS[name];
  if (!reporter) throw new Error(`there is no reporter ${name}`);
  return reporter.render(report, { ...PLAIN, ...options });
}

describe('parseReporter', () => {
  test.for([
    ['text', { name: 'text' }],
    ['json=out.json', { name: 'json', file: 'out.json' }],
    ['html=a=b.html', { name: 'html', file: 'a=b.html' }],
  ] as const)('accepts %s', ([text, chosen]) => {
    expect(parseReporter(text)).toEqual(chosen);
  });

  test.for([
    ['jnuit', 'There is no reporter "jnuit". Did you mean junit? The reporters are '],
    ['JSON', 'There is no reporter "JSON". Did you mean json? '],
    ['xml=out.xml', 'There is no reporter "xml". The reporters are text, json, '],
    ['constructor', 'There is no reporter "constructor". The reporters are '],
    ['', 'There is no reporter "". The reporters are '],
    ['json=', 'The file name after "json=" is missing. '],
  ] as const)('rejects "%s" with a helpful message', ([text, message]) => {
    expect(() => parseReporter(text)).toThrow(ReporterError);
    expect(() => parseReporter(text)).toThrow(message);
  });

  test.for(Object.keys(REPORTERS))(
    'the reporter %s has a description, and its output has no final line feed',
    (name) => {
      expect(REPORTERS[name]?.description).toMatch(/\w/);
      for (const report of [SAMPLE, CLEAN]) expect(render(name, report)).toMatch(/\S$/);
    },
  );

  test.for(Object.keys(REPORTERS))('the reporter %s does not change the report', (name) => {
    const before = structuredClone(HOSTILE_REPORT);
    render(name, HOSTILE_REPORT, { color: true });
    expect(HOSTILE_REPORT).toEqual(before);
  });
});

describe('text', () => {
  test('renders a report with every outcome', () => {
    expect(render('text', SAMPLE)).toMatchInlineSnapshot(`
      "✗ brewTea: every code 2 (1 failed, 1 skipped)
      ✔ pourTea: every code 1
      ! brewTea: successes 1 (1 with a warning)
      ~ brewTea: parameters 1 (1 known to fail)
      ✗ brewTea: routing 1 (1 not carried out)

      ✗ [1] The response has the wrong error code \`TEAPOT_FULL\`
          case      The pot is empty: 418 TEAPOT_EMPTY
          expected  status 418 with TEAPOT_EMPTY
          actual    status 418 with "TEAPOT_FULL"
          contract  418 \`TEAPOT_EMPTY\`: The pot has no tea.
                    [#/components/schemas/TEAPOT_EMPTY]
          repeat    curl -i -H 'Authorization: Bearer ***' 'http://127.0.0.1:1/api/tea?limit=100%25'
          in        2 cases: brewTea/TEAPOT_EMPTY, brewTea/limit/0

      ! [2] The header \`Kettle\` is missing (SHOULD)
          case      The pot is empty: 418 TEAPOT_EMPTY
          expected  the header Kettle
          actual    the header is missing
          contract  \`Kettle\` (SHOULD): The pot that sent the response. [RFC 2324
                    2.3.1]
          in        2 cases: brewTea/TEAPOT_EMPTY, brewTea/success

      ✗ Not carried out: brewTea/routing/deep
          the tester failed: Error: no tea
              at brew (tea.ts:1:1)

      Not seen: brewTea: never seen: status 202, data.leaves[].scent; never null:
        data.leaves[].age, data.next
      Not seen: pourTea: no valid success
      Not exercised: brewTea/TEAPOT_COLD: the profile kitchen does not say how to
        provoke TEAPOT_COLD: add it under "provoke"

      ✗ [1] The response has the wrong error code \`TEAPOT_FULL\`, in 2 cases
      ! [2] The header \`Kettle\` is missing (SHOULD), in 2 cases
      ✗ brewTea/limit/1 is listed as a known failure and no longer fails: remove it
        from the list
      ✗ pourTea: --require-observed pages: no further page was seen
      No valid request succeeded: is there tea?
      http://127.0.0.1:1/api is not conformant (profile kitchen)
      2 faults (1 MUST, 1 SHOULD); 6 cases: 1 passed, 1 failed, 1 not carried out, 1
      with a warning, 1 known to fail, 1 skipped; 2 of 3 codes, 1 of 2 operations, 41
      leaves, 1 further page; 8 requests (3 successful) in 1.23 s"
    `);
  });

  test('renders a report without faults', () => {
    expect(render('text', CLEAN)).toMatchInlineSnapshot(`
      "✔ pourTea: every code 1

      http://127.0.0.1:1/api is conformant (profile kitchen)
      no faults; 1 case: 1 passed; 1 of 1 code, 1 of 1 operation, 8 leaves, 1 further
      page; 8 requests (3 successful) in 1.23 s"
    `);
  });

  test('color adds only colours', () => {
    const colored = render('text', SAMPLE, { color: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control sequences
    const colors = /\u001b\[\d+m/g;
    expect(colored.match(colors)?.length).toBeGreaterThan(20);
    expect(colored.replace(colors, '')).toBe(render('text', SAMPLE));
  });

  test('shows control characters of a response instead of sending them to the terminal', () => {
    const text = render('text', HOSTILE_REPORT);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the test searches for control characters
    expect(text.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\ufeff]/g)).toBeNull();
    expect(text).toContain('␛[31m⟨U+009B⟩31m⟨U+FEFF⟩⟨U+202E⟩');
  });
});

describe('github', () => {
  /** A command as GitHub's runner parses it: the message may contain colons, the title may not. */
  const COMMAND = /^::(error|warning|notice) title=([^:,]*)::(.*)$/;

  function commandsOf(text: string) {
    return text.split('\n').map((line) => {
      const [, kind, title = '', message = ''] = COMMAND.exec(line) ?? [];
      const unescaped = (value: string) => decodeURIComponent(value.replace(/%(?!25|0[AD]|3A|2C)/g, '%25'));
      return { kind, title: unescaped(title), message: unescaped(message) };
    });
  }

  test('writes one annotation for each fault, and the verdict', () => {
    const commands = commandsOf(render('github', SAMPLE));
    expect(commands.map(({ kind, title }) => [kind, title])).toEqual([
      ['notice', 'http://127.0.0.1:1/api is not conformant'],
      ['warning', 'Look at this first'],
      ['error', 'The response has the wrong error code `TEAPOT_FULL`'],
      ['warning', 'The header `Kettle` is missing'],
      ['error', 'The run failed'],
      ['error', 'The run failed'],
      ['error', 'Not carried out: brewTea/routing/deep'],
      ['notice', 'Not seen'],
      ['notice', 'Not exercised'],
    ]);
    const [fault] = SAMPLE.faults;
    expect(commands[2]?.message).toContain(`actual    ${fault?.actual}\n`);
    // A per cent sign in the text is escaped once, not twice.
    expect(commands[2]?.message).toContain(fault?.evidence?.curl);
    expect(commands[6]?.message).toBe('the tester failed: Error: no tea\n    at brew (tea.ts:1:1)');
  });

  test('writes a known fault as a notice', () => {
    const known = { failed: SAMPLE.faults.flatMap(({ cases }) => cases), stale: [] };
    const kinds = commandsOf(render('github', { ...SAMPLE, known, hints: [], runFailures: [], results: [] }));
    expect(kinds.map(({ kind }) => kind)).toEqual(['notice', 'notice', 'notice', 'notice', 'notice']);
    expect(kinds[1]?.title).toBe('known: The response has the wrong error code `TEAPOT_FULL`');
  });

  test('writes one notice for a report without faults', () => {
    expect(render('github', CLEAN)).toBe(
      '::notice title=http%3A//127.0.0.1%3A1/api is conformant::no faults; 1 case: 1 passed; 1 of 1 code, 1 of 1 operation, 8 leaves, 1 further page; 8 requests (3 successful) in 1.23 s',
    );
  });

  test('escapes texts of a response, so that they are not commands', () => {
    const lines = render('github', HOSTILE_REPORT).split('\n');
    expect(lines).toHaveLength(render('github', SAMPLE).split('\n').length);
    for (const line of lines) expect(line).toMatch(COMMAND);
    expect(commandsOf(lines.join('\n'))[2]?.message).toContain('::error::pwned # pwned');
  });
});

describe('summary', () => {
  /** Removes code from Markdown: fenced code first, then inline code (CommonMark 4.5 and 6.1). */
  function withoutCode(markdown: string): string {
    return markdown
      .replace(/^(`{3,})[^`\n]*\n[\s\S]*?^\1$/gm, '')
      .replace(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, '');
  }

  test('contains verdict, counts, codes, faults with their exchange, and the codes that were not exercised', () => {
    const text = render('summary', SAMPLE);
    expect(text).toContain('## ❌ `http://127.0.0.1:1/api` is not conformant\n');
    expect(text).toContain('| 1 | 1 | 1 | 1 | 1 | 1 |');
    expect(text).toContain('| `TEAPOT_EMPTY` | ❌ failed | ✅ passed |\n| `TEAPOT_COLD` | ➖ skipped |  |');
    expect(text).toContain('### ❌ 1. `` The response has the wrong error code `TEAPOT_FULL` ``');
    expect(text).toContain('### ⚠️ 2. `` The header `Kettle` is missing ``');
    expect(text).toContain('- **Actual:** `status 418 with "TEAPOT_FULL"`');
    expect(text).toContain(`\`\`\`sh\n${SAMPLE.faults[0]?.evidence?.curl}\n\`\`\``);
    expect(text).toContain("418 I'm a Teapot\ncontent-type: application/json\nx-note: a, b\n\n{\n");
    expect(text).toContain('- `brewTea/TEAPOT_COLD: the profile kitchen');
    expect(text).toContain('```\nthe tester failed: Error: no tea\n');
    expect(text).toContain('> `brewTea/limit/1 is listed as a known failure');
  });

  test('writes texts of a response as code, so that they are not markup', () => {
    expect(HOSTILE).toContain('pwned');
    const left = withoutCode(render('summary', HOSTILE_REPORT));
    expect(left).not.toContain('pwned');
    expect(left).toContain('<details><summary>Request and response</summary>');
  });

  test('stays below the size limit of GitHub, and says how much was omitted', () => {
    const [fault] = SAMPLE.faults;
    if (!fault) throw new Error('the sample has a fault');
    const faults = Array.from({ length: 900 }, (_, index) => ({
      ...fault,
      title: `fault-${index}`,
      actual: 'ä'.repeat(1000),
    }));
    const text = render('summary', { ...SAMPLE, faults });
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
    expect(Buffer.byteLength(text)).toBeGreaterThan(800_000);
    const shown = text.match(/`fault-\d+`/g)?.length ?? 0;
    // The sections "Not carried out", "Not exercised" and "Not seen" have two parts each.
    expect(text).toContain(`${900 - shown + 6} more parts omitted: GitHub limits the size of a summary.`);
  });
});
