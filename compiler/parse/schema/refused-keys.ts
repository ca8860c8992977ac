/** Common keys that one verb does not take. */
export interface Refusal {
  readonly keys: readonly string[];
  /** `never`: the key means nothing to this verb. `later`: it would, and is not built. */
  readonly when: 'never' | 'later';
  readonly instead?: string;
}

const settings = ['vcov', 'estimator', 'level', 'weights', 'tau', 'margins'];

/** By verb. Editors are not offered what never has a meaning. */
export const refusals: Readonly<Record<string, readonly Refusal[]>> = {
  define: [{ keys: ['where', 'split', 'common_sample', 'conventions', ...settings], when: 'never' }],
  describe: [
    { keys: settings, when: 'never' },
    { keys: ['common_sample'], when: 'never', instead: 'say in where which cells must not be missing' },
  ],
  correlate: [{ keys: ['conventions', ...settings], when: 'never' }],
  contrast: [
    {
      keys: ['where', 'split', 'common_sample', 'conventions', ...settings],
      when: 'never',
      instead: 'say it where the models are',
    },
  ],
  mediate: [
    { keys: ['common_sample'], when: 'never', instead: 'leave it out: its models are on one sample anyway' },
  ],
  placebo: [
    { keys: ['common_sample'], when: 'never', instead: 'leave it out: a placebo has one model' },
    { keys: ['margins'], when: 'never' },
    { keys: ['split'], when: 'later', instead: 'one placebo for each group, with where' },
  ],
};
