import type { Explanations } from './explanation.ts';

const told = (cause: string): Explanations[string] => ({ cause, wrong: null, cured: null });

/** What verify finds: reasons that lie in the computed numbers, so no study shows them by itself. */
export const verify: Explanations = {
  'differs-from-reported': told(
    'The printed digits stand for an interval, and what this study computes for that cell lies outside of it; or its p earns other stars by the legend. Either the printed number is wrong, or the study does not do what the publication did: look at the sample, the covariance and the conventions.',
  ),
  'claim-fails': told(
    'The condition of the claim does not hold on the computed results, or a value that it needs does not exist.',
  ),
  'nothing-to-compare': told(
    'The study has no lock, no reported column that is tied to a model (`model:`), no reported rows that are tied to a describe analysis (`of:`), and no claim. Verifying nothing proves nothing: `studyc lock` records the numbers.',
  ),
  'differs-from-lock': told(
    'The number is not the one that study.lock records. Under the version of studyc that recorded it every number is the same double; under another it is the same to 1e-9, relatively. What is meant to change is recorded anew by `studyc lock`.',
  ),
  'not-in-lock': told(
    'The study computes a number that study.lock does not record: an analysis was added since. `studyc lock` records it.',
  ),
  'not-computed': told(
    'The lock records a number that the study no longer computes: an analysis, a term or a statistic was taken out or renamed.',
  ),
  'data-changed': told(
    'The data file is not, byte by byte, the one from which the recorded numbers were computed. Where a version control system rewrites line ends, tell it to leave data files alone.',
  ),
  'spec-changed': told(
    'The study was edited since it was recorded. Its numbers are compared all the same; a title or a comment changes none of them. Not an error, unless --strict is given; `studyc lock` records the study as it is now.',
  ),
  'lock-version': told(
    'Another version of studyc recorded the lock. Its numbers may then be 1e-9 apart, relatively, and numbers that only the newer version computes are no difference. Not an error, unless --strict is given; `studyc lock` records what this version computes.',
  ),
  'lock-edited': told(
    'The checksum in the last line of the lock is not that of the lines before it: somebody changed a recorded number by hand, or a merge put two locks together. `studyc lock` records what is computed.',
  ),
  'lock-unreadable': told(
    'A line of the lock is not a reference and its value, or the whole has the form of another version of studyc. `studyc lock` writes it anew.',
  ),
};
