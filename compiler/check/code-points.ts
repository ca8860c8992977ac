/** UTF-16 order and code-point order differ above the basic plane: compare code points. */
export function byCodePoint(a: string, b: string): number {
  const [x, y] = [[...a], [...b]];
  const length = Math.min(x.length, y.length);
  for (let i = 0; i < length; i += 1) {
    const difference = x[i]!.codePointAt(0)! - y[i]!.codePointAt(0)!;
    if (difference !== 0) return difference;
  }
  return x.length - y.length;
}
