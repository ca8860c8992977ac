import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { diagnostic } from '../compiler/plan/diagnostic.ts';
import type { SourceText, Span } from '../compiler/plan/span.ts';
import { isSourceFailure } from '../runtime/sources/failure.ts';
import { MOST_BYTES_OF_TEXT, readSource } from '../runtime/sources/files.ts';
import type { CheckedPlan } from './checked-plan.ts';
import type { Message } from './diagnostics.ts';

/**
 * The texts that a study asks to be filled with its numbers, read before anything is run: a text that cannot be had, or
 * that would be written over itself, is a message at its place in the spec. outFolder: where they will be written.
 */
export function readTexts(
  { file, compilation }: CheckedPlan,
  outFolder: string,
): { readonly texts: readonly SourceText[]; readonly messages: readonly Message[] } {
  const texts: SourceText[] = [];
  const messages: Message[] = [];
  for (const { value: path, span } of compilation.prose) {
    const read = readText(file.folder, path, outFolder, span);
    if ('severity' in read) messages.push(read);
    else texts.push(read);
  }
  return { texts, messages };
}

function readText(folder: string, path: string, outFolder: string, span: Span): SourceText | Message {
  const content = readSource(folder, path, false, MOST_BYTES_OF_TEXT);
  if (isSourceFailure(content)) {
    const { code, message, hint } = content;
    return { code, severity: 'error', message, hint, span };
  }
  const target = join(outFolder, content.path);
  if (existsSync(target) && realpathSync(target) === realpathSync(join(folder, content.path))) {
    return diagnostic('prose-overwrites', span, { path, what: 'itself' });
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content.bytes);
    return { file: content.path, text };
  } catch {
    const message = `${path} is not text in UTF-8`;
    return { code: 'encoding-invalid', severity: 'error', message, hint: 'save it as UTF-8', span };
  }
}
