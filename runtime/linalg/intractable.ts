/**
 * A computation that was given up: a system too large to be solved densely, an iteration that stagnates too early.
 * The only error that the numerical rooms throw on purpose; whoever joins a model together turns it into a note.
 */
export class Intractable extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'Intractable';
    this.code = code;
  }
}
