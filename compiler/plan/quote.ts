/** The quoting of names, of parts of references and of text, wherever the language is printed. */

const plainName = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;
const keywords: ReadonlySet<string> = new Set(['and', 'or', 'not', 'in', 'missing']);

/** A name as it is written: in backticks where it is no identifier or is a word of the language. */
export function quoteName(name: string): string {
  return plainName.test(name) && !keywords.has(name) ? name : backticked(name);
}

/** A part of a reference after its dot: whole numbers and words of the language stand bare too. */
export function quotePart(part: string): string {
  return plainName.test(part) || /^\d+$/.test(part) ? part : backticked(part);
}

function backticked(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

/** Text between single quotes, as the language writes it. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
