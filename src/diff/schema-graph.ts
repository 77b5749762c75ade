/**
 * The compared pairs of schemas as a graph. Each pair is compared once, however many places share it, and only the paths
 * that lead to a change are followed for each operation: the cost grows linearly with the documents.
 */
import type { Flow, Variance } from './direction.ts';
import type { Findings } from './findings.ts';
import { ruleOf } from './rules.ts';
import { compareSchemas, type Edge, inCondition, keyOf, type SchemaPair } from './schema-compare.ts';
import type { Fact } from './schema-facts.ts';
import type { Unchanged } from './unchanged.ts';

/** Where a schema is used. */
export interface Use {
  flow: Flow;
  /** The part that a change is reported for: a parameter, a header, an envelope. */
  subject: string;
  operations: readonly string[];
  /** Shorter subjects, by the subject that they replace. */
  shorter?: Readonly<Record<string, string>>;
  /** The changed values of each parameter, as canonical JSON: values that repeat a parameter change with it. */
  echoes?: ReadonlyMap<string, ReadonlySet<string>>;
}

interface Node {
  facts: readonly Fact[];
  edges: readonly (Edge & { node: Node })[];
  parents: Set<Node>;
  /** The places of the compared schemas; empty if only schemas below them changed. */
  places: readonly string[];
  /** Whether this pair or a pair below it has a change. */
  isChanged: boolean;
}

interface Visit {
  node: Node;
  subject: string;
  variance: Variance;
  echoes: string | undefined;
}

export class SchemaGraph {
  readonly #nodes = new Map<string, Node>();
  readonly #unchanged: Unchanged;

  constructor(unchanged: Unchanged) {
    this.#unchanged = unchanged;
  }

  /** Adds the changes of a pair of schemas, and of all schemas below them, to the findings. */
  report(pair: SchemaPair, use: Use, findings: Findings): void {
    const waiting: Visit[] = [
      { node: this.#nodeOf(pair), subject: use.subject, variance: 1, echoes: undefined },
    ];
    const numbers = new Map<Node, Set<string>>();
    // A list instead of recursion, because schemas can be nested deeply. Breadth first: the shortest subject is reported.
    for (let index = 0; index < waiting.length; index++) {
      const { node, subject, variance, echoes } = waiting[index] as Visit;
      const seen = numbers.get(node) ?? new Set();
      const state = `${variance} ${echoes ?? ''}`;
      if (!node.isChanged || seen.has(state)) continue;
      numbers.set(node, seen.add(state));
      findings.touch(...node.places);
      for (const fact of node.facts) reportFact(fact, { ...use, subject }, variance, echoes, findings);
      for (const edge of node.edges) {
        const name = `${edge.code ?? subject}${edge.suffix}`;
        waiting.push({
          node: edge.node,
          subject: use.shorter?.[name] ?? name,
          variance: (variance * edge.variance) as Variance,
          echoes: edge.echoes,
        });
      }
    }
  }

  /** Compares a pair and all pairs below it, unless they are compared already. */
  #nodeOf(root: SchemaPair): Node {
    const waiting: [SchemaPair, Node][] = [];
    const nodeFor = (pair: SchemaPair): Node => {
      const [old, next] = [keyOf(pair.old), keyOf(pair.next)];
      const key = `${old} | ${next}`;
      const known = this.#nodes.get(key);
      if (known) return known;
      const node: Node = { facts: [], edges: [], places: [], parents: new Set(), isChanged: false };
      this.#nodes.set(key, node);
      // Only the root is compared as a text, so that the time stays linear in the nesting.
      const isSame =
        (old === next && this.#unchanged.isComponent(old)) || (pair === root && this.#unchanged.isSame(pair));
      if (!isSame) waiting.push([pair, node]);
      return node;
    };
    const start = nodeFor(root);
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [pair, node] = next;
      const { edges, ...own } = compareSchemas(pair);
      Object.assign(node, own, { edges: edges.map((edge) => ({ ...edge, node: nodeFor(edge) })) });
      for (const edge of node.edges) edge.node.parents.add(node);
      if (node.places.length > 0 || node.edges.some((edge) => edge.node.isChanged)) markChanged(node);
    }
    return start;
  }
}

function markChanged(changed: Node): void {
  const waiting = [changed];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.isChanged) continue;
    node.isChanged = true;
    waiting.push(...node.parents);
  }
}

function reportFact(
  found: Fact,
  { flow, operations, subject, echoes }: Use,
  variance: Variance,
  echoed: string | undefined,
  findings: Findings,
): void {
  const { kind, suffix = '', code, old, next, args } = inCondition(found, variance);
  const isEcho = echoed !== undefined && echoes?.get(echoed)?.has(String(args.value)) === true;
  findings.add(
    ruleOf(isEcho && (kind === 'value-added' || kind === 'value-removed') ? `echoed-${kind}` : kind, flow),
    {
      subject: `${code ?? subject}${suffix}`,
      operations,
      ...(old !== undefined && { old }),
      ...(next !== undefined && { next }),
      args,
    },
  );
}
