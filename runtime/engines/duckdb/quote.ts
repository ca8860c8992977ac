/** A name in SQL, whatever it holds. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text in SQL, whatever it holds but NUL, which no text of DuckDB has. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A number in SQL to its last digit; without the cast it would be a decimal. */
export function double(value: number): string {
  return `${literal(String(value))}::DOUBLE`;
}
