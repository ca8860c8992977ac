import { skeleton } from './look-alikes.ts';

/** Number of insertions, deletions, substitutions and swaps of neighbours between two words. */
function distance(a: readonly string[], b: readonly string[]): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(last[j]! + 1, row[j - 1]! + 1, substitution);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, before[j - 2]! + 1);
      }
      row.push(best);
    }
    before = last;
    last = row;
  }
  return last[b.length]!;
}

/**
 * The known word nearest to a misspelt one, or undefined when none is near enough to be meant. One that looks the same
 * is the nearest, however many of its characters are others.
 */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const candidates = [...known];
  const seen = skeleton(word);
  const twin = candidates.find((candidate) => candidate !== word && skeleton(candidate) === seen);
  return twin ?? nearestBySpelling(word, candidates);
}

function nearestBySpelling(word: string, known: readonly string[]): string | undefined {
  const letters = [...word];
  const folded = [...word.toLowerCase()];
  const limit = Math.max(1, Math.floor(letters.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of known) {
    // No fewer changes than letters too many or too few.
    if (candidate === word || Math.abs(candidate.length - word.length) > 2 * limit) continue;
    const d = Math.min(
      distance(letters, [...candidate]),
      distance(folded, [...candidate.toLowerCase()]) + 0.5,
    );
    if (d < bestDistance) {
      best = candidate;
      bestDistance = d;
    }
  }
  return best;
}
