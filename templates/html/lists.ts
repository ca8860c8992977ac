import type { ClaimList, Grid, List } from '../document/document.ts';
import { codeHtml, escapeHtml, htmlOf } from './escape.ts';
import { type EvidenceLinks, tableOf } from './evidence.ts';

type Claim = ClaimList['items'][number];

/** Claims with condition, values and verdict: a sign, a word and a colour. heading: id of the heading above. */
export function claimsHtml({ header, items }: ClaimList, heading: string, links: EvidenceLinks): string {
  const rows = items.map((item) => {
    const { id, says, condition, expected, word } = item;
    const claim = [htmlOf(says), codeHtml(condition)].filter((part) => part !== '').join('<br>');
    const verdict = `<span aria-hidden="true">${expected ? '✓' : '✗'}</span> ${escapeHtml(word)}`;
    const cells = `<td>${claim}</td><td>${valuesHtml(item, links)}</td>`;
    return `<tr><th scope="row">${escapeHtml(id)}</th>${cells}<td class="${expected ? 'yes' : 'no'}">${verdict}</td></tr>`;
  });
  const cells = header.map((text) => headCell(htmlOf(text), ''));
  return listTable('claims', cells, rows, heading);
}

/** A value that is longer may take several lines. */
const LONGEST_UNBROKEN = 24;

/** What the verdict rests on, each value linked with the table that shows it. */
function valuesHtml({ values, evidence }: Claim, links: EvidenceLinks): string {
  if (evidence.length === 0) return escapeHtml(values);
  return evidence.map((value) => valueHtml(value, links)).join('<br>');
}

function valueHtml({ text, source }: Claim['evidence'][number], links: EvidenceLinks): string {
  const id = tableOf(links, source);
  const unbroken = text.length <= LONGEST_UNBROKEN ? ' class="nb"' : '';
  const name = escapeHtml(text);
  return id === undefined
    ? `<span${unbroken}>${name}</span>`
    : `<a href="#${encodeURIComponent(id)}"${unbroken}>${name}</a>`;
}

/** A table that no journal prints: the sample ledger. Its first column names the rows. */
export function gridHtml({ header, rows, align }: Grid, heading: string): string {
  const side = (i: number): string => (align[i] === 'right' ? ' class="end"' : '');
  const lines = rows.map((row) => {
    const [first = [], ...rest] = row;
    const cells = rest.map((text, i) => `<td${side(i + 1)}>${htmlOf(text)}</td>`);
    return `<tr><th scope="row">${htmlOf(first)}</th>${cells.join('')}</tr>`;
  });
  return listTable(
    'grid',
    header.map((text, i) => headCell(htmlOf(text), side(i))),
    lines,
    heading,
  );
}

function headCell(text: string, attributes: string): string {
  return text === '' ? `<td${attributes}></td>` : `<th scope="col"${attributes}>${text}</th>`;
}

function listTable(
  name: string,
  header: readonly string[],
  rows: readonly string[],
  heading: string,
): string {
  return [
    '<div class="wide">',
    `<table class="list ${name}" aria-labelledby="${heading}">`,
    `<thead>\n<tr>${header.join('')}</tr>\n</thead>`,
    `<tbody>\n${rows.join('\n')}\n</tbody>`,
    '</table>',
    '</div>',
  ].join('\n');
}

export function listHtml({ items }: List): string {
  return `<ul>\n${items.map((item) => `<li>${htmlOf(item)}</li>`).join('\n')}\n</ul>`;
}
