import { type SourceFailure, sourceFailure } from './failure.ts';

/** Bytes that the parts of a workbook may have together once they are unpacked. */
const MOST_UNPACKED = 2 ** 28;
/** What deflate can reach at best is 1032; text of a sheet comes to 50. */
const MOST_RATIO = 1040;

const END = 0x06054b50;
const ENTRY = 0x02014b50;

/**
 * Whether the directory of a ZIP archive promises more than may be unpacked. The unpacking itself stops at the size
 * that the directory states, so that a part which states none, or a size that no compression reaches, is refused here.
 */
export function zipFailure(bytes: Uint8Array): SourceFailure | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endRecord(view);
  if (end === null) return notAnArchive();
  let at = view.getUint32(end + 16, true);
  let total = 0;
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) return notAnArchive();
    const packed = view.getUint32(at + 20, true);
    const unpacked = view.getUint32(at + 24, true);
    if (unpacked > packed * MOST_RATIO || (unpacked === 0 && packed > 2)) return notAnArchive();
    total += unpacked;
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  if (total <= MOST_UNPACKED) return null;
  return sourceFailure(
    'source-too-large',
    `the workbook unpacks to ${total} bytes, more than are read (${MOST_UNPACKED})`,
    'save the sheet as csv',
  );
}

/** The end of the directory stands at the end of the file, before a comment of at most 65,535 bytes. */
function endRecord(view: DataView): number | null {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - 65_535); at -= 1) {
    if (view.getUint32(at, true) === END) return at;
  }
  return null;
}

function notAnArchive(): SourceFailure {
  return sourceFailure(
    'xlsx-damaged',
    'the file is no workbook, or it is damaged: its directory of parts cannot be read',
    'save it again as .xlsx; an older .xls and a .csv with another name are no workbooks',
  );
}
