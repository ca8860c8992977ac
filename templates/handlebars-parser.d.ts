declare module 'handlebars/dist/cjs/handlebars/compiler/base.js' {
  /** The parser alone: no compiler comes with it. Throws an Error whose message names the line. */
  export function parse(source: string): hbs.AST.Program;
}
