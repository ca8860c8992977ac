/** Reports for other programs. */
export const reportKinds = ['junit', 'github', 'sarif'] as const;

export type ReportKind = (typeof reportKinds)[number];
