import type { Plan } from '../../compiler/plan/plan.ts';
import type { AnalysisRecord, Note, Results } from '../../runtime/results/results.ts';
import { lookOf } from './captions.ts';
import { claimList, supported } from './claims.ts';
import { type Context, contextOf, say } from './context.ts';
import type { Block, FigureDocument, Heading, Rich, StudyDocument, TableDocument } from './document.ts';
import { figureDocument, isDrawn } from './figures.ts';
import { ledger } from './ledger.ts';
import { comparisonBlocks } from './comparisons.ts';
import { modelTests } from './model-tests.ts';
import { factWording } from './fact-wording.ts';
import { code, join, rich, toRich } from './rich.ts';
import { dataRows, panelFact } from './sample-facts.ts';
import { isShown, tableDocument } from './tables.ts';
import { valuesOf } from './values.ts';

/** Hexadecimal digits of a hash that identify a file to a reader. */
const HASH_DIGITS = 12;

/**
 * What the study shows, in the study's language: every table and figure, and the report around them. Rows, cells and
 * sentences; nothing is escaped. A table or figure whose models failed is left out, and the report says so.
 */
export function compose(plan: Plan, results: Results): StudyDocument {
  const context = contextOf(plan, results);
  const tables = plan.tables
    .filter((table) => isShown(context, table))
    .map((table) => tableDocument(context, table));
  const figures = plan.figures
    .filter((figure) => isDrawn(context, figure))
    .map((figure) => figureDocument(context, figure));
  const title = toRich(plan.title ? say(context, plan.title) : plan.study);
  return {
    language: plan.language,
    look: lookOf(context),
    title,
    contents: context.locale.words.report.contents,
    blocks: reportBlocks(context, title, tables, figures),
    tables,
    figures,
    values: valuesOf(plan, results, tables),
  };
}

function heading(level: Heading['level'], text: string | Rich): Heading {
  return { kind: 'heading', level, text: typeof text === 'string' ? toRich(text) : text };
}

const prose = (text: Rich): Block => ({ kind: 'prose', text });

/** Title and one-line summary, claims, sample ledger, tables, figures, tests of models, notes, provenance. */
function reportBlocks(
  context: Context,
  title: Rich,
  tables: readonly TableDocument[],
  figures: readonly FigureDocument[],
): readonly Block[] {
  const { plan, results, locale } = context;
  const words = locale.words.report;
  const claims = claimList(context);
  const summary = locale.report.summary(plan.study, panelFact(context), dataRows(context), supported(claims));
  const authors = plan.authors.map((author) => say(context, author)).join(', ');
  const notes = studyNotes(context);
  const tests = modelTests(context);
  const compared = comparisonBlocks(context);
  return [
    heading(1, title),
    ...(authors ? [prose(toRich(authors))] : []),
    prose(summary),
    ...(plan.description ? [prose(toRich(say(context, plan.description)))] : []),
    ...(claims.items.length > 0 ? [heading(2, words.claims), claims] : []),
    ...(results.data.length > 0 ? [heading(2, words.ledger), ledger(context)] : []),
    ...(tables.length + figures.length > 0 ? [heading(2, words.results)] : []),
    ...tables,
    ...figures,
    ...missing(context, tables, figures),
    ...(tests.length > 0 ? [heading(2, locale.tests.heading), ...tests] : []),
    ...(compared.length > 0 ? [heading(2, locale.comparisons.heading), ...compared] : []),
    ...(notes.length > 0 ? [heading(2, words.notes), { kind: 'list', items: notes } as const] : []),
    heading(2, words.provenance),
    { kind: 'list', items: provenance(context) },
  ];
}

function missing(
  { plan, locale }: Context,
  tables: readonly TableDocument[],
  figures: readonly FigureDocument[],
): readonly Block[] {
  const shown = new Set([...tables, ...figures].map((part) => part.id));
  return [...plan.tables, ...plan.figures]
    .filter((part) => !shown.has(part.id))
    .map((part) => prose(locale.notShown(part.id)));
}

/** The notes of an analysis, those of its groups among them. */
function notesOf(record: AnalysisRecord | undefined): readonly Note[] {
  if (!record) return [];
  if ('notes' in record) return record.notes;
  const groups: readonly object[] = 'groups' in record ? Object.values(record.groups) : [];
  const all = groups.flatMap((group) => ('notes' in group ? (group.notes as readonly Note[]) : []));
  return all.filter((note, i) => all.findIndex((one) => one.message === note.message) === i);
}

/** Facts that belong to the study or to a whole analysis; those of a model stand under its table. */
function studyNotes(context: Context): readonly Rich[] {
  const { plan, results } = context;
  const owned = plan.analyses.flatMap(({ id }): readonly (readonly [string, Note])[] => {
    const record = results.analyses[id];
    return notesOf(record).map((note) => [id, note] as const);
  });
  return [
    ...results.notes.map((note) => toRich(factWording(context, note))),
    ...owned.map(([id, note]) => rich`${code(id)}${context.locale.colon}${factWording(context, note)}`),
  ];
}

function provenance({ plan, results, locale }: Context): readonly Rich[] {
  const words = locale.words.report;
  const colon = locale.colon;
  const hashed = (file: string, sha256: string): Rich =>
    rich`${code(file)} (sha256 ${code(sha256.slice(0, HASH_DIGITS))})`;
  const item = (word: string, value: Rich): Rich => rich`${word}${colon}${value}`;
  return [
    item(words.study, [code(plan.study)]),
    item(words.version, toRich(`studyc ${results.studyc}`)),
    item(words.spec, hashed(results.spec.file, results.spec.sha256)),
    item(
      words.data,
      join(
        results.data.map((data) => hashed(data.file, data.sha256)),
        ', ',
      ),
    ),
    ...(plan.seed === null ? [] : [item(words.seed, toRich(String(plan.seed)))]),
    item(words.conventions, [code(plan.conventions)]),
  ];
}
