import type { Legend } from '../../compiler/plan/reported.ts';
import type { ModelRecord } from '../results/results.ts';
import type { Attempt } from './attempts.ts';
import type { ReportedCheck } from './check.ts';
import { checksOfColumn, type ComparedColumn } from './reported.ts';
import { vcovText } from './vcov-words.ts';

/** A variant with what it gives. */
export interface Tried extends Attempt {
  readonly model: ModelRecord;
}

interface Surroundings {
  /** Every tied column of the publication. */
  readonly columns: readonly ComparedColumn[];
  readonly legend: Legend | null;
}

/** A variant with the comparisons of the column under it. */
interface Compared extends Tried {
  readonly checks: readonly ReportedCheck[];
}

/** Ladders of stars that journals use. */
const LADDERS: readonly Legend[] = [
  [0.01, 0.05, 0.1],
  [0.001, 0.01, 0.05],
  [0.001, 0.01, 0.05, 0.1],
  [0.005, 0.01, 0.05],
  [0.01, 0.05],
].map(ladder);

function ladder(levels: readonly number[]): Legend {
  const marks = levels.length === 4 ? ['***', '**', '*', '+'] : ['***', '**', '*'].slice(-levels.length);
  return levels.map((below, i) => ({ mark: marks[i]!, below }));
}

/** Of variants that do equally well so many are named. */
const NAMED = 3;

/** Names of columns and text in conditions come from files; no character of theirs may steer a terminal. */
const UNSEEN = /[\u0000-\u001F\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu;

/** What depends on the covariance, and not on the estimate. */
const INFERRED: ReadonlySet<string> = new Set(['t', 'se', 'p', 'stars', 'conf_low', 'conf_high']);

/**
 * What would reproduce a column that differs, for each of its comparisons that fail: variants under which the whole column
 * agrees; else, cell by cell, those under which the cell does. Empty where nothing can be said.
 */
export function explainColumn(
  column: ComparedColumn,
  tried: readonly Tried[],
  around: Surroundings,
): readonly (readonly [ReportedCheck, string])[] {
  const compared = tried.map(
    (one): Compared => ({ ...one, checks: checksOfColumn({ ...column, model: one.model }, around.legend) }),
  );
  const failing = column.checks.filter(({ holds }) => !holds);
  const whole = compared.filter(({ checks }) => checks.every(({ holds }) => holds));
  const stars = starsText(column, around);
  return failing.flatMap((check) => {
    const first = firstOfCell(check, failing);
    if (check !== first) return [];
    const text =
      whole.length > 0
        ? `The whole column agrees ${wordsOf(whole, column)}.${declaredText(column, null, around)}`
        : cellText(check, column, { compared, stars, around });
    return text === '' ? [] : [[check, text.replaceAll(UNSEEN, '\uFFFD')] as const];
  });
}

/** One explanation a cell: at its first number that fails, at its stars where only they do. */
function firstOfCell(check: ReportedCheck, failing: readonly ReportedCheck[]): ReportedCheck {
  if (check.row === null) return check;
  const cell = failing.filter(({ row }) => row === check.row);
  return cell.find(({ part }) => part !== 'stars') ?? check;
}

interface CellMeans {
  readonly compared: readonly Compared[];
  /** What explains the stars of the column; null where nothing does. */
  readonly stars: string | null;
  readonly around: Surroundings;
}

function cellText(
  check: ReportedCheck,
  column: ComparedColumn,
  { compared, stars, around }: CellMeans,
): string {
  const inCell = (one: ReportedCheck): boolean =>
    check.row === null ? one.row === null && one.part === check.part : one.row === check.row;
  const bad = column.checks.filter((one) => inCell(one) && !one.holds);
  if (bad.every(({ part }) => part === 'stars') && stars !== null) return stars;
  const inferred = bad.every(({ part }) => INFERRED.has(part));
  if (!inferred && check.row !== null) return '';
  const agreeing = compared.filter(
    ({ kind, checks }) =>
      (kind === 'sample') === (check.row === null) && checks.filter(inCell).every(({ holds }) => holds),
  );
  if (agreeing.length === 0) return inferred && check.row !== null ? noneText(compared) : '';
  const parts = listed(bad.map(({ part }) => nameOf(part)));
  const value = bad.length === 1 ? valueText(agreeing[0]!.checks.find((one) => isSame(one, bad[0]!))!) : '';
  const verb = bad.length === 1 && bad[0]!.part !== 'stars' ? 'agrees' : 'agree';
  return `${parts} ${verb} ${wordsOf(agreeing, column)}${value}.${declaredText(column, check.row, around)}`;
}

function isSame(one: ReportedCheck, other: ReportedCheck): boolean {
  return one.row === other.row && one.part === other.part;
}

function nameOf(part: string): string {
  return { conf_low: 'the lower end', conf_high: 'the upper end', stars: 'the stars' }[part] ?? part;
}

function valueText({ actual, printed }: ReportedCheck): string {
  if (typeof actual !== 'number' || printed === null) return '';
  if (Number.isInteger(actual)) return `: ${actual}`;
  const decimals = /\.(\d*)/.exec(printed.value)?.[1]?.length ?? 0;
  return `: ${actual.toFixed(Math.min(20, Math.max(6, decimals + 3)))}`;
}

function noneText(compared: readonly Compared[]): string {
  const count = compared.filter(({ kind }) => kind !== 'sample').length;
  return count === 0
    ? ''
    : `None of the ${count} other covariances and conventions that were tried gives it.`;
}

/** What the study declares is right for the rest, where it is. */
function declaredText(
  { table, column, model, checks }: ComparedColumn,
  row: string | null,
  { columns }: Surroundings,
): string {
  const others = columns.filter((one) => one.table === table && one.column !== column);
  const othersAgree = others.length > 0 && others.every((one) => one.checks.every(({ holds }) => holds));
  const rest = row === null ? [] : checks.filter((one) => one.row !== row);
  const restAgrees = rest.length > 0 && rest.every(({ holds }) => holds);
  const sameVcov = others.every((one) => vcovText(one.model.vcov) === vcovText(model.vcov));
  const subjects = [
    ...(restAgrees ? ['the rest of the column'] : []),
    ...(othersAgree && sameVcov ? [others.length === 1 ? 'the other column' : 'the other columns'] : []),
  ];
  if (subjects.length === 0) return '';
  const verb = subjects.length > 1 || (othersAgree && others.length > 1 && !restAgrees) ? 'agree' : 'agrees';
  const text = `${listed(subjects)} ${verb} under ${vcovText(model.vcov)}, which this study declares.`;
  return ` ${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** The simplest first; where levels of absorbed effects have a single row, what became of those rows. */
function wordsOf(agreeing: readonly Compared[], { model }: ComparedColumn): string {
  const single = agreeing.filter(({ kind }) => kind === 'vcov' || kind === 'conventions');
  const both = agreeing.filter(({ kind }) => kind === 'both');
  const shown = [single, both, agreeing].find((some) => some.length > 0)!;
  const words = shown.slice(0, NAMED).map(({ words: text, model: own }) => {
    const [kept, dropped] = [model.sample.singletons, own.sample.singletons];
    if (kept === dropped) return text;
    return `${text} (${dropped > kept ? 'singletons left out' : 'singletons kept'})`;
  });
  const rest = shown.length - words.length;
  const list = listed(rest > 0 ? [...words, `${rest} more`] : words, rest > 0 ? 'and' : 'or');
  return `${shown[0]!.kind === 'sample' ? 'over' : 'under'} ${list}`;
}

function listed(parts: readonly string[], word = 'and'): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} ${word} ${last}`;
}

/** A ladder under which every mark of the column is earned. */
function starsText(column: ComparedColumn, { legend }: Surroundings): string | null {
  const marked = column.column.cells.some(({ stars }) => stars !== null);
  if (!marked) return null;
  for (const other of LADDERS) {
    const checks = checksOfColumn({ ...column, table: { ...column.table, legend: other } }, legend);
    if (checks.filter(({ part }) => part === 'stars').every(({ holds }) => holds)) {
      const rungs = other.map(({ mark, below }) => `${mark} below ${below}`);
      return `The stars of the whole column agree under ${listed(rungs)}.`;
    }
  }
  return null;
}
