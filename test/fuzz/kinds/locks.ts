import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { visible } from '../../../cli/diagnostics.ts';
import { checksumOf, readLock } from '../../../runtime/verify/read-lock.ts';
import { studyFolder } from '../../study.ts';
import { damagedBytes } from '../bytes.ts';
import type { Choices } from '../random.ts';
import { accepted, controlled, type Kind, unfit } from '../verdict.ts';

/** study.lock with damaged bytes: it is whole only where its lines say what they said, and bad lines are lines of it. */
export const locks: Kind = {
  make: (choices) => ({
    bytes: choices.chance(0.1) ? rewritten(choices) : damagedBytes(original(), choices),
    as: '',
  }),
  judge({ bytes }) {
    const text = bytes.toString();
    const lock = readLock(text);
    const lines = text.replaceAll('\r\n', '\n').split('\n').length;
    const outside = lock.bad.find(({ line }) => line < 1 || line > lines);
    const words = lock.bad
      .map(({ reason }) => unfit(reason) ?? controlled(visible(reason)))
      .find((one) => one !== null);
    const untouched = plain(text) === plain(original().toString());
    const mistaken = lock.intact && !untouched && checksumOf(text) !== checksumOf(original().toString());
    const problem = outside ? `line ${outside.line} of ${lines}` : (words ?? null);
    return accepted([], mistaken ? 'an edited lock passes for whole' : problem, lock.intact);
  },
};

/** As another system writes it, which is no edit. */
function rewritten({ chance }: Choices): Buffer {
  const text = original().toString();
  return Buffer.from(`${chance(0.5) ? '\ufeff' : ''}${chance(0.5) ? text.replaceAll('\n', '\r\n') : text}`);
}

function plain(text: string): string {
  return text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
}

let found: Buffer | undefined;

/** The lock of the seed study. */
function original(): Buffer {
  found ??= readFileSync(join(studyFolder, 'study.lock'));
  return found;
}
