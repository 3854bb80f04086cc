/** A value that survives JSON without loss: the only values allowed in documents, issues and saved models. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
