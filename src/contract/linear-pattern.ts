/**
 * Tests texts against the regular expressions of a spec (ECMA-262, flag `u`) in linear time: all paths through the
 * pattern advance together, one character at a time (Thompson's construction). JavaScript's own engine backtracks, and
 * needs exponential time for some patterns and texts. Ports of RE2 differ from ECMA-262, for example in `\s` and `.`,
 * and would take a third of the start of the sandbox.
 */
import { truncate } from '../text/truncate.ts';

/** The part of a pattern that is repeated is copied, so the size of a pattern is bounded. */
const MAX_INSTRUCTIONS = 2000;

/** The length of a pattern in a message. */
const MAX_SHOWN = 80;

/** The message is a clause. */
export class PatternError extends Error {
  override name = 'PatternError';

  constructor(source: string, reason: string) {
    super(`the pattern ${JSON.stringify(truncate(source, MAX_SHOWN))} ${reason}. Rewrite it`);
  }
}

/** Each condition on the characters before and after a place; an empty text is the start or the end. */
const ASSERTIONS: Readonly<Record<string, (before: string, after: string) => boolean>> = {
  __proto__: null as never,
  '^': (before) => before === '',
  $: (_, after) => after === '',
  '\\b': (before, after) => /\w/.test(before) !== /\w/.test(after),
  '\\B': (before, after) => /\w/.test(before) === /\w/.test(after),
};

type Node =
  | { type: 'character'; set: RegExp }
  | { type: 'assertion'; holds: (before: string, after: string) => boolean }
  | { type: 'sequence'; nodes: Node[] }
  | { type: 'choice'; nodes: Node[] }
  | { type: 'repetition'; node: Node; min: number; max: number };

/** The start of a group, a quantifier, a class, an escape or another character. Others are not supported. */
const TOKEN =
  /\(\?:|\(\?<[\p{L}_$][^>]*>|\((?!\?)|[*+?]\??|\{[\d,]+\}\??|\[(?:\\.|[^\]\\])*\]|\\u\{[^}]*\}|\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\x..|\\c.|\\[pP]\{[^}]*\}|\\[^1-9k]|[^\\([{]/suy;

/** Reads the tokens of a pattern that is valid. */
class Parser {
  readonly #tokens: string[] = [];
  #next = 0;

  constructor(source: string) {
    const token = new RegExp(TOKEN);
    while (token.lastIndex < source.length) {
      const [text] = token.exec(source) ?? [];
      if (text === undefined)
        throw new PatternError(
          source,
          'has look-around, a back-reference or a modifier, which do not take linear time',
        );
      this.#tokens.push(text);
    }
  }

  choice(): Node {
    const nodes = [this.#sequence()];
    while (this.#tokens[this.#next] === '|') {
      this.#next++;
      nodes.push(this.#sequence());
    }
    return { type: 'choice', nodes };
  }

  #sequence(): Node {
    const nodes: Node[] = [];
    for (;;) {
      const token = this.#tokens[this.#next] ?? ')';
      if (token === '|' || token === ')') return { type: 'sequence', nodes };
      this.#next++;
      const holds = ASSERTIONS[token];
      if (holds) nodes.push({ type: 'assertion', holds });
      else if (token.startsWith('(')) {
        nodes.push(this.choice());
        this.#next++;
      } else if (/^[*+?{]/.test(token)) {
        const node = nodes.pop() as Node;
        nodes.push({ type: 'repetition', node, ...limitsOf(token) });
      } else nodes.push({ type: 'character', set: new RegExp(`^${token}$`, 'u') });
    }
  }
}

function limitsOf(quantifier: string): { min: number; max: number } {
  const [, least, comma, most] = /(\d{1,16})(,?)(\d{0,16})/.exec(quantifier) ?? [];
  const endless = Number.POSITIVE_INFINITY;
  if (least === undefined)
    return { min: quantifier.startsWith('+') ? 1 : 0, max: quantifier.startsWith('?') ? 1 : endless };
  return { min: Number(least), max: most ? Number(most) : comma ? endless : Number(least) };
}

type Instruction = Exclude<Node, { nodes: Node[] } | { node: Node }> | { type: 'jump'; to: number[] };

/** A pattern as instructions; a path that gets behind the last one has matched. */
class Program {
  readonly instructions: Instruction[] = [];
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
    this.#add(new Parser(source).choice());
  }

  #add(node: Node): void {
    if (node.type === 'sequence') for (const inner of node.nodes) this.#add(inner);
    else if (node.type === 'choice') {
      const fork = this.#jump();
      const ends = node.nodes.map((inner) => {
        fork.push(this.instructions.length);
        this.#add(inner);
        return this.#jump();
      });
      for (const end of ends) end.push(this.instructions.length);
    } else if (node.type === 'repetition') this.#repeat(node);
    else this.#push(node);
  }

  #repeat({ node, min, max }: Extract<Node, { node: Node }>): void {
    for (let count = 0; count < min; count++) {
      this.#add(node);
      // Without this step, the copies of an empty part would not count.
      this.#push({ type: 'jump', to: [this.instructions.length + 1] });
    }
    const isEndless = max === Number.POSITIVE_INFINITY;
    const start = this.instructions.length;
    const exits: number[][] = [];
    for (let count = min; count < (isEndless ? min + 1 : max); count++) {
      const fork = this.#jump();
      fork.push(this.instructions.length);
      exits.push(fork);
      this.#add(node);
    }
    if (isEndless) this.#jump().push(start);
    for (const exit of exits) exit.push(this.instructions.length);
  }

  #jump(): number[] {
    const to: number[] = [];
    this.#push({ type: 'jump', to });
    return to;
  }

  #push(instruction: Instruction): void {
    if (this.instructions.push(instruction) > MAX_INSTRUCTIONS)
      throw new PatternError(this.#source, `has repetitions of more than ${MAX_INSTRUCTIONS} steps together`);
  }
}

/** A regular expression whose time is linear in the text. */
export class LinearPattern {
  readonly #instructions: readonly Instruction[];
  readonly #source: string;

  /**
   * @param source ECMA-262, for the flag `u`
   * @throws {SyntaxError} if it is not a regular expression
   * @throws {PatternError} if it has a part that does not take linear time, or too many repetitions
   */
  constructor(source: string) {
    new RegExp(source, 'u');
    this.#instructions = new Program(source).instructions;
    this.#source = source;
  }

  /** Returns the pattern as a literal. ajv recognizes a pattern by this text. */
  toString(): string {
    return `/${this.#source}/u`;
  }

  /** Returns whether a part of the text matches. */
  test(text: string): boolean {
    /** The index of the character at which each instruction was reached last. */
    const reached = new Int32Array(this.#instructions.length).fill(-1);
    let places: number[] = [];
    let before = '';
    for (let at = 0; ; at += before.length) {
      const after = at < text.length ? String.fromCodePoint(text.codePointAt(at) ?? 0) : '';
      // A match can start at every character.
      places.push(0);
      const next: number[] = [];
      for (let place = places.pop(); place !== undefined; place = places.pop()) {
        const instruction = this.#instructions[place];
        if (!instruction) return true;
        if (reached[place] === at) continue;
        reached[place] = at;
        if (instruction.type === 'jump') places.push(...instruction.to);
        else if (instruction.type === 'assertion') {
          if (instruction.holds(before, after)) places.push(place + 1);
        } else if (after !== '' && instruction.set.test(after)) next.push(place + 1);
      }
      if (after === '') return false;
      places = next;
      before = after;
    }
  }
}
