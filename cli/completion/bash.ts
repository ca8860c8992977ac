import type { CommandWords, CompletionWords, OptionWords } from './words.ts';

/** For bash 3.2 and newer: names with blanks are kept whole by splitting at line ends only. */
export function bashScript(commands: CompletionWords): string {
  return [
    '# Completion of studyc for bash: source <(studyc completion bash)',
    '_studyc() {',
    `  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command="" word`,
    "  local IFS=$'\\n'",
    `  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do`,
    '    if [[ $word != -* ]]; then command=$word; break; fi',
    '  done',
    '  COMPREPLY=()',
    '  case "$command:$previous" in',
    ...commands.flatMap((one) => one.options.flatMap((option) => valueCase(one, option))),
    '  esac',
    '  case "$command" in',
    `    "") ${words(
      ['--help', '--version', '--debug'],
      commands.map((one) => one.name),
    )} ;;`,
    ...commands.map((one) => `    ${one.name}) ${argumentsOf(one)} ;;`),
    '  esac',
    '}',
    '_studyc_files() {',
    '  compopt -o filenames 2>/dev/null',
    '  COMPREPLY=($(compgen -d -- "$current"))',
    '  [[ $1 == studies ]] && COMPREPLY+=($(compgen -f -X \'!*.y*ml\' -- "$current"))',
    '}',
    'complete -F _studyc studyc',
    '',
  ].join('\n');
}

function valueCase({ name }: CommandWords, { flag, values }: OptionWords): readonly string[] {
  if (values === null) return [`    ${name}:${flag}) return ;;`];
  if (values === 'folder') return [`    ${name}:${flag}) _studyc_files folders; return ;;`];
  return values.length === 0 ? [] : [`    ${name}:${flag}) ${reply(values)}; return ;;`];
}

function argumentsOf({ options, arguments: given }: CommandWords): string {
  const flags = options.map((option) => option.flag);
  if (typeof given !== 'string') return words(flags, given);
  return `if [[ $current == -* ]]; then ${reply(flags)}; else _studyc_files ${given}; fi`;
}

/** Options once a dash stands there, words otherwise. */
function words(flags: readonly string[], others: readonly string[]): string {
  return `if [[ $current == -* ]]; then ${reply(flags)}; else ${reply(others)}; fi`;
}

function reply(list: readonly string[]): string {
  return list.length === 0 ? ':' : `COMPREPLY=($(compgen -W $'${list.join('\\n')}' -- "$current"))`;
}
