import type { CellPlace, Finding, FindingSeverity } from '../runtime/audit/finding.ts';
import { visible } from './diagnostics.ts';
import { padded, styled } from './terminal.ts';
import { wrapped } from './wrapped.ts';

/** Findings of one severity that are shown where nobody asks for all of them. */
const SHOWN = 12;
/** Columns of the text. */
const WIDTH = 78;

/**
 * Findings for a reader, from the gravest: severity, code, place; what was found; the repair. Without `all` notes are
 * left out, and the rest after some is counted. Ends with an empty line.
 */
export function renderFindings(
  findings: readonly Finding[],
  { all, colour }: { readonly all: boolean; readonly colour: boolean },
): string {
  const wanted = all ? findings : findings.filter(({ severity }) => severity !== 'note');
  const shown = all ? wanted : wanted.slice(0, SHOWN);
  const rest = wanted.length - shown.length;
  const codes = Math.max(0, ...shown.map(({ code }) => code.length));
  return [
    ...shown.map((finding) => paragraph(finding, codes, colour)),
    ...(rest > 0 ? [`  ... ${rest} more; --all shows them\n`] : []),
    ...(wanted.length > 0 ? ['', ''] : []),
  ].join('\n');
}

const colours: Readonly<Record<FindingSeverity, 'red' | 'yellow' | 'dim'>> = {
  impossible: 'red',
  inconsistent: 'red',
  suspicious: 'yellow',
  note: 'dim',
};

function paragraph(
  { severity, code, cells, message, repair }: Finding,
  codes: number,
  colour: boolean,
): string {
  const head = `${styled(padded(severity, 12), colours[severity], colour)}  ${padded(code, codes)}  ${visible(placesText(cells))}`;
  const lines = wrapped(visible(message), WIDTH - 2).map((line) => `  ${line}`);
  return [head, ...lines, ...(repair === null ? [] : [`  repair: ${visible(repair)}`])].join('\n');
}

/** `table 3, 3.3 and 3.4, adj_r2`: what the cells have in common said once. */
export function placesText(cells: readonly CellPlace[]): string {
  const distinct = (of: (cell: CellPlace) => string | null): readonly string[] => [
    ...new Set(cells.flatMap((cell) => of(cell) ?? [])),
  ];
  const tables = distinct((cell) => cell.table);
  const columns = distinct((cell) => cell.column);
  const rows = distinct((cell) => cell.row);
  const parts = [
    ...(tables.length > 0 ? [`${tables.length === 1 ? 'table' : 'tables'} ${listed(tables)}`] : []),
    ...(columns.length > 0 ? [listed(columns)] : []),
    ...(rows.length > 0 ? [listed(rows)] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : 'the text';
}

/** Names that are listed before the rest is counted. */
const LISTED = 6;

function listed(names: readonly string[]): string {
  if (names.length > LISTED)
    return `${names.slice(0, LISTED - 1).join(', ')} and ${names.length - LISTED + 1} more`;
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}
