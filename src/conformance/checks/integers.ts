/** Finds integers beyond ±(2^53 - 1). Not every JSON parser reads them exactly (RFC 8259 6, a SHOULD). */
import { type Node, parseTree } from 'jsonc-parser';
import type { WireResponse } from '../run/transport.ts';
import type { Finding } from '../types.ts';
import { textOf } from './body.ts';
import { REQUIREMENTS } from './requirements.ts';
import type { SchemaFault } from './schema.ts';
import { placesFinding } from './schema-findings.ts';

/** The most such integers of one body that are collected. */
const MAX_FAULTS = 2000;

/**
 * Returns one finding on all such integers of a response.
 *
 * @param value the parsed body. Parsing rounds a number, but never from beyond the bound to within it.
 */
export function unsafeIntegers(response: WireResponse, value: unknown): Finding[] {
  if (!hasUnsafe(value)) return [];
  // Only the text has the exact digits.
  const text = textOf(response);
  const tree = parseTree(text);
  const faults = tree ? faultsIn(tree, text) : [];
  return placesFinding('integers', faults, '', () => REQUIREMENTS.safeIntegers);
}

function isUnsafe(value: unknown): boolean {
  return typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER;
}

function hasUnsafe(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return isUnsafe(value);
  return Object.values(value).some(hasUnsafe);
}

function faultsIn(node: Node, text: string, at = '', faults: SchemaFault[] = []): SchemaFault[] {
  if (faults.length >= MAX_FAULTS) return faults;
  if (isUnsafe(node.value)) {
    faults.push({
      at,
      level: 'SHOULD',
      problem: 'is an integer beyond ±(2^53 - 1)',
      expected: 'to be within ±(2^53 - 1)',
      actual: text.slice(node.offset, node.offset + node.length),
    });
  }
  for (const [index, child] of (node.children ?? []).entries()) {
    const [key, value] = child.type === 'property' ? (child.children ?? []) : [];
    if (value) faultsIn(value, text, `${at}/${key?.value}`, faults);
    else faultsIn(child, text, `${at}/${index}`, faults);
  }
  return faults;
}
