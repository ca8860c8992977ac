import { readXlsx, type Sheet } from 'hucre/xlsx';
import { type SourceFailure, shown, sourceFailure } from './failure.ts';

/**
 * One sheet of a workbook. wanted: its name, or its position from 1; a name goes first. null for the first sheet. In a file
 * of its own, which is loaded late, so that only what it uses of the library is bundled.
 */
export async function readSheet(bytes: Uint8Array, wanted: string | null): Promise<Sheet | SourceFailure> {
  const names: string[] = [];
  try {
    const { sheets } = await readXlsx(bytes, {
      sheets: ({ name }, index) => {
        names.push(name);
        return wanted === null ? index === 0 : name === wanted || String(index + 1) === wanted;
      },
    });
    const found = sheets.find((sheet) => sheet.name === wanted) ?? sheets[0];
    return found ?? noSheet(wanted, names);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return sourceFailure('xlsx-damaged', `the workbook cannot be read: ${reason}`, 'save it again as .xlsx');
  }
}

function noSheet(wanted: string | null, names: readonly string[]): SourceFailure {
  if (wanted === null) return sourceFailure('xlsx-sheet', 'the workbook has no sheets');
  const listed = names.map((name, index) => `${index + 1} ${shown(name)}`).join(', ');
  return sourceFailure('xlsx-sheet', `the workbook has no sheet ${shown(wanted)}`, `it has: ${listed}`);
}
