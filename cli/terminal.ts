import { displayWidth } from '../compiler/plan/display-width.ts';

/** What commands print to: text for standard output and standard error, and whether colour and progress are wanted. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Colour on standard output, on standard error. */
  readonly colour: { readonly out: boolean; readonly err: boolean };
  /** Whether a line on standard error may be rewritten. */
  readonly interactive: boolean;
  /** Its width, where standard error is a terminal that says so. */
  readonly columns?: number | undefined;
}

interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly write: (text: string) => boolean;
}

/** Colour on a terminal only, none under NO_COLOR (whatever its value, unless empty) or TERM=dumb. */
export function terminalOf(
  out: Stream,
  err: Stream,
  environment: Readonly<Record<string, string | undefined>>,
): Terminal {
  const plain = Boolean(environment['NO_COLOR']) || environment['TERM'] === 'dumb';
  return {
    out: (text) => void out.write(text),
    err: (text) => void err.write(text),
    colour: { out: !plain && out.isTTY === true, err: !plain && err.isTTY === true },
    interactive: err.isTTY === true && environment['TERM'] !== 'dumb',
    columns: err.columns,
  };
}

const codes = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39] } as const;

/** Text in a style, or as it is where colour is off. */
export function styled(text: string, style: keyof typeof codes, colour: boolean): string {
  return colour ? `\u001b[${codes[style][0]}m${text}\u001b[${codes[style][1]}m` : text;
}

/** Text padded with spaces to a display width. */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}
