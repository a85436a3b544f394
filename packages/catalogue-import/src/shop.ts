import type { FieldError, ProblemDetails } from '@comptoir/contracts/problem'

type Problem = Partial<Pick<ProblemDetails, 'title' | 'detail'>> & {
  readonly errors?: readonly FieldError[] | undefined
}

/** What the shop does not take: its message says why. */
export class ShopRefusal extends Error {
  override readonly name: string = 'ShopRefusal'
  readonly status: number
  /** One of the codes of the contracts. */
  readonly code: string

  constructor(message: string, status: number, code: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** What the shop answered instead, as one line. */
export function refusalText(operation: string, status: number, problem: Problem = {}): string {
  const { title = 'no explanation', detail, errors } = problem
  const fields = errors?.map(({ field, message }) => `${field}: ${message}`).join(', ')
  return `${operation} answers ${status}: ${[title, detail, fields].filter(Boolean).join('; ')}`
}

/** The shop that products are written into: operations of its API, answered or refused with a ShopRefusal. */
export type Shop = <T = unknown>(
  operation: string,
  asking?: { readonly body?: unknown },
) => Promise<{ readonly body: T }>
