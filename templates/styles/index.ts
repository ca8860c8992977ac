import { aer } from './aer.ts';
import { apa } from './apa.ts';
import { gb } from './gb.ts';
import { plain } from './plain.ts';
import type { Style } from './style.ts';

/** The styles of journals; the first is that of a study that names none. */
export const styles: readonly Style[] = [plain, aer, apa, gb];

/** The style of that name; plain for a name that is none, which the check refuses. */
export function styleNamed(name: string): Style {
  return styles.find(({ declaration }) => declaration.name === name) ?? plain;
}
