import { type FieldError, type ProblemCode, problems } from '@comptoir/contracts/problem'

export type RefusalOptions = {
  readonly errors?: readonly FieldError[]
  /** Members added to the problem body, for example `shortages`. */
  readonly extensions?: Readonly<Record<string, unknown>>
  /** Headers of the answer that the status asks for, such as `allow`. */
  readonly headers?: Readonly<Record<string, string>>
  /** What led to it, for the log: no client sees it. */
  readonly cause?: string | undefined
}

/** A no with a code from the contract table: it becomes a problem answer at the edge. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: ProblemCode
  readonly detail: string | undefined
  readonly errors: readonly FieldError[] | undefined
  readonly extensions: Readonly<Record<string, unknown>> | undefined
  readonly headers: Readonly<Record<string, string>> | undefined

  constructor(code: ProblemCode, detail?: string, options: RefusalOptions = {}) {
    super(detail ? `${code}: ${detail}` : code, { cause: options.cause })
    this.code = code
    this.detail = detail
    this.errors = options.errors
    this.extensions = options.extensions
    this.headers = options.headers
  }

  get status(): number {
    return problems[this.code].status
  }
}

/**
 * Makes a refusal, to be thrown.
 * @example throw refuse('out_of_stock', 'two lines are short', { extensions: { shortages } })
 */
export function refuse(code: ProblemCode, detail?: string, options?: RefusalOptions): Refusal {
  return new Refusal(code, detail, options)
}

/** Whether an error is a refusal, of one of the codes when codes are given. */
export function isRefusal(error: unknown, ...codes: ProblemCode[]): error is Refusal {
  return error instanceof Refusal && (codes.length === 0 || codes.includes(error.code))
}
