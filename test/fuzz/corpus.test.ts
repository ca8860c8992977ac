import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { judgeCase, type KindName } from './judge.ts';

/** A case that went wrong once, the fewest bytes of it, and why. */
interface Past {
  readonly reason: string;
  readonly kind: KindName;
  readonly as: string;
  readonly text: string;
}

const folder = new URL('./corpus/', import.meta.url);

test.each(readdirSync(folder).sort())('%s goes right now', async (file) => {
  const { kind, as, text } = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Past;
  expect((await judgeCase(kind, { bytes: Buffer.from(text), as })).problem).toBeNull();
});
