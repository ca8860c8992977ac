import type { Note, NoteValues } from '../../runtime/results/results.ts';
import type { FactValues } from '../locale/locale.ts';
import type { Context } from './context.ts';
import { effectLabel, termLabel } from './labels.ts';

/** A fact in the reader's language where its wording is known there, else as the runtime worded it. */
export function wordingOf(context: Context, note: Note): string {
  const { facts, factsOf } = context.locale;
  const worded = note.values && factsOf[note.code]?.(factValues(context, note.values));
  return worded ?? facts[note.code] ?? note.message;
}

/** The lists among the values by their labels. */
function factValues(context: Context, values: NoteValues): FactValues {
  const label = (name: string): string =>
    name.includes('^') ? effectLabel(context, name) : termLabel(context, name);
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      typeof value === 'object' ? context.locale.enumeration(value.map(label)) : value,
    ]),
  );
}

/** With its full stop: 。 behind Chinese. */
export function ended(text: string): string {
  if (/[.!?。]$/.test(text)) return text;
  return `${text}${/[\u3400-\u9fff）]$/.test(text) ? '。' : '.'}`;
}

/** The same as a sentence. */
export function factWording(context: Context, note: Note): string {
  return ended(wordingOf(context, note));
}
