/** Arrays that `everyRow` made; any other has to be looked through. */
const whole = new WeakSet<Int32Array>();

/** Whether these are all rows of a table in their own order, so that its columns can be read as they stand. */
export function isEveryRow(rows: Int32Array, total: number): boolean {
  if (rows.length !== total) return false;
  if (whole.has(rows)) return true;
  for (let i = 0; i < total; i += 1) if (rows[i] !== i) return false;
  return true;
}

/** All rows of a table. */
export function everyRow(total: number): Int32Array {
  const rows = new Int32Array(total);
  for (let i = 0; i < total; i += 1) rows[i] = i;
  whole.add(rows);
  return rows;
}

/** Values on the given rows: the array itself where these are all, so what comes back is to be read only. */
export function gather(values: Float64Array, rows: Int32Array): Float64Array {
  if (isEveryRow(rows, values.length)) return values;
  const result = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i += 1) result[i] = values[rows[i]!]!;
  return result;
}

/** The same of codes. */
export function gatherCodes(codes: Int32Array, rows: Int32Array): Int32Array {
  if (isEveryRow(rows, codes.length)) return codes;
  const result = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i += 1) result[i] = codes[rows[i]!]!;
  return result;
}
