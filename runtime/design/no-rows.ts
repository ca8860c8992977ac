import type { FixedEffect, ModelSpec } from '../../compiler/plan/model.ts';
import type { Note, NoteValues, SampleRecord } from '../results/results.ts';

/** Why a model has no row: the step that took the last of them, and what it took them for. */
export function noRows(sample: SampleRecord, spec: ModelSpec): Note {
  const [cause, values] = causeOf(sample, spec);
  return { code: 'no-rows', message: `no row is left to estimate on: ${cause}`, values };
}

type Cause = readonly [text: string, values: NoteValues];

function causeOf(sample: SampleRecord, { weights, formula }: ModelSpec): Cause {
  const { rows, excluded, undecided, incomplete, weightless = 0 } = sample;
  if (rows === 0) return ['the table has none', { cause: 'empty' }];
  const kept = rows - excluded - undecided;
  if (kept === 0) return [`the conditions hold in none of ${rows}`, { cause: 'conditions', rows }];
  if (incomplete === kept) return missingIn(sample, kept);
  if (kept - incomplete === weightless)
    return [
      `the weight ${weights} is zero in each of ${weightless}`,
      { cause: 'weights', rows: weightless, names: [weights ?? ''] },
    ];
  const names = formula.fixed.map(columnsOf);
  return [`each is alone in a level of ${names.join(' or ')}`, { cause: 'singletons', names }];
}

/** What is missing everywhere; without such a column, all that miss something. */
function missingIn({ missing }: SampleRecord, kept: number): Cause {
  const counts = Object.entries(missing).filter(([, cells]) => cells > 0);
  const everywhere = counts.filter(([, cells]) => cells === kept);
  const names = (everywhere.length > 0 ? everywhere : counts).map(([name]) => name);
  return everywhere.length > 0
    ? [`each of ${kept} misses ${names.join(', ')}`, { cause: 'missing', rows: kept, names }]
    : [`each of ${kept} misses one of ${names.join(', ')}`, { cause: 'missing-any', rows: kept, names }];
}

function columnsOf({ columns }: FixedEffect): string {
  return columns.join('^');
}
