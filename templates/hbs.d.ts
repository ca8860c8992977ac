declare module '*.hbs' {
  /** A precompiled layout: fills the named slots with text that is already escaped. */
  const template: (slots: unknown) => string;
  export default template;
}
