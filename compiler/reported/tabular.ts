import { type Grid, type GridCell, gridCell, type TableText } from './grid.ts';
import { afterGroup, lineEnd, plainTex } from './tabular-text.ts';

const BEGIN =
  /\\begin\s{0,9}\{(tabular[*xy]?|tabulary|longtable|longtblr|tblr|talltblr|array|xltabular|supertabular)\}/g;

interface Scan {
  readonly source: TableText;
  readonly rows: GridCell[][];
  row: GridCell[];
  start: number;
}

/** Tables of one file that are looked at: the first may stand in the definition of a command. */
const MOST = 20;

/** Each `tabular` of a file, or what stands for one, comments and rules left out. */
export function readTabular(source: TableText): readonly Grid[] {
  const begins = [...source.text.matchAll(BEGIN)].filter(({ index }) => !isComment(source.text, index));
  return begins.slice(0, MOST).map((begin) => tabularFrom(source, begin.index + begin[0].length));
}

function tabularFrom(source: TableText, after: number): Grid {
  const { text } = source;
  const scan: Scan = { source, rows: [], row: [], start: afterArguments(text, after) };
  let [depth, inner] = [0, 0];
  for (let at = scan.start; at < text.length; at += 1) {
    const sign = text[at]!;
    if (sign === '%') at = lineEnd(text, at);
    else if (sign === '{') depth += 1;
    else if (sign === '}') depth = Math.max(0, depth - 1);
    else if (sign === '&' && depth === 0 && inner === 0) cellEnd(scan, at, at + 1);
    else if (sign === '\\') {
      const command = commandName(text, at);
      if (command === 'begin') inner += 1;
      else if (command === 'end') {
        inner -= 1;
        if (inner < 0) return finished(scan, at);
      } else if (depth === 0 && inner === 0 && (command === '\\' || command === 'tabularnewline')) {
        at = rowEnd(scan, at, at + 1 + command.length) - 1;
        continue;
      }
      at += command.length;
    }
  }
  return finished(scan, text.length);
}

function isComment(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 500), at);
  return /(?<!\\)%/.test(before.slice(before.lastIndexOf('\n') + 1));
}

/** Past the options, the width and the columns. */
function afterArguments(text: string, at: number): number {
  let end = at;
  for (let i = 0; i < 4; i += 1) {
    const next = afterGroup(text, afterGroup(text, end, '[', ']'), '{', '}');
    if (next === end) break;
    end = next;
  }
  return end;
}

function commandName(text: string, at: number): string {
  return /^(?:[A-Za-z@]{1,40}|[\s\S])/.exec(text.slice(at + 1, at + 41))?.[0] ?? '';
}

/** Lines and the like that stand before the first cell of a row. */
const RULE =
  /^(?:\s{0,200}(?:%[^\n]{0,2000}\n|\\(?:hline|toprule|midrule|bottomrule|cmidrule|cline|addlinespace|specialrule|noalign|cmidrulethin|morecmidrules|endhead|endfirsthead|endfoot|endlastfoot|centering|\\)(?![A-Za-z])(?:\[[^\]]{0,60}\]|\([^)]{0,60}\)|\{[^}]{0,60}\}){0,3}))/;

function cellEnd(scan: Scan, end: number, next: number): void {
  scan.row.push(cellOf(scan.source, scan.start, end, scan.row.length === 0));
  scan.start = next;
}

function rowEnd(scan: Scan, end: number, after: number): number {
  const { text } = scan.source;
  cellEnd(scan, end, afterGroup(text, text[after] === '*' ? after + 1 : after, '[', ']', 60));
  const [first] = scan.row;
  if (scan.row.length > 1 || first?.text !== '') scan.rows.push(scan.row);
  scan.row = [];
  // A second head of a long table repeats the first.
  return scan.start;
}

function finished(scan: Scan, end: number): Grid {
  const { source, start, row } = scan;
  if (row.length > 0 || cellOf(source, start, end, true).text !== '') rowEnd(scan, end, end);
  return scan.rows;
}

const SPAN = /^\s{0,200}\\multicolumn\s{0,9}\{\s{0,9}(\d{1,3})\s{0,9}\}/;
const SET =
  /^\s{0,200}\\SetCell\s{0,9}\[[^\]]{0,60}?c\s{0,9}=\s{0,9}(\d{1,3})[^\]]{0,60}\]\s{0,9}(?:\{[^}]{0,60}\})?/;

function cellOf(source: TableText, from: number, end: number, isFirst: boolean): GridCell {
  const start = isFirst ? afterRules(source.text, from, end) : from;
  const tex = source.text.slice(start, end);
  const columns = Number(SPAN.exec(tex)?.[1] ?? SET.exec(tex)?.[1] ?? 1);
  return gridCell(source, { start, end }, plainTex(tex.replace(SET, '')), Math.max(1, columns));
}

function afterRules(text: string, from: number, end: number): number {
  let start = from;
  for (;;) {
    const length = RULE.exec(text.slice(start, Math.min(end, start + 2_500)))?.[0].length ?? 0;
    if (length === 0) return start;
    start += length;
  }
}
