/** What every exported picture and every report says of itself. */
export const LIMITS_SHORT = 'Preview only - a model, not a photograph of your future result.';
