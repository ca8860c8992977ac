import type { GridCell } from './grid.ts';
import { namesMethod, namesOutcome, outcomeAfter } from './statistic-names.ts';
import { filled, LABELLED_NUMBER, type Line } from './table-cells.ts';
import type { NameOf, PublishedColumn } from './table-types.ts';

/** A heading of several lines is as good as several rows. */
export function splitLines(line: Line): readonly Line[] {
  const parts = line.map((cell) => cell?.text.split('\n') ?? []);
  const most = Math.max(1, ...parts.map((lines) => lines.length));
  return Array.from({ length: most }, (_, i) =>
    line.map((cell, column) => {
      const text = parts[column]!.length === 1 && column === 0 ? parts[0]![0] : parts[column]![i];
      return cell && text !== undefined ? { ...cell, text: text.trim() } : null;
    }),
  );
}

/** Numbers printed over every column and all different; else none. */
export function numbersOf(head: readonly Line[], width: number): readonly (string | undefined)[] {
  const found = Array.from({ length: width - 1 }, (_, i) =>
    head
      .map((line) => line[i + 1]?.text ?? '')
      .map(
        (text) =>
          LABELLED_NUMBER.exec(text)?.slice(1).find(Boolean) ?? (/^\d{1,3}$/.test(text) ? text : undefined),
      )
      .findLast((one) => one !== undefined),
  );
  const numbers = found.filter((one) => one !== undefined);
  return new Set(numbers).size === width - 1 ? found.map((one) => one?.toLowerCase()) : [];
}

type Outcome = PublishedColumn['outcome'];

/**
 * The outcome over each column: what stands in the row called so or below it, a heading that the study knows, or the
 * only heading beside the number. Otherwise nobody can tell it from a method or a group.
 */
export function outcomesOf(
  head: readonly Line[],
  body: readonly Line[],
  width: number,
  nameOf: NameOf,
): readonly Outcome[] {
  const lines = [...head, ...body.filter((line) => namesOutcome(line[0]?.text ?? ''))];
  const stated = statedOutcomes(lines);
  const columns = Array.from({ length: width - 1 }, (_, i) => headingsOf(lines, i + 1));
  const single = columns.every((cells) => cells.length === 1 && !namesMethod(cells[0]!.text));
  return columns.map((cells, i): Outcome => {
    const said = cells.find((cell) => outcomeAfter(cell.text) !== null);
    if (said) return outcomeIn(said, outcomeAfter(said.text)!, nameOf);
    const known = cells.findLast((cell) => nameOf(cell.text) !== null);
    const beside = stated?.[i + 1] ?? null;
    const cell = known ?? (beside && beside.text !== '' ? beside : single ? cells[0]! : null);
    return cell ? outcomeIn(cell, cell.text, nameOf) : null;
  });
}

function outcomeIn(cell: GridCell, text: string, nameOf: NameOf): Outcome {
  return { name: nameOf(text) ?? text, cell };
}

function headingsOf(lines: readonly Line[], column: number): readonly GridCell[] {
  const texts = lines.flatMap((line) => {
    const cell = line[column];
    const text = cell?.text.replace(LABELLED_NUMBER, '').trim() ?? '';
    return cell && text !== '' && !/^\d{1,3}$/.test(text) && !namesOutcome(text) ? [{ ...cell, text }] : [];
  });
  return texts.filter((cell, i) => texts.findIndex((one) => one.text === cell.text) === i);
}

/** The row beside the words, where it has words itself; else the row below `Dependent variable:`. */
function statedOutcomes(lines: readonly Line[]): Line | null {
  const words = (line: Line | undefined): Line | null =>
    line && filled(line).some((cell) => !LABELLED_NUMBER.test(cell.text) && !namesOutcome(cell.text))
      ? line
      : null;
  const beside = lines.findLast((line) => namesOutcome(line[0]?.text ?? '') && words(line) !== null);
  if (beside) return beside;
  const above = lines.findIndex((line) => line.slice(1).some((cell) => cell && namesOutcome(cell.text)));
  return above < 0 ? null : words(lines[above + 1]);
}
