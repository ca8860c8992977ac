import {
  type DataName,
  type Fault,
  type Node,
  type Path,
  type Place,
  type Template,
  TemplateFault,
} from './syntax.ts';

type Parse = (source: string) => hbs.AST.Program;

/** Largest text of a template, in UTF-16 units, and deepest nesting of blocks. */
export const LARGEST = 131_072;
export const DEEPEST = 32;

/** The parser of Handlebars, loaded when there is a template to read. */
export async function loadParser(): Promise<Parse> {
  return (await import('./parser.ts')).parse;
}

/**
 * Text (lines end in `\n`) → template, or what is wrong with it. Places, `each`, `if` and `unless` are all there is: a
 * template calls nothing, and nothing is compiled from it.
 */
export function readTemplate(source: string, parse: Parse): Template | Fault {
  const whole = { start: 0, end: 0 };
  if (source.length > LARGEST) return tooLarge(whole, `of more than ${LARGEST} characters`);
  if (isTooDeep(source)) return tooLarge(whole, TOO_DEEP);
  try {
    return new Reading(source).program(parse(source), 0);
  } catch (error) {
    if (error instanceof TemplateFault) return error.fault;
    if (error instanceof Error && ofParser.test(error.message)) return syntaxFault(error, source);
    throw error;
  }
}

const TOO_DEEP = `with blocks nested more than ${DEEPEST} deep`;

/** Judged before the parser, which is slow where blocks are deep. `else if` goes deeper, too. */
function isTooDeep(source: string): boolean {
  const open: number[] = [];
  let depth = 0;
  for (const [, tag] of source.matchAll(/\{\{~?(#|\^|\/|else +\w)/g)) {
    if (tag === '/') depth -= open.pop() ?? 0;
    else {
      depth += 1;
      if (tag?.startsWith('else')) open.push((open.pop() ?? 0) + 1);
      else open.push(1);
    }
    if (depth > DEEPEST) return true;
  }
  return false;
}

function tooLarge(place: Place, what: string): Fault {
  return { code: 'template-too-large', ...place, what };
}

/** Any other error is none of the text's. */
const ofParser = /error on line \d+| - \d+:\d+$/;

/** The parser names the line, and of a block that ends as another also the column. */
function syntaxFault(error: Error, source: string): Fault {
  const unmatched = /^(\S+) doesn't match (\S+) - (\d+):/.exec(error.message);
  const line = Number(unmatched?.[3] ?? /line (\d+)/.exec(error.message)?.[1] ?? 1);
  const lines = source.split('\n');
  const text = lines[line - 1] ?? '';
  const from = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const reason = unmatched
    ? `{{/${unmatched[2]}}} ends a block that begins with {{#${unmatched[1]}}}`
    : 'this line, or what it leaves open, is no Handlebars';
  return {
    code: 'template-syntax',
    start: from + text.length - text.trimStart().length,
    end: from + text.trimEnd().length,
    reason,
  };
}

const blocks: readonly string[] = ['each', 'if', 'unless'];
const dataNames: readonly string[] = ['index', 'first', 'last'];

class Reading {
  readonly #lineStarts: readonly number[];
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
    this.#lineStarts = [0, ...[...source.matchAll(/\n/g)].map((match) => match.index + 1)];
  }

  program(program: hbs.AST.Program | undefined, depth: number): Template {
    if (!program) return [];
    if (program.blockParams?.length) throw this.#unsupported('a name for the item (as |x|)', program);
    return program.body.flatMap((statement) => this.#statement(statement, depth));
  }

  #statement(statement: hbs.AST.Statement, depth: number): readonly Node[] {
    switch (statement.type) {
      case 'ContentStatement': {
        const { value } = statement as hbs.AST.ContentStatement;
        return value === '' ? [] : [{ kind: 'text', text: value }];
      }
      case 'CommentStatement':
        return [];
      case 'MustacheStatement':
        return [this.#slot(statement as hbs.AST.MustacheStatement)];
      case 'BlockStatement':
        return [this.#block(statement as hbs.AST.BlockStatement, depth)];
      case 'PartialStatement':
      case 'PartialBlockStatement':
        throw this.#unsupported('a partial ({{> name}})', statement);
      default:
        throw this.#unsupported('a decorator ({{* name}})', statement);
    }
  }

  #slot(statement: hbs.AST.MustacheStatement): Node {
    if (statement.params.length > 0 || statement.hash) throw this.#unsupported('a helper', statement);
    return { kind: 'slot', path: this.#path(statement.path) };
  }

  #block(statement: hbs.AST.BlockStatement, depth: number): Node {
    if (depth >= DEEPEST) {
      throw new TemplateFault(tooLarge(this.#place(statement), TOO_DEEP));
    }
    const { path, params, hash, program, inverse } = statement;
    const kind = path.original;
    if (!isBlock(kind)) throw this.#unsupported(`the block ${kind}`, path);
    const [slot, ...more] = params;
    if (!slot || more.length > 0 || hash) {
      throw this.#unsupported(`${kind} with anything but one slot`, statement);
    }
    const [body, otherwise] = [this.program(program, depth + 1), this.program(inverse, depth + 1)];
    return { kind, path: this.#path(slot), body, otherwise };
  }

  #path(expression: hbs.AST.Expression): Path {
    if (expression.type === 'SubExpression') throw this.#unsupported('a helper', expression);
    if (expression.type !== 'PathExpression') throw this.#unsupported('a value that is no slot', expression);
    const { original, data, depth, parts } = expression as hbs.AST.PathExpression;
    const place = this.#place(expression);
    if (!data) return { ...place, written: original, up: depth, names: parts, data: null };
    const [name = ''] = parts;
    if (parts.length !== 1 || depth > 0 || !isDataName(name)) {
      throw this.#unsupported(`${original} (@index, @first and @last are there)`, expression);
    }
    return { ...place, written: original, up: 0, names: [], data: name };
  }

  #unsupported(what: string, node: hbs.AST.Node): TemplateFault {
    return new TemplateFault({ code: 'template-unsupported', ...this.#place(node), what });
  }

  #place({ loc: { start, end } }: hbs.AST.Node): Place {
    const offset = ({ line, column }: hbs.AST.Position): number =>
      Math.min((this.#lineStarts[line - 1] ?? 0) + column, this.#source.length);
    return { start: offset(start), end: offset(end) };
  }
}

function isBlock(name: unknown): name is 'each' | 'if' | 'unless' {
  return blocks.includes(String(name));
}

function isDataName(name: string): name is DataName {
  return dataNames.includes(name);
}
