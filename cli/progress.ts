import type { Progress } from '../runtime/steps/step.ts';
import type { Terminal } from './terminal.ts';

/** Long work only: a step shorter than this never shows. */
const QUIET_FOR = 500;

/** One line on standard error that is rewritten while draws are made, on a terminal only; `clear` takes it away. */
export function progressLine(terminal: Terminal): { show: (progress: Progress) => void; clear: () => void } {
  if (!terminal.interactive) return { show: () => {}, clear: () => {} };
  const start = performance.now();
  let shown = '';
  return {
    show({ label, done, total }) {
      if (performance.now() - start < QUIET_FOR) return;
      const line = `${label}  ${done} of ${total} draws`;
      if (line === shown) return;
      shown = line;
      terminal.err(`\r\u001b[K${line}`);
    },
    clear() {
      if (shown !== '') terminal.err('\r\u001b[K');
      shown = '';
    },
  };
}
