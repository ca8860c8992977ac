import { type Grid, type GridCell, gridCell, type TableText } from './grid.ts';

/** The pipe tables of a Markdown file. Lines of dashes are not rows; inline markup goes. */
export function readPipeTables(source: TableText): readonly Grid[] {
  const tables: Grid[] = [];
  let rows: (readonly GridCell[])[] = [];
  let at = 0;
  for (const line of source.text.split('\n')) {
    const bare = line.trim();
    const isRow =
      bare.startsWith('|') || (bare.includes('|') && (rows.length > 0 || startsTable(source, at)));
    if (isRow && !isRule(bare)) rows.push(cellsOf(source, at, line));
    else if (rows.length > 0 && !isRow && !isRule(bare)) {
      tables.push(rows);
      rows = [];
    }
    at += line.length + 1;
  }
  return rows.length > 0 ? [...tables, rows] : tables;
}

/** A heading without an outer pipe has a line of dashes below it. */
function startsTable({ text }: TableText, at: number): boolean {
  const end = text.indexOf('\n', at);
  if (end < 0) return false;
  const next = text.indexOf('\n', end + 1);
  const below = text.slice(end + 1, next < 0 ? text.length : next).trim();
  return below.includes('|') && isRule(below);
}

/** `| --- | :-: |`, `|---+---|`, `+====+`. */
function isRule(line: string): boolean {
  return /^[-|+:=\s]+$/.test(line) && /[-=]{2}|:-|-:/.test(line);
}

function cellsOf(source: TableText, from: number, line: string): readonly GridCell[] {
  const first = line.length - line.trimStart().length;
  const cells: GridCell[] = [];
  let start = line[first] === '|' ? first + 1 : 0;
  for (let i = start; i <= line.length; i += 1) {
    if (line[i] === '\\' && i + 1 < line.length) i += 1;
    else if (i === line.length || line[i] === '|') {
      if (i < line.length || line.slice(start).trim() !== '') {
        const range = { start: from + start, end: from + i };
        cells.push(gridCell(source, range, plainMarkdown(line.slice(start, i))));
      }
      start = i + 1;
    }
  }
  return cells;
}

const entities: Readonly<Record<string, string>> = {
  ...{ nbsp: ' ', ensp: ' ', emsp: ' ', thinsp: '', minus: '-', lt: '<', gt: '>', amp: '&', quot: '"' },
  ...{ ndash: '–', mdash: '—', times: '×', sup2: '²', ast: '*', dagger: '†' },
};

/** Text without its Markdown and HTML. Marks of significance stay, escaped or not; a line break is a newline. */
export function plainMarkdown(cell: string): string {
  const text = cell
    .trim()
    .replaceAll(/<br\s{0,3}\/?>/gi, '\n')
    .replaceAll(/<\/?[a-z][a-z0-9]{0,12}(?:\s[^<>]{0,200})?>/gi, '')
    .replaceAll(/&([a-z0-9]{1,8});/gi, (whole, name: string) => entities[name.toLowerCase()] ?? whole)
    .replaceAll(/&#(\d{1,4});/g, (_, code: string) => String.fromCharCode(Number(code)));
  return unescaped(
    withoutEmphasis(text).replaceAll(/[$`]|(?<![\p{L}\p{N}\\])_|_(?![\p{L}\p{N}])/gu, ''),
  ).replaceAll(/\^\{?([^{}^]{1,10})\}?\^?/gu, '$1');
}

/** `**0.5**` and `*R*²` lose their signs, `0.5***` keeps them: emphasis begins before a word and ends after it. */
function withoutEmphasis(text: string): string {
  return text.replaceAll(
    /(?<![\\*\p{L}\p{N}])(\*{1,3})(?=[^\s*])([^*\\\n]{1,200})(?<=\S)\1/gu,
    (_whole, _signs: string, inner: string) => inner,
  );
}

function unescaped(text: string): string {
  return text.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1');
}
