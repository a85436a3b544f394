import { CallError } from '@comptoir/site/call'

export type ShownProblem = { readonly code: string; readonly traceId?: string | undefined }

/** What is said of an error: the code of a refusal, else that nothing came back. */
export const problemIn = (error: unknown): ShownProblem =>
  error instanceof CallError ? error.problem : { code: 'network' }
