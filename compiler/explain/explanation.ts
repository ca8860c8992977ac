/** What `studyc explain CODE` says of a code, as plain data. */
export interface Explanation {
  /** Two or three sentences: what the code means, and what would go wrong without it. */
  readonly cause: string;
  /** Lines of a small example that earns the code; null where none is small, or where the reason lies in the data. */
  readonly wrong: readonly string[] | null;
  /** The same example without the mistake; null only where `wrong` is. */
  readonly cured: readonly string[] | null;
  /**
   * What the lines are: a part of a study (the rest of it is taken as given), a whole study, the text of a data file, or
   * printed numbers that an audit judges. A part if left out.
   */
  readonly form?: 'part' | 'whole' | 'data' | 'printed';
  /** Of what stands in the results beside numbers or in their place, and of what an audit finds. Messages have theirs from their wording. */
  readonly severity?: 'note' | 'finding';
}

/** Explanations by code. */
export type Explanations = Readonly<Record<string, Explanation>>;
