/** Whether two names mean one term: equal, or products of the same factors (`TIN:POS` is `POS:TIN`). */
export function sameTerm(a: string, b: string): boolean {
  if (a === b) return true;
  const [left, right] = [factorsOf(a), factorsOf(b)];
  return left.length === right.length && left.every((factor, index) => factor === right[index]);
}

/** Factors of a product, sorted. Colons inside parentheses or backticks, and the `::` of i(), separate nothing. */
function factorsOf(term: string): readonly string[] {
  const factors: string[] = [];
  let depth = 0;
  let quoted = false;
  let from = 0;
  for (let i = 0; i < term.length; i += 1) {
    const letter = term[i];
    if (letter === '`') quoted = !quoted;
    else if (!quoted && letter === '(') depth += 1;
    else if (!quoted && letter === ')') depth -= 1;
    const colon = letter === ':' && term[i - 1] !== ':' && term[i + 1] !== ':';
    if (!colon || quoted || depth > 0) continue;
    factors.push(term.slice(from, i));
    from = i + 1;
  }
  return [...factors, term.slice(from)].sort();
}
