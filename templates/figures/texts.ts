import type { Mark, TextMark } from './drawing.ts';

/** The texts of a drawing, one after another. */
export function textsOf(marks: readonly Mark[]): readonly TextMark[] {
  return marks.flatMap((mark) => {
    if (mark.kind === 'group') return textsOf(mark.marks);
    return mark.kind === 'text' ? [mark] : [];
  });
}
