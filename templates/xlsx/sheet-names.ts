/** Characters that a sheet's name may have at most. */
const LONGEST = 31;

/** Names of sheets made of ids: without what Excel forbids, no longer than it allows, no two the same in any case. */
export function sheetNames(ids: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return ids.map((id) => {
    const plain = id.replace(/[[\]:*?/\\\p{Cc}]/gu, '_').replace(/^'|'$/g, '_');
    for (let attempt = 1; ; attempt += 1) {
      const ending = attempt === 1 ? '' : `~${attempt}`;
      const name =
        shortened(plain === '' || /^history$/i.test(plain) ? `_${plain}` : plain, LONGEST - ending.length) +
        ending;
      if (taken.has(name.toLowerCase())) continue;
      taken.add(name.toLowerCase());
      return name;
    }
  });
}

/** Counted as Excel counts, without half of a character at the end. */
function shortened(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}
