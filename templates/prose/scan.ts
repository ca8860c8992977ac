/** A piece of a text with places for numbers; `start` and `end` are where its braces begin and end in the text. */
export type ProsePart =
  | { readonly kind: 'text'; readonly text: string }
  /** `{{KEY}}`, `{{KEY digits=2}}` */
  | ({ readonly kind: 'number'; readonly key: string; readonly digits: number | null } & Place)
  /** `{{table ID}}` */
  | ({ readonly kind: 'table'; readonly id: string } & Place)
  /** Braces that hold nothing of the kind, or are not closed on their line. */
  | ({ readonly kind: 'broken'; readonly written: string } & Place);

interface Place {
  readonly start: number;
  readonly end: number;
}

const TABLE = /^table\s+(\S+)$/u;
const NUMBER = /^(.*?)(?:\s+digits=(\d{1,2}))?$/su;

/**
 * A text → its parts. What stands between `{{` and `}}` on one line is a place for a number or a table, and nothing of it
 * is run; `\{{` is a pair of braces. Within a key, backticks hide closing braces. Throws nothing.
 */
export function scanProse(text: string): readonly ProsePart[] {
  const parts: ProsePart[] = [];
  let from = 0;
  for (let at = text.indexOf('{{'); at >= 0; at = text.indexOf('{{', from)) {
    if (text[at - 1] === '\\') {
      parts.push({ kind: 'text', text: `${text.slice(from, at - 1)}{{` });
      from = at + 2;
      continue;
    }
    if (at > from) parts.push({ kind: 'text', text: text.slice(from, at) });
    const end = closing(text, at + 2);
    from = end ?? lineEnd(text, at);
    const place = { start: at, end: from };
    parts.push(
      end === null
        ? { kind: 'broken', written: text.slice(at, from), ...place }
        : slot(text.slice(at + 2, end - 2).trim(), place),
    );
  }
  parts.push({ kind: 'text', text: text.slice(from) });
  return parts.filter((part) => part.kind !== 'text' || part.text !== '');
}

function slot(written: string, place: Place): ProsePart {
  const table = TABLE.exec(written);
  if (table) return { kind: 'table', id: table[1]!, ...place };
  const [, key = '', digits] = NUMBER.exec(written) ?? [];
  if (key === '') return { kind: 'broken', written, ...place };
  return { kind: 'number', key, digits: digits === undefined ? null : Number(digits), ...place };
}

/** Just past the braces that close on the line, or null. */
function closing(text: string, from: number): number | null {
  let quoted = false;
  for (let i = from; i < text.length && text[i] !== '\n'; i += 1) {
    if (text[i] === '`') quoted = !quoted;
    else if (!quoted && text.startsWith('}}', i)) return i + 2;
  }
  return null;
}

function lineEnd(text: string, from: number): number {
  const end = text.slice(from).search(/\r?\n/);
  return end < 0 ? text.length : from + end;
}
