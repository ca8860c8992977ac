/** The thread of the run is gone, through no mistake of the study's or of the program's: a sentence for the reader. */
export class RunEnded extends Error {
  readonly code = 'RUN_ENDED';
}

/** By its code, so that whoever asks need not load what throws it. */
export function isRunEnded(error: unknown): error is RunEnded {
  return error instanceof Error && 'code' in error && error.code === 'RUN_ENDED';
}
