import { displayWidth } from '../compiler/plan/display-width.ts';
import type { Progress } from '../runtime/steps/step.ts';
import { plural } from './report-diagnostics.ts';
import type { Terminal } from './terminal.ts';

/** Long work only: a run shorter than this never shows. */
const QUIET_FOR = 500;
/** Milliseconds between two pictures of the line. */
const APART = 100;
/** Milliseconds of work from which its rate says something of what is left. */
const RATE_FROM = 1000;
/** Columns where the terminal does not say how many it has, or says none. */
const WIDTH = 80;

export interface ProgressLine {
  readonly show: (progress: Progress) => void;
  readonly clear: () => void;
}

/**
 * One line on standard error that is rewritten while steps are taken and draws are made, on a terminal only; `clear`
 * takes it away. `now` in milliseconds.
 */
export function progressLine(terminal: Terminal, now: () => number = () => performance.now()): ProgressLine {
  if (!terminal.interactive) return { show: () => {}, clear: () => {} };
  const start = now();
  let work = { key: '', since: start, from: 0 };
  let last = Number.NEGATIVE_INFINITY;
  let shown = false;
  return {
    show(progress) {
      const time = now();
      const key = progress.of === 'steps' ? 'steps' : progress.label;
      // What began the work is not part of its rate: the first report stands for the beginning.
      if (key !== work.key || progress.done < work.from) work = { key, since: time, from: progress.done };
      if (time - start < QUIET_FOR || time - last < APART) return;
      last = time;
      shown = true;
      const line = lineOf(progress, timeLeft(progress, work.from, time - work.since));
      terminal.err(`\r\u001b[K${shortened(line, (terminal.columns || WIDTH) - 1)}`);
    },
    clear() {
      if (shown) terminal.err('\r\u001b[K');
      shown = false;
    },
  };
}

function lineOf({ label, done, total, of }: Progress, left: string | null): string {
  return `${label}  ${done} of ${plural(total, of === 'draws' ? 'draw' : 'step')}${left === null ? '' : `, ${left} left`}`;
}

/** By the rate so far, in words; null while there is too little to judge by. */
function timeLeft({ done, total }: Progress, from: number, took: number): string | null {
  if (took < RATE_FROM || done <= from || done >= total) return null;
  return duration((took / (done - from)) * (total - done));
}

/** Milliseconds as a reader counts them, rounded up: `8 s`, `3 min`, `2 h 10 min`. */
export function duration(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 100) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 100) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A line that does not wrap, or the next picture would leave a part of this one. */
function shortened(line: string, width: number): string {
  if (displayWidth(line) <= width) return line;
  const characters = [...line];
  while (characters.length > 0 && displayWidth(characters.join('')) > width - 1) characters.pop();
  return `${characters.join('')}…`;
}
