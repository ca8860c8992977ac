import { type CommandOption, commands } from '../commands.ts';

/** An option as a shell completes it. */
export interface OptionWords {
  /** `--format` */
  readonly flag: string;
  readonly doc: string;
  /** Words that follow it: none for a switch, null for anything, `folder` for a folder. */
  readonly values: readonly string[] | 'folder' | null;
}

/** A command as a shell completes it. */
export interface CommandWords {
  readonly name: string;
  readonly doc: string;
  readonly options: readonly OptionWords[];
  /** Words of its arguments, or files that they are. */
  readonly arguments: readonly string[] | 'studies' | 'folder';
}

export type CompletionWords = readonly CommandWords[];

interface Known {
  readonly formats: readonly string[];
  readonly styles: readonly string[];
  readonly codes: readonly string[];
  readonly shells: readonly string[];
}

/** What the scripts complete, from the table of commands and what the registries offer. */
export function completionWords({ formats, styles, codes, shells }: Known): CompletionWords {
  const lists = { code: codes, shell: shells, studies: 'studies', folder: 'folder' } as const;
  return commands.map(({ name, doc, takes, options }) => ({
    name,
    doc,
    options: [...options.map((option) => optionWords(option, formats, styles)), help],
    arguments: takes === null ? [] : lists[takes],
  }));
}

const help: OptionWords = { flag: '--help', doc: 'its options', values: [] };

function optionWords(
  { flags, doc, choices }: CommandOption,
  formats: readonly string[],
  styles: readonly string[],
): OptionWords {
  const [flag = '', value] = flags.split(' ');
  const named: Readonly<Record<string, readonly string[] | 'folder'>> = {
    '<list>': formats,
    '<style>': styles,
    '<dir>': 'folder',
  };
  return { flag, doc, values: value === undefined ? [] : (choices ?? named[value] ?? null) };
}
