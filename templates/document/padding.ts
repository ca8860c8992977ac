import { displayWidth } from '../../compiler/plan/display-width.ts';

/** Spaces behind a text up to a width. */
export function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** Spaces before a text up to a width. */
export function padBefore(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}
