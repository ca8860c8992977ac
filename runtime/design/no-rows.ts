import type { FixedEffect, ModelSpec } from '../../compiler/plan/model.ts';
import type { Note, SampleRecord } from '../results/results.ts';

/** Why a model has no row: the step that took the last of them, and what it took them for. */
export function noRows(sample: SampleRecord, spec: ModelSpec): Note {
  return { code: 'no-rows', message: `no row is left to estimate on: ${causeOf(sample, spec)}` };
}

function causeOf(sample: SampleRecord, { weights, formula }: ModelSpec): string {
  const { rows, excluded, undecided, incomplete, weightless = 0 } = sample;
  if (rows === 0) return 'the table has none';
  const kept = rows - excluded - undecided;
  if (kept === 0) return `the conditions hold in none of ${rows}`;
  if (incomplete === kept) return missingIn(sample, kept);
  if (kept - incomplete === weightless) return `the weight ${weights} is zero in each of ${weightless}`;
  return `each is alone in a level of ${formula.fixed.map(columnsOf).join(' or ')}`;
}

/** What is missing everywhere; without such a column, all that miss something. */
function missingIn({ missing }: SampleRecord, kept: number): string {
  const counts = Object.entries(missing).filter(([, cells]) => cells > 0);
  const everywhere = counts.filter(([, cells]) => cells === kept);
  const names = (everywhere.length > 0 ? everywhere : counts).map(([name]) => name).join(', ');
  return everywhere.length > 0 ? `each of ${kept} misses ${names}` : `each of ${kept} misses one of ${names}`;
}

function columnsOf({ columns }: FixedEffect): string {
  return columns.join('^');
}
