/** Arrays from this size on are worth a shared copy; smaller ones are cheaper to clone. */
const WORTH_SHARING = 65_536;

/**
 * The same plain data with its large numeric arrays on shared memory: one copy for all threads instead of one a
 * thread. Float64Array and Int32Array are what data for kernels holds.
 */
export function shareArrays(value: unknown): unknown {
  if (value instanceof Float64Array) {
    if (value.byteLength < WORTH_SHARING) return value;
    const shared = new Float64Array(new SharedArrayBuffer(value.byteLength));
    shared.set(value);
    return shared;
  }
  if (value instanceof Int32Array) {
    if (value.byteLength < WORTH_SHARING) return value;
    const shared = new Int32Array(new SharedArrayBuffer(value.byteLength));
    shared.set(value);
    return shared;
  }
  if (Array.isArray(value)) return value.map(shareArrays);
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shareArrays(inner)]));
}
