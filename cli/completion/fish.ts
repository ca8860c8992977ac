import type { CommandWords, CompletionWords, OptionWords } from './words.ts';

/** For fish: one `complete` line for each word. */
export function fishScript(commands: CompletionWords): string {
  return [
    '# Completion of studyc for fish: studyc completion fish | source',
    'complete -c studyc -f',
    "complete -c studyc -n __fish_use_subcommand -l version -d 'the version of studyc'",
    ...commands.flatMap(commandLines),
    '',
  ].join('\n');
}

function commandLines(one: CommandWords): readonly string[] {
  const within = `complete -c studyc -n '__fish_seen_subcommand_from ${one.name}'`;
  return [
    `complete -c studyc -n __fish_use_subcommand -a ${one.name} -d ${quoted(one.doc)}`,
    ...one.options.map(
      (option) =>
        `${within} -l ${option.flag.replace(/^--/, '')}${valuePart(option)} -d ${quoted(option.doc)}`,
    ),
    ...argumentLine(one).map((words) => `${within} -a ${words}`),
  ];
}

function argumentLine({ arguments: given }: CommandWords): readonly string[] {
  if (given === 'studies') return ["'(__fish_complete_suffix .yaml)'"];
  if (given === 'folder') return ["'(__fish_complete_directories)'"];
  return given.length === 0 ? [] : [quoted(given.join(' '))];
}

function valuePart({ values }: OptionWords): string {
  if (values === null) return ' -x';
  if (values === 'folder') return " -x -a '(__fish_complete_directories)'";
  return values.length === 0 ? '' : ` -x -a ${quoted(values.join(' '))}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
