/** The few Markdown blocks that the reference and the generated pages are made of. */

/** Text in one line: what YAML folded over several is one paragraph. */
export function inline(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}

/** A name or a value as inline code. */
export function code(text: string): string {
  // A run of backticks in the text needs a longer one around it (CommonMark 6.1).
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const ticks = '`'.repeat(longest + 1);
  return longest === 0 ? `${ticks}${text}${ticks}` : `${ticks} ${text} ${ticks}`;
}

/** A block of code, or of whatever `language` names. */
export function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

export function heading(level: number, text: string): string {
  return `${'#'.repeat(level)} ${text}`;
}

/** A table of GitHub Flavored Markdown; the cells are Markdown themselves. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A pipe ends a cell, in inline code too, unless a backslash stands before it (GFM, example 200). */
function cell(text: string): string {
  return inline(text).replaceAll('|', '\\|');
}

export function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** Blocks with an empty line between each two; what is empty or false is left out. */
export function blocks(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter((part) => typeof part === 'string' && part !== '').join('\n\n');
}

/** Words as people list them: `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** A text as it is, whatever stands in it: what Markdown would read as its own is escaped (CommonMark 2.4). */
export function literal(text: string): string {
  return inline(text).replace(/[\\`*_<>[\]]/g, '\\$&');
}
