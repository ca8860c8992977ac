/** A wish to stop, from the keyboard or from another program. */
export interface Interruption {
  readonly signal: 'SIGINT' | 'SIGTERM';
  /** Exit status, 128 and the number of the signal. */
  readonly status: 130 | 143;
}

const interruptions: readonly Interruption[] = [
  { signal: 'SIGINT', status: 130 },
  { signal: 'SIGTERM', status: 143 },
];

/** Milliseconds in which a signal is the same one again: npx passes on what the terminal has already sent. */
const SAME_AGAIN = 300;

export interface Listening {
  /** Resolves with the first wish to stop. */
  readonly interrupted: Promise<Interruption>;
  /** The same, or null where none has come so far; hears what came while this thread was busy. */
  readonly latest: () => Promise<Interruption | null>;
  readonly end: () => void;
}

/** From here to `end()` the first signal is for the caller to answer; the second ends the process at once. */
export function listenForSignals(): Listening {
  let first: { readonly interruption: Interruption; readonly at: number } | null = null;
  let answer: (interruption: Interruption) => void;
  const interrupted = new Promise<Interruption>((resolve) => {
    answer = resolve;
  });
  const handlers = interruptions.map((interruption) => {
    const handler = (): void => {
      if (first === null) {
        first = { interruption, at: performance.now() };
        answer(interruption);
      } else if (performance.now() - first.at > SAME_AGAIN) process.exit(interruption.status);
    };
    process.on(interruption.signal, handler);
    return { signal: interruption.signal, handler };
  });
  return {
    interrupted,
    latest: async () => {
      // Signals are heard when the event loop turns.
      await new Promise((resolve) => setImmediate(resolve));
      return first?.interruption ?? null;
    },
    end: () => {
      for (const { signal, handler } of handlers) process.off(signal, handler);
    },
  };
}
