import type { EvaluationEvent, OnEvent } from '../engines/memory/scope.ts';
import type { Note } from '../results/results.ts';

const wording: Readonly<Record<EvaluationEvent, (cells: string) => string>> = {
  'non-positive-log': (cells) => `log of a number that is not positive: missing in ${cells}`,
  'not-finite': (cells) => `the result is not a finite number: missing in ${cells}`,
  'not-a-condition': (cells) => `a condition is neither 1 nor 0: taken as missing in ${cells}`,
  'breaks-not-ascending': (cells) => `the breaks of cut do not ascend: missing in ${cells}`,
};

/** Collects what evaluation reports: one note an event, its cells added up. subject: what was computed. */
export function evaluationNotes(subject: string): { onEvent: OnEvent; notes: () => readonly Note[] } {
  const counts = new Map<EvaluationEvent, number>();
  return {
    onEvent: (event, cells) => counts.set(event, (counts.get(event) ?? 0) + cells),
    notes: () =>
      [...counts].map(([code, cells]) => ({
        code,
        message: `${subject}: ${wording[code](cells === 1 ? '1 cell' : `${cells} cells`)}`,
        values: { name: subject, cells },
      })),
  };
}
