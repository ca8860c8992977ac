import { EmbeddedActionsParser, type IToken, type ParserMethod } from 'chevrotain';
import type { Complain } from './located.ts';
import { climb, type Link } from './precedence.ts';
import type {
  ArgumentSyntax,
  BarSyntax,
  FormulaSyntax,
  InfixOperator,
  LiteralSyntax,
  NumberSyntax,
  PrefixOperator,
  RangeOperand,
  Syntax,
  TextSyntax,
  WordSyntax,
} from './syntax.ts';
import * as tokens from './tokens.ts';
import { splitWord, unquoteText } from './words.ts';

/** Where nodes built from tokens begin and end. */
const from = (first: IToken, last: IToken) => ({ start: first.startOffset, end: tokens.endOf(last) });
const wordText = (token: IToken): string => splitWord(token.image).parts[0]!;
const deepest = (nodes: readonly { readonly depth: number }[]): number =>
  nodes.reduce((most, node) => Math.max(most, node.depth), 0);

// Leaves are made of tokens alone, which chevrotain also hands out while it records the grammar.
const numberLeaf = (token: IToken): NumberSyntax => ({
  kind: 'number',
  image: token.image,
  depth: 1,
  ...from(token, token),
});
const textLeaf = (token: IToken): TextSyntax => ({
  kind: 'text',
  value: unquoteText(token.image),
  depth: 1,
  ...from(token, token),
});
const missingLeaf = (token: IToken): Syntax => ({ kind: 'missing', depth: 1, ...from(token, token) });
const wordLeaf = (token: IToken): WordSyntax => ({
  kind: 'word',
  word: splitWord(token.image),
  depth: 1,
  ...from(token, token),
});
const numberMember = (token: IToken, minus: IToken | undefined): LiteralSyntax => ({
  kind: 'number',
  image: token.image,
  negative: minus !== undefined,
  ...from(minus ?? token, token),
});
const wordMember = (token: IToken): LiteralSyntax => ({
  kind: 'text',
  value: wordText(token),
  ...from(token, token),
});

/**
 * The one grammar of formulas and expressions: LL(1), operators as flat chains that `climb` turns into trees.
 * It stops at the first error; syntax-errors.ts puts that in words.
 */
export class StudyGrammar extends EmbeddedActionsParser {
  /** Set before each use: where chains report what is wrong with their operators. */
  complain: Complain = () => undefined;

  constructor(skipValidations: boolean) {
    super([...tokens.vocabulary], { maxLookahead: 1, skipValidations });
    this.performSelfAnalysis();
  }

  readonly expression: ParserMethod<[], Syntax> = this.RULE('expression', () => this.SUBRULE(this.chain));

  readonly formula: ParserMethod<[], FormulaSyntax> = this.RULE('formula', () => {
    const left = this.SUBRULE(this.chain);
    this.CONSUME(tokens.Tilde);
    const right = this.SUBRULE1(this.chain);
    const bars: BarSyntax[] = [];
    this.MANY(() => {
      const bar = this.SUBRULE(this.bar);
      this.ACTION(() => bars.push(bar));
    });
    return this.ACTION(() => ({ left, right, bars, start: left.start, end: (bars.at(-1) ?? right).end }));
  });

  private readonly bar: ParserMethod<[], BarSyntax> = this.RULE('bar', () => {
    const sign = this.CONSUME(tokens.Bar);
    const left = this.SUBRULE(this.chain);
    const right = this.OPTION(() => {
      this.CONSUME(tokens.Tilde);
      return this.SUBRULE1(this.chain);
    });
    return this.ACTION(() => ({
      left,
      right: right ?? null,
      start: sign.startOffset,
      end: (right ?? left).end,
    }));
  });

  private readonly chain: ParserMethod<[], Syntax> = this.RULE('chain', () => {
    const links: Link[] = [];
    this.SUBRULE(this.operand, { ARGS: [links] });
    this.MANY(() =>
      this.OR([
        {
          ALT: () => {
            const sign = this.CONSUME(tokens.Infix);
            const operator = sign.image as InfixOperator;
            this.ACTION(() => links.push({ kind: 'infix', operator, ...from(sign, sign) }));
            this.SUBRULE1(this.operand, { ARGS: [links] });
          },
        },
        {
          ALT: () => {
            const word = this.CONSUME(tokens.In);
            const range = this.SUBRULE(this.range);
            this.ACTION(() => links.push({ kind: 'in', range, ...from(word, word) }));
          },
        },
      ]),
    );
    return this.ACTION(() => climb(links, this.complain));
  });

  private readonly operand: ParserMethod<[Link[]], void> = this.RULE('operand', (links: Link[]) => {
    this.MANY(() => {
      const sign = this.CONSUME(tokens.Prefix);
      const operator = sign.image as PrefixOperator;
      this.ACTION(() => links.push({ kind: 'prefix', operator, ...from(sign, sign) }));
    });
    const node = this.SUBRULE(this.atom);
    this.ACTION(() => links.push({ kind: 'operand', node }));
  });

  private readonly atom: ParserMethod<[], Syntax> = this.RULE('atom', () =>
    this.OR<Syntax>([
      { ALT: () => this.SUBRULE(this.literal) },
      { ALT: () => this.SUBRULE(this.named) },
      { ALT: () => this.SUBRULE(this.group) },
    ]),
  );

  private readonly literal: ParserMethod<[], Syntax> = this.RULE('literal', () =>
    this.OR<Syntax>([
      { ALT: () => numberLeaf(this.CONSUME(tokens.Numeral)) },
      { ALT: () => textLeaf(this.CONSUME(tokens.Text)) },
      { ALT: () => missingLeaf(this.CONSUME(tokens.Missing)) },
    ]),
  );

  private readonly group: ParserMethod<[], Syntax> = this.RULE('group', () => {
    const open = this.CONSUME(tokens.OpenRound);
    const inner = this.SUBRULE(this.chain);
    const close = this.CONSUME(tokens.CloseRound);
    return this.ACTION(
      (): Syntax => ({ kind: 'group', inner, depth: inner.depth + 1, ...from(open, close) }),
    );
  });

  /** A name, a call of it, or a slope `f[x]`. */
  private readonly named: ParserMethod<[], Syntax> = this.RULE('named', () => {
    const token = this.CONSUME(tokens.Word);
    const tail = this.OPTION(() =>
      this.OR<Syntax>([
        { ALT: () => this.SUBRULE(this.call, { ARGS: [token] }) },
        { ALT: () => this.SUBRULE(this.slope, { ARGS: [token] }) },
      ]),
    );
    return tail ?? wordLeaf(token);
  });

  private readonly call: ParserMethod<[IToken], Syntax> = this.RULE('call', (name: IToken) => {
    const given: ArgumentSyntax[] = [];
    this.CONSUME(tokens.OpenRound);
    this.MANY_SEP({
      SEP: tokens.Comma,
      DEF: () => {
        const first = this.SUBRULE(this.chain);
        const second = this.OPTION(() => {
          this.CONSUME(tokens.Equals);
          return this.SUBRULE1(this.chain);
        });
        given.push(second === undefined ? { name: null, value: first } : { name: first, value: second });
      },
    });
    const close = this.CONSUME(tokens.CloseRound);
    return this.ACTION(
      (): Syntax => ({
        kind: 'call',
        function: wordText(name),
        functionRange: from(name, name),
        arguments: given,
        depth: 1 + deepest(given.map((argument) => argument.value)),
        ...from(name, close),
      }),
    );
  });

  private readonly slope: ParserMethod<[IToken], Syntax> = this.RULE('slope', (name: IToken) => {
    const slopes: Syntax[] = [];
    this.CONSUME(tokens.OpenSquare);
    this.AT_LEAST_ONE_SEP({
      SEP: tokens.Comma,
      DEF: () => {
        const slope = this.SUBRULE(this.chain);
        this.ACTION(() => slopes.push(slope));
      },
    });
    const close = this.CONSUME(tokens.CloseSquare);
    return this.ACTION(
      (): Syntax => ({
        kind: 'slope',
        name: wordLeaf(name),
        slopes,
        depth: 1 + deepest(slopes),
        ...from(name, close),
      }),
    );
  });

  private readonly range: ParserMethod<[], RangeOperand> = this.RULE('range', () =>
    this.OR<RangeOperand>([
      {
        ALT: () => {
          const open = this.CONSUME(tokens.OpenSquare);
          const low = this.SUBRULE(this.chain);
          this.CONSUME(tokens.Comma);
          const high = this.SUBRULE1(this.chain);
          const close = this.CONSUME(tokens.CloseSquare);
          return this.ACTION(() => ({ kind: 'interval', low, high, ...from(open, close) }));
        },
      },
      {
        ALT: () => {
          const values: LiteralSyntax[] = [];
          const open = this.CONSUME(tokens.OpenCurly);
          this.AT_LEAST_ONE_SEP({
            SEP: tokens.Comma,
            DEF: () => {
              const value = this.SUBRULE(this.member);
              this.ACTION(() => values.push(value));
            },
          });
          const close = this.CONSUME(tokens.CloseCurly);
          return this.ACTION(() => ({ kind: 'members', values, ...from(open, close) }));
        },
      },
    ]),
  );

  private readonly member: ParserMethod<[], LiteralSyntax> = this.RULE('member', () =>
    this.OR<LiteralSyntax>([
      {
        ALT: () => {
          const minus = this.OPTION(() => this.CONSUME(tokens.Minus));
          return numberMember(this.CONSUME(tokens.Numeral), minus);
        },
      },
      { ALT: () => textLeaf(this.CONSUME(tokens.Text)) },
      { ALT: () => wordMember(this.CONSUME(tokens.Word)) },
    ]),
  );
}

let grammar: StudyGrammar | undefined;

/** The grammar, built at first use; its validation is a unit test, because it costs start-up time. */
export function studyGrammar(): StudyGrammar {
  grammar ??= new StudyGrammar(true);
  return grammar;
}
