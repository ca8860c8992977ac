import type { Reported, ReportedStatement, StatedDesign } from '../plan/reported.ts';
import { condition, localised, located, numberAt, type Reader, textAt } from './read.ts';
import { legendOf, modelDesignOf, nameOf, periodOf, printedOf } from './read-printed.ts';
import { reportedTablesOf } from './read-reported-tables.ts';
import type { ReportedSpec } from './study.ts';
import { type EntryTree, entriesOf, isText, itemsOf, type Tree, valueAt } from './tree.ts';

/** Section 7: null where the file has no `reported`. */
export function reportedOf(tree: Tree | undefined, reader: Reader): ReportedSpec | null {
  if (tree?.kind !== 'map') return null;
  const at = (key: string): Tree | undefined => valueAt(tree, key);
  const { tables, ties } = reportedTablesOf(at('tables'), reader);
  return {
    reported: {
      source: localised(at('source')),
      legend: legendOf(at('legend')),
      design: designOf(at('design')),
      normalized: entriesOf(at('normalized')).map(({ key, value }) => ({
        variable: nameOf(key),
        method: isText(value) ? value.text : null,
      })),
      transform: entriesOf(at('transform')).flatMap((entry) => transformOf(entry, reader)),
      range: entriesOf(at('range')).flatMap((entry) => rangeOf(entry, reader)),
      placebo: placeboOf(at('placebo')),
      tables,
      statements: itemsOf(at('statements')).flatMap((item) => statementOf(item, reader)),
    },
    ties,
  };
}

/** Only what is there: an absent key and an explicit null say different things. */
function designOf(tree: Tree | undefined): StatedDesign {
  const whole = (key: string) => (valueAt(tree, key) ? { [key]: numberAt(tree, key)?.value ?? null } : {});
  const periods = valueAt(tree, 'periods');
  return {
    ...whole('units'),
    ...(periods ? { periods: periodOf(periods) } : {}),
    ...modelDesignOf(tree),
    ...whole('clusters'),
  };
}

function transformOf({ key, value }: EntryTree, reader: Reader): Reported['transform'] {
  const read = condition(value, reader);
  return read ? [{ variable: nameOf(key), expression: read.tree, text: read.text }] : [];
}

function rangeOf({ key, value }: EntryTree, reader: Reader): Reported['range'] {
  const [low, high] = itemsOf(value).map((item) => printedOf(item, reader));
  return low && high ? [{ variable: nameOf(key), low, high }] : [];
}

function placeboOf(tree: Tree | undefined): Reported['placebo'] {
  if (tree?.kind !== 'map') return null;
  const permute = valueAt(tree, 'permute');
  const draws = valueAt(tree, 'draws');
  const summary = valueAt(tree, 'summary');
  const said = summary?.kind === 'scalar' && typeof summary.value === 'boolean' ? summary.value : null;
  return {
    ...(permute ? { permute: located(permute)?.value ?? null } : {}),
    ...(draws ? { draws: numberAt(tree, 'draws')?.value ?? null } : {}),
    ...(summary ? { summary: said } : {}),
    span: tree.span,
  };
}

function statementOf(tree: Tree, reader: Reader): readonly ReportedStatement[] {
  const holds = condition(valueAt(tree, 'holds'), reader, 'results');
  if (!holds) return [];
  const says = localised(valueAt(tree, 'says'));
  const severity = textAt(tree, 'severity') as ReportedStatement['severity'];
  return [{ says, holds: holds.tree, text: holds.text, severity, span: holds.span }];
}
