/** Why a file could not be read or described; a failure of the runtime's sources fits as it is. */
export interface DataFailure {
  readonly kind: 'failure';
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
}
