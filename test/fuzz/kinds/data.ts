import { isDeepStrictEqual } from 'node:util';
import { visible } from '../../../cli/diagnostics.ts';
import { csv } from '../../../runtime/sources/csv.ts';
import { isSourceFailure, type SourceFailure } from '../../../runtime/sources/failure.ts';
import type { Source } from '../../../runtime/sources/source.ts';
import { wholeCsv } from '../../unit/data/whole-text/csv.ts';
import { damagedBytes } from '../bytes.ts';
import { randomCsv, randomOptions } from '../delimited.ts';
import { accepted, controlled, type Kind, unfit } from '../verdict.ts';

/** Delimited files, right and damaged: what is made of them is what a plain reader makes, by describe and by read. */
export const data: Kind = {
  make(choices) {
    const options = randomOptions(choices);
    const written = randomCsv(choices, options);
    const bytes = choices.chance(0.6) ? damagedBytes(written, choices) : written;
    return { bytes, as: JSON.stringify(options) };
  },
  judge({ bytes, as }) {
    const options = JSON.parse(as) as Parameters<Source['describe']>[1];
    const described = csv.describe(bytes, options);
    const plain = wholeCsv.describe(bytes, options) as typeof described;
    if (!isDeepStrictEqual(described, plain)) return differs('describe', described, plain);
    if (isSourceFailure(described)) return refused(described);
    const names = described.columns.map((column) => column.name);
    const table = csv.read(bytes, options, names, null);
    const plainTable = wholeCsv.read(bytes, options, names, null);
    if (!isDeepStrictEqual(table, plainTable)) return differs('read', table, plainTable);
    return accepted([], 'kind' in table ? 'described and not read' : null);
  },
};

function differs(what: string, found: object, plain: object) {
  const words = [found, plain].map((one) => JSON.stringify(one).slice(0, 600));
  return accepted([], `${what} differs from the plain reader: ${words.join(' and not ')}`);
}

/** Codes of failures that concern a file as a whole: an empty one, its encoding or options, its header. */
const ofTheFile =
  /^(?:csv-empty|option-value|foreign-option|encoding-|unknown-encoding|unknown-column|column-name|source-too-large)/;

/** A failure, its words as the command line shows them, has a row or line, or is one of the file as a whole; and words that can be shown. */
function refused({ code, message, hint, row, line, column }: SourceFailure) {
  const placed = row !== null || line !== null || column !== null || ofTheFile.test(code);
  const words = [message, hint ?? 'no hint'];
  const wrong =
    words.map((word) => unfit(word) ?? controlled(visible(word))).find((one) => one !== null) ?? null;
  return accepted([code], placed ? wrong : `${code} without a place: ${message}`, false);
}
