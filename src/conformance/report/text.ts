/** Renders a report for a terminal: one line per group, then each fault once, with its evidence, and the counts. */

import pc from 'picocolors';
import { counted, firstOf } from '../../text/english.ts';
import { visible, withTexts } from '../../text/sanitize.ts';
import { wrap } from '../../text/wrap.ts';
import type { CaseResult, Fault, Outcome, Report } from '../types.ts';
import { notExercisedLabels, notRequestedOf, unseenLabels } from './coverage.ts';
import { findingParts, LABEL_WIDTH } from './exchange.ts';
import { type CaseGroup, groupsOf } from './groups.ts';
import {
  countsLabel,
  faultNumbers,
  HEADINGS,
  isKnown,
  MARKS,
  severity,
  summaryLabel,
  verdict,
  worstOf,
} from './labels.ts';

/** How to render a report as text. */
export interface TextOptions {
  /** Whether to use colours; the caller checks the terminal and `NO_COLOR`. */
  color: boolean;
  /** The width of the terminal in characters. URLs and commands are not wrapped. */
  width: number;
  /** Whether to list every case, and all cases of a fault. */
  verbose: boolean;
}

/** The most cases that are listed for one fault, unless the report is verbose. */
const MAX_CASES = 3;

const INDENT = '    ';

/**
 * Renders a whole report. Control characters from responses are made visible, so that they cannot control the terminal.
 */
export function renderText(report: Report, options: TextOptions): string {
  return new TextReport(withTexts(report, visible), options).text();
}

class TextReport {
  readonly #report: Report;
  readonly #options: TextOptions;
  readonly #colors: ReturnType<typeof pc.createColors>;

  constructor(report: Report, options: TextOptions) {
    this.#report = report;
    this.#options = options;
    this.#colors = pc.createColors(options.color);
  }

  text(): string {
    const blocks = [
      this.#groups(),
      ...this.#report.faults.map((fault, index) => this.#fault(fault, index + 1)),
      ...this.#notCarriedOut(),
      this.#notTested(),
      this.#summary(),
    ];
    return blocks
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.join('\n'))
      .join('\n\n');
  }

  #groups(): string[] {
    const { verbose } = this.#options;
    const numbers = verbose ? faultNumbers(this.#report) : undefined;
    return groupsOf(this.#report).flatMap((group) => [
      this.#group(group),
      ...(numbers ? group.results.flatMap((result) => this.#case(result, numbers.get(result.id) ?? [])) : []),
    ]);
  }

  /** `✔ listPosts: parameters 120`, or `✗ listPosts: parameters 120 (2 failed)`. */
  #group({ operation, group, results, counts }: CaseGroup): string {
    const others = countsLabel({ ...counts, passed: 0 });
    const line = `${operation}: ${HEADINGS[group]} ${results.length}${others === '' ? '' : ` (${others})`}`;
    return `${this.#mark(worstOf(counts))} ${line}`;
  }

  #case({ id, title, outcome, reason }: CaseResult, faults: readonly number[]): string[] {
    const see = faults.length > 0 ? ` [${faults.join(', ')}]` : '';
    const lines = this.#wrapped(
      `${this.#mark(outcome)} ${id} ${this.#colors.dim(title)}${see}`,
      '  ',
      '    ',
    );
    return reason === undefined ? lines : [...lines, ...this.#paragraph(reason, '      ')];
  }

  #fault(fault: Fault, number: number): string[] {
    const { cases, evidence } = fault;
    const title = this.#report.results.find(({ id }) => id === cases[0])?.title;
    const rows = findingParts(fault, evidence).flatMap(({ label, text }) =>
      label === 'repeat' ? this.#row(label, text.split('\n')) : this.#wrappedRow(label, text),
    );
    const listed = firstOf(cases, this.#options.verbose ? cases.length : MAX_CASES);
    const inCases = cases.length === 1 ? listed : `${counted(cases.length, 'case')}: ${listed}`;
    return [
      ...this.#title(fault, number),
      ...(title === undefined ? [] : this.#wrappedRow('case', title)),
      ...rows,
      ...this.#wrappedRow('in', inCases),
    ];
  }

  /** `✗ [1] The body is not JSON`, with the level if it is not MUST. */
  #title(fault: Fault, number: number, end = ''): string[] {
    const known = isKnown(fault, this.#report);
    const notes = [fault.level === 'SHOULD' && fault.level, known && 'known'].filter(
      (note) => note !== false,
    );
    const title = this.#colors.bold(fault.title) + (notes.length > 0 ? ` (${notes.join(', ')})` : '');
    const mark = this.#mark(known ? 'known' : severity(fault.level));
    return this.#wrapped(`${mark} [${number}] ${title}${end}`, '', INDENT);
  }

  #wrappedRow(label: string, text: string): string[] {
    return this.#row(label, wrap(text, this.#options.width - INDENT.length - LABEL_WIDTH));
  }

  #row(label: string, [first = '', ...others]: readonly string[]): string[] {
    const indent = INDENT + ' '.repeat(LABEL_WIDTH);
    return [
      INDENT + this.#colors.dim(label.padEnd(LABEL_WIDTH)) + first,
      ...others.map((line) => indent + line),
    ];
  }

  /** Returns a block for each case in which the tester itself failed. */
  #notCarriedOut(): string[][] {
    return this.#report.results
      .filter(({ outcome }) => outcome === 'error')
      .map(({ id, reason = '' }) => [
        `${this.#mark('error')} Not carried out: ${id}`,
        ...this.#paragraph(reason, INDENT),
      ]);
  }

  /** Lists what the run did not test. */
  #notTested(): string[] {
    const lines = [
      ...unseenLabels(this.#report).map((line) => `Not seen: ${line}`),
      ...notExercisedLabels(this.#report).map((line) => `Not exercised: ${line}`),
      ...this.#skipped().map((line) => `Skipped: ${line}`),
    ];
    return lines.flatMap((line) => this.#wrapped(line, '', '  '));
  }

  /** Counts the skipped cases by reason, without those that are listed elsewhere. */
  #skipped(): string[] {
    const { results, notExercised, stopped } = this.#report;
    const listed = new Set(notExercised.map(({ operation, code }) => `${operation}/${code}`));
    const notRequested = notRequestedOf(this.#report);
    const byReason = new Map<string, number>();
    for (const { operation, code, outcome, reason = '' } of results) {
      if (outcome !== 'skipped' || reason === stopped?.reason) continue;
      if (listed.has(`${operation}/${code}`) || notRequested.has(operation)) continue;
      byReason.set(reason, (byReason.get(reason) ?? 0) + 1);
    }
    return [...byReason].map(([reason, count]) => `${counted(count, 'case')}: ${reason}`);
  }

  #summary(): string[] {
    const { conformant, target, profile, hints, faults, runFailures } = this.#report;
    const { green, red, yellow } = this.#colors;
    const result = (conformant ? green : red)(verdict(this.#report));
    const index = faults.length > 1 ? faults.flatMap((fault, at) => this.#indexed(fault, at + 1)) : [];
    return [
      ...index,
      ...runFailures.flatMap((failure) => this.#wrapped(`${this.#mark('failed')} ${failure}`, '', '  ')),
      ...hints.flatMap((hint) => this.#wrapped(yellow(hint), '', '')),
      ...this.#wrapped(`${target} is ${result} (profile ${profile})`, '', ''),
      ...this.#wrapped(summaryLabel(this.#report), '', ''),
    ];
  }

  /** Returns the title of a fault with its number of cases: the titles fit on one screen at the end of a long report. */
  #indexed(fault: Fault, number: number): string[] {
    return this.#title(fault, number, `, in ${counted(fault.cases.length, 'case')}`);
  }

  #mark(outcome: Outcome): string {
    const { green, red, yellow, dim } = this.#colors;
    const paint = { passed: green, failed: red, error: red, warning: yellow, known: yellow, skipped: dim };
    return paint[outcome](MARKS[outcome]);
  }

  /** Wraps a text to the width of the terminal. */
  #wrapped(text: string, first: string, rest: string): string[] {
    return wrap(text.replaceAll('\n', ' '), this.#options.width - rest.length).map(
      (line, at) => (at === 0 ? first : rest) + line,
    );
  }

  /** Wraps each line of a text, for example of a stack trace. */
  #paragraph(text: string, indent: string): string[] {
    return text.split('\n').flatMap((line) => this.#wrapped(line, indent, indent));
  }
}
