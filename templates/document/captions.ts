import type { Localised } from '../../compiler/plan/plan.ts';
import { localeOf } from '../locale/locale.ts';
import { type Context, say } from './context.ts';
import type { Look, Rich } from './document.ts';
import { join, toRich } from './rich.ts';

/** The caption of a table or figure in the study's style, as one text and in its lines. */
export interface Caption {
  readonly title: Rich;
  readonly caption: Rich;
  readonly captionLines: readonly Rich[];
  readonly otherTitle: Rich | null;
}

/** The title as the author wrote it, or else `usual`. */
export function captionOf(
  context: Context,
  kind: 'table' | 'figure',
  { number, title: written }: { readonly number: number; readonly title: Localised | null },
  usual: string,
): Caption {
  const { locale, style } = context;
  const title = toRich(written ? say(context, written) : usual);
  const translated = style.bilingual ? otherLanguage(context.plan.language, written) : null;
  const other = translated && {
    name: localeOf(translated.language).numbered(kind, number),
    title: toRich(translated.text),
  };
  const name = locale.numbered(kind, number);
  const lines = style.caption({
    ...{ kind, name, title, other, usual: locale.caption(kind, number, title), language: locale.language },
  });
  // In one line number and title stand apart; a second language has no room there.
  const own = other ? lines.slice(0, 1) : lines;
  return { title, caption: join(own, '\u2002'), captionLines: lines, otherTitle: other?.title ?? null };
}

/** The text in the other of Chinese and English, where the author gave both. */
function otherLanguage(
  language: string,
  text: Localised | null,
): { readonly language: string; readonly text: string } | null {
  if (text === null || typeof text === 'string') return null;
  const other = /^zh\b/i.test(language) ? 'en' : 'zh';
  const key = Object.keys(text).find((one) => one.split('-')[0] === other);
  return key === undefined ? null : { language: other, text: text[key]! };
}

export function lookOf({ style, locale }: Context): Look {
  return { style: style.declaration.name, ...style.look(locale.language) };
}

/** What stands before the notes. */
export function leadOf({ style, locale }: Context): Rich {
  return style.lead(locale.language) ?? locale.words.notesLead;
}
