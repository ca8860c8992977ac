import { displayWidth } from '../compiler/plan/display-width.ts';
import { placeText } from '../runtime/audit/paper.ts';
import type { ClaimCheck, LockCheck, ReportedCheck } from '../runtime/verify/index.ts';
import { visible } from './diagnostics.ts';
import { plural } from './report-diagnostics.ts';
import { padded, styled } from './terminal.ts';
import type { VerifiedStudy } from './verify.ts';
import { computedText, intervalText, partName, recordedText } from './verify-words.ts';
import { wrapped } from './wrapped.ts';

interface Look {
  /** Everything that differs, and not the first of it. */
  readonly all: boolean;
  readonly colour: boolean;
}

/** Columns of the text. */
const WIDTH = 80;
/** Differences that are shown where nobody asks for all of them. */
const SHOWN = 12;

/** What verify says of one study: the lock, the tables with what differs in them, the claims, and the count. */
export function verificationText(one: VerifiedStudy, look: Look): string {
  const { lock, reported, claims } = one.verification;
  const blocks = [
    ...lockBlocks(one, lock, look),
    ...(reported.length > 0 ? [tablesBlock(reported), ...cellBlocks(reported, look)] : []),
    ...(claims.length > 0 ? [claimsBlock(claims, look)] : []),
  ];
  return `${[...blocks, lastLine(one)].join('\n\n')}\n`;
}

function lockBlocks(
  { lock, shownLock }: VerifiedStudy,
  checks: readonly LockCheck[],
  look: Look,
): readonly string[] {
  if (lock === null) return [];
  const differing = checks.filter(({ holds }) => !holds);
  const reasons = checks.filter(
    ({ class: how, explanation, code }) => how !== 'equal' && explanation !== null && !ofNumbers.has(code),
  );
  const numbers = differing.filter(({ code }) => ofNumbers.has(code));
  const rounded = checks.filter(({ class: how, holds }) => how === 'rounding' && holds).length;
  const compared = checks.filter(({ code }) => ofNumbers.has(code)).length;
  const head = `${shownLock}  ${plural(compared, 'value')}, ${numbers.length === 0 ? 'none differs' : `${numbers.length} ${numbers.length === 1 ? 'differs' : 'differ'}`}${rounded > 0 ? `, ${rounded} within 1e-9` : ''}`;
  const sentences = reasons.map(({ explanation, holds, code, line }) => {
    const place = code.endsWith('-changed') ? ` (line ${line})` : '';
    return wrapped(visible(`${String(explanation)}${place}`), WIDTH - 4)
      .map((text, i) => `${i === 0 ? mark(holds, look) : ' '} ${text}`)
      .join('\n');
  });
  return [[head, ...sentences].join('\n'), ...(numbers.length > 0 ? [recordedTable(numbers, look)] : [])];
}

const ofNumbers: ReadonlySet<string> = new Set(['differs-from-lock', 'not-in-lock', 'not-computed']);

/** Line, reference, old, new, class. */
function recordedTable(checks: readonly LockCheck[], look: Look): string {
  const shown = look.all ? checks : checks.slice(0, SHOWN);
  const rest = checks.length - shown.length;
  const rows = shown.map(({ line, ref, expected, actual, class: how, code }) => [
    String(line),
    ref,
    code === 'not-in-lock' ? 'nothing' : recordedText(expected),
    code === 'not-computed' ? 'nothing' : recordedText(actual),
    how,
  ]);
  const lines = alignedRows([['line', 'reference', 'recorded', 'computed', ''], ...rows]);
  return [...lines, ...(rest > 0 ? [`  ... ${rest} more; --all shows them`] : [])].join('\n');
}

function alignedRows(texts: readonly (readonly string[])[]): readonly string[] {
  const rows = texts.map((row) => row.map(visible));
  const width = (i: number): number => Math.max(...rows.map((row) => displayWidth(row[i]!)));
  const widths = rows[0]!.map((_, i) => width(i));
  return rows.map((row) =>
    row
      .map((cell, i) => (i === 0 ? right(cell, widths[i]!) : padded(cell, widths[i]!)))
      .join('  ')
      .trimEnd(),
  );
}

function right(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}

/** Table by table: how many numbers, how many agree. */
function tablesBlock(checks: readonly ReportedCheck[]): string {
  const tables = [...new Set(checks.map(({ table }) => table))];
  const width = Math.max(5, ...tables.map((table) => displayWidth(visible(table))));
  const head = `${padded('table', width)}  numbers  agree  differ`;
  const rows = tables.map((table) => {
    const own = checks.filter((check) => check.table === table);
    const agree = own.filter(({ holds }) => holds).length;
    const counts = [
      right(String(own.length), 7),
      right(String(agree), 5),
      right(String(own.length - agree), 6),
    ];
    return [padded(visible(table), width), ...counts].join('  ');
  });
  return [head, ...rows].join('\n');
}

/** Every cell in which a number differs, whole. */
function cellBlocks(checks: readonly ReportedCheck[], look: Look): readonly string[] {
  const cells = new Map<string, ReportedCheck[]>();
  for (const check of checks) {
    const key = JSON.stringify([check.table, check.column, check.row]);
    cells.set(key, [...(cells.get(key) ?? []), check]);
  }
  const differing = [...cells.values()].filter((cell) => cell.some(({ holds }) => !holds));
  const shown = look.all ? differing : differing.slice(0, SHOWN);
  const rest = differing.length - shown.length;
  return [
    ...shown.map((cell) => cellBlock(cell, look)),
    ...(rest > 0 ? [`  ... ${rest} more ${rest === 1 ? 'cell' : 'cells'}; --all shows them`] : []),
  ];
}

/** The widths of part, printed number, interval and computed number. */
const WIDTHS = [9, 10, 18, 12];

function cellBlock(cell: readonly ReportedCheck[], look: Look): string {
  const { table, column, row } = cell[0]!;
  const model = visible(cell[0]!.model);
  const title = visible(placeText({ table, column, row }));
  const gap = Math.max(2, WIDTH - displayWidth(title) - displayWidth(model));
  const rows = cell.map((check) => [
    partName(check.part),
    check.expected === '' ? 'none' : check.expected === null ? '' : visible(String(check.expected)),
    check.printed ? intervalText(check.printed) : '',
    computedText(check.actual, check.printed),
  ]);
  const widths = WIDTHS.map((least, i) => Math.max(least, ...rows.map((one) => displayWidth(one[i]!))));
  const line = ([part, stated, interval, computed]: readonly string[]): string =>
    `  ${padded(part!, widths[0]!)}  ${right(stated!, widths[1]!)}   ${padded(interval!, widths[2]!)}  ${right(computed!, widths[3]!)}`;
  const verdict = ({ holds, class: how }: ReportedCheck): string =>
    `${mark(holds, look)}${holds ? '' : ` ${how}`}`;
  return [
    `${title}${' '.repeat(gap)}${model}`,
    line(['', 'reported', 'allowed interval', 'computed']),
    ...rows.map((one, i) => `${line(one)}   ${verdict(cell[i]!)}`),
    ...explanations(cell),
  ].join('\n');
}

function explanations(cell: readonly ReportedCheck[]): readonly string[] {
  const said = new Set(cell.filter(({ holds }) => !holds).flatMap(({ explanation }) => explanation ?? []));
  return [...said].flatMap((text) =>
    wrapped(visible(text), WIDTH - 4).map((line, i) => `${i === 0 ? '  = ' : '    '}${line}`),
  );
}

function claimsBlock(checks: readonly ClaimCheck[], look: Look): string {
  const width = Math.max(...checks.map(({ ref }) => displayWidth(visible(ref))));
  return checks
    .flatMap(({ ref, holds, explanation }) => [
      `${padded(visible(ref), width)}  ${mark(holds, look)} ${holds ? 'holds' : 'fails'}`,
      ...(holds || explanation === null
        ? []
        : wrapped(visible(explanation), WIDTH - 4).map((line) => `    ${line}`)),
    ])
    .join('\n');
}

function mark(holds: boolean, { colour }: Look): string {
  return holds ? styled('✓', 'green', colour) : styled('✗', 'red', colour);
}

/** Counts what does not hold, and agrees with the exit status. */
function lastLine({ verification: { lock, reported, claims }, failures, shownLock }: VerifiedStudy): string {
  if (lock.length + reported.length + claims.length === 0) {
    return `Nothing to compare: there is no ${shownLock} (studyc lock records one), no reported number\nthat is tied to this study, and no claim.`;
  }
  const failed = failures.length > 0 ? [`${plural(failures.length, 'step')} failed`] : [];
  const counts = [
    ...lock
      .filter(({ holds, code }) => !holds && !ofNumbers.has(code))
      .flatMap(({ code }) => reasonWords[code] ?? []),
    count(
      lock.filter(({ code }) => ofNumbers.has(code)),
      ...(['recorded value', 'differs', 'differ'] as const),
    ),
    count(reported, lock.length > 0 ? 'printed number' : 'number', 'differs', 'differ'),
    count(claims, 'claim', 'fails', 'fail'),
  ].flatMap((one) => one ?? []);
  return sentenceOf([...new Set([...failed, ...counts])]);
}

function count(
  checks: readonly { readonly holds: boolean }[],
  noun: string,
  one: string,
  many: string,
): string | null {
  if (checks.length === 0) return null;
  const bad = checks.filter(({ holds }) => !holds).length;
  if (bad > 0) return `${bad} of ${plural(checks.length, noun)} ${bad === 1 ? one : many}`;
  return `${checks.length === 1 ? `the ${noun}` : `all ${checks.length} ${noun}s`} hold${checks.length === 1 ? 's' : ''}`;
}

const reasonWords: Readonly<Record<string, string>> = {
  'lock-unreadable': 'the lock cannot be read whole',
  'lock-version': 'the lock is that of another version',
  'lock-edited': 'the lock was edited',
  'data-changed': 'the data were changed',
  'spec-changed': 'the study was changed',
};

function sentenceOf(parts: readonly string[]): string {
  const text = parts.join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
