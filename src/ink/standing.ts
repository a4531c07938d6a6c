/**
 * How well a constant is known: measured and published, reckoned from published values, or assumed.
 */
export type Standing = 'literature' | 'derived' | 'assumed';
