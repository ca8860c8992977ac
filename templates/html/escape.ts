import type { Inline, Rich } from '../document/document.ts';

/** Control characters, what would reorder the text around it, and what no HTML file may hold. */
const UNPRINTABLE =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\p{Noncharacter_Code_Point}]+/gu;
const LONE_SURROGATE = /\p{Surrogate}/gu;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML shows it letter by letter, between tags and in quoted attributes. Line breaks become spaces. */
export function escapeHtml(text: string): string {
  return text
    .replace(LONE_SURROGATE, '\ufffd')
    .replace(UNPRINTABLE, ' ')
    .replace(/[&<>"']/g, (character) => entities[character]!);
}

/** Places at which a path or a condition may go on in the next line; nothing is copied with it. */
function breakable(escaped: string): string {
  return escaped.replace(/([./@_\]])(?=\p{L})/gu, '$1<wbr>');
}

function inline({ text, style }: Inline): string {
  const escaped = escapeHtml(text);
  switch (style) {
    case 'italic':
      return `<i>${escaped}</i>`;
    case 'emphasis':
      return `<em>${escaped}</em>`;
    case 'strong':
      return `<strong>${escaped}</strong>`;
    case 'sup':
      return `<sup>${escaped}</sup>`;
    case 'code':
      return codeHtml(text);
    case 'unbroken':
      return `<span class="nb">${escaped}</span>`;
    default:
      return escaped;
  }
}

/** What a machine reads: a path, a condition, a name of a column. */
export function codeHtml(text: string): string {
  return `<code>${breakable(escapeHtml(text))}</code>`;
}

export function htmlOf(text: Rich): string {
  return text.map(inline).join('');
}

/** An id that no other id of the same kind shares, whatever characters the author used. */
export function elementId(kind: 'table' | 'figure' | 'section', id: string): string {
  const safe = id.replace(/[^\p{L}\p{N}_-]/gu, (character) => `.${character.codePointAt(0)!.toString(16)}.`);
  return `${kind}-${safe}`;
}
