import type { CommandWords, CompletionWords, OptionWords } from './words.ts';

/** For zsh: works from a file `_studyc` on fpath, and when sourced. */
export function zshScript(commands: CompletionWords): string {
  return [
    '#compdef studyc',
    '# Completion of studyc for zsh: source <(studyc completion zsh)',
    '_studyc() {',
    '  if (( CURRENT == 2 )); then',
    '    local -a commands',
    '    commands=(',
    ...commands.map(({ name, doc }) => `      ${quoted(`${name}:${doc}`)}`),
    '    )',
    "    _describe 'command' commands",
    '    return',
    '  fi',
    '  shift words',
    '  (( CURRENT-- ))',
    '  case $words[1] in',
    ...commands.map((one) => `    ${one.name}) _arguments ${specifications(one).map(quoted).join(' ')} ;;`),
    '  esac',
    '}',
    'if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _studyc "$@"; else compdef _studyc studyc; fi',
    '',
  ].join('\n');
}

function specifications({ options, arguments: given }: CommandWords): readonly string[] {
  const flags = options.map((option) => `${option.flag}[${bare(option.doc)}]${valuePart(option)}`);
  if (given === 'studies') return [...flags, '*:study:_files -g "*.y(a|)ml"'];
  if (given === 'folder') return [...flags, '1:folder:_files -/'];
  return given.length === 0 ? flags : [...flags, `1:word:(${given.join(' ')})`];
}

function valuePart({ values }: OptionWords): string {
  if (values === null) return ':value: ';
  if (values === 'folder') return ':folder:_files -/';
  return values.length === 0 ? '' : `:value:(${values.join(' ')})`;
}

/** Without what _arguments reads as its own signs. */
function bare(doc: string): string {
  return doc.replaceAll(/[[\]:\\]/g, '');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
