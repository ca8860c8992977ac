import { explanations } from '../compiler/explain/index.ts';
import { bashScript } from './completion/bash.ts';
import { fishScript } from './completion/fish.ts';
import { type CompletionWords, completionWords } from './completion/words.ts';
import { zshScript } from './completion/zsh.ts';
import type { CommandCode } from './main.ts';

const shells: Readonly<Record<string, (words: CompletionWords) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** Prints a script for a shell; what it completes is written into it, so that it never starts studyc. */
export const execute: CommandCode['execute'] = async ([shell = ''], _options, terminal) => {
  if (!Object.hasOwn(shells, shell)) {
    terminal.err(
      `studyc: there is no completion for ${shell}; there is one for ${Object.keys(shells).join(', ')}\n`,
    );
    return 2;
  }
  const { formats } = await import('../templates/index.ts');
  const { styles } = await import('../templates/styles/index.ts');
  const words = completionWords({
    formats: formats.map((format) => format.declaration.name),
    styles: styles.map((style) => style.declaration.name),
    codes: Object.keys(explanations),
    shells: Object.keys(shells),
  });
  terminal.out(shells[shell]!(words));
  return 0;
};
