/** src/diff/rules.ts -> generated/change-rules.md: the rules of `diff`, each with an example that the comparison reports. */
import { join } from 'node:path';
import type { JsonObject } from '../../src/contract/document.ts';
import { compareDocuments } from '../../src/diff/compare.ts';
import { RULES, type RuleId } from '../../src/diff/rules.ts';
import { IMPACTS } from '../../src/diff/types.ts';
import { blocks, code, heading, literal, table } from '../../src/text/markdown.ts';
import { type Project, StepError, writeWhole } from '../lib/project.ts';
import { edited } from './change-rules/edit.ts';
import { EXAMPLE_DOCUMENT } from './change-rules/example-document.ts';
import { EXAMPLES } from './change-rules/examples.ts';

export async function changeRules(project: Project): Promise<void> {
  writeWhole(join(project.generated, 'change-rules.md'), changeRulesPage());
}

const NOTICE = 'Generated from src/diff/rules.ts by `npm run build`. Do not edit.';

const TITLES = { breaking: 'Breaking', feature: 'Features', patch: 'Patches' } as const;

function changeRulesPage(): string {
  const ids = Object.keys(RULES) as RuleId[];
  const sections = IMPACTS.flatMap((impact) => {
    const rows = ids.filter((id) => RULES[id].impact === impact).map(rowOf);
    return [heading(2, TITLES[impact]), table(['Rule', 'Breaks', 'Example'], rows)];
  });
  const text =
    'The rules by which `social-data-contract diff` rates a change of the contract. [docs/changes.md](../docs/changes.md) explains the impacts. The examples are changes of a small contract for a bookshop.';
  return `${blocks(`<!-- ${NOTICE} -->`, heading(1, 'Rules for changes of the contract'), text, ...sections)}\n`;
}

function rowOf(id: RuleId): string[] {
  const change = exampleOf(id);
  const { breaks } = RULES[id];
  return [code(id), breaks.join(', ') || '–', `${code(change.subject)} ${literal(change.message)}`];
}

/**
 * Compares the documents of a rule's example.
 *
 * @throws {StepError} if the comparison does not report the rule
 */
function exampleOf(id: RuleId) {
  const [old, next] = documentsOf(id);
  const { changes } = compareDocuments(old, next);
  const change = changes.find(({ kind }) => kind === id);
  if (change) return change;
  const kinds = [...new Set(changes.map(({ kind }) => kind))].join(', ');
  throw new StepError(
    `The example of the rule ${id} must be reported by this rule, but the reported rules are: ${kinds || 'none'}. Change the example in scripts/build/change-rules/examples.ts.`,
  );
}

function documentsOf(id: RuleId): [JsonObject, JsonObject] {
  const example = EXAMPLES[id];
  if ('reverseOf' in example) {
    const [old, next] = documentsOf(example.reverseOf);
    return [next, old];
  }
  const [before, edits] = 'edits' in example ? [example.before, example.edits] : [[], example];
  const old = edited(EXAMPLE_DOCUMENT, before);
  return [old, edited(old, edits)];
}
