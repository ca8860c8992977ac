import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { type WriteSheet, writeXlsx } from 'hucre/xlsx';

/** The earliest time that a zip archive can state. */
const TIME = '1980-01-01 00:00:00';

/** A workbook as bytes: the same sheets give the same bytes, since all times in it are fixed. */
export async function workbook(sheets: readonly WriteSheet[]): Promise<Uint8Array> {
  const written = await writeXlsx({ sheets: [...sheets] });
  const files: Zippable = {};
  for (const [path, content] of Object.entries(unzipSync(written))) {
    files[path] = [path === 'docProps/core.xml' ? withoutTimes(content) : content, { mtime: TIME }];
  }
  return zipSync(files, { level: 6 });
}

function withoutTimes(xml: Uint8Array): Uint8Array {
  return strToU8(strFromU8(xml).replace(/<dcterms:(created|modified)\b[^>]*>[^<]*<\/dcterms:\1>/g, ''));
}
