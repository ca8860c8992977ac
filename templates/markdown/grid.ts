import { displayWidth } from '../../compiler/plan/display-width.ts';
import { padBefore, padTo } from '../document/padding.ts';

export type Alignment = 'left' | 'center' | 'right';

/** Fewest hyphens under a heading, colons included. */
const RULE_WIDTH = 3;

/**
 * A pipe table whose columns line up in the source. header and rows hold escaped Markdown, one entry a column; a row
 * may be shorter.
 */
export function pipeTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  align: readonly Alignment[],
): string {
  const widths = align.map((_, i) =>
    Math.max(RULE_WIDTH, ...[header, ...rows].map((row) => displayWidth(row[i] ?? ''))),
  );
  const pad = (text: string, i: number): string =>
    (align[i] === 'right' ? padBefore : padTo)(text, widths[i]!);
  const line = (row: readonly string[]): string =>
    `| ${widths.map((_, i) => pad(row[i] ?? '', i)).join(' | ')} |`;
  const rule = `| ${widths.map((width, i) => ruleOf(align[i]!, width)).join(' | ')} |`;
  return [line(header), rule, ...rows.map(line)].join('\n');
}

function ruleOf(align: Alignment, width: number): string {
  const left = align === 'center' ? ':' : '-';
  const right = align === 'left' ? '-' : ':';
  return left + '-'.repeat(width - 2) + right;
}
