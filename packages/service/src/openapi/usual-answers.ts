import { type ProblemCode, problems } from '@comptoir/contracts/problem'

/** A refusal that may meet any request, whatever its operation: malformed, a token that is not valid, too much. */
const always: readonly ProblemCode[] = [
  'invalid_request',
  'invalid_token',
  'request_timeout',
  'uri_too_long',
  'rate_limited',
  'headers_too_large',
  'dependency_unavailable',
  'overloaded',
]
/** One that may meet any request with a body, and any whose path names something. */
const withBody: readonly ProblemCode[] = ['body_too_large', 'unsupported_media_type']
const withPath: readonly ProblemCode[] = ['not_found']

type Operation = {
  readonly responses: Readonly<Record<string, Described>>
  readonly requestBody?: unknown
}
type Described = { readonly description?: string; readonly $ref?: string }

const content = {
  'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDetails' } },
}

/** The codes by the status that they have. */
const byStatus: ReadonlyMap<string, readonly ProblemCode[]> = Map.groupBy(
  [...always, ...withBody, ...withPath],
  (code) => String(problems[code].status),
)

/**
 * The answers that operations share, for `components.responses`: of each status that may meet any operation, by the name
 * of its first code (`UriTooLong`).
 */
export const sharedAnswers: Readonly<Record<string, object>> = Object.fromEntries(
  [...byStatus.values()].map((codes) => [
    nameOf(codes),
    { description: codes.map(saidOf).join('; '), content },
  ]),
)

/**
 * An operation with the problems that stand before every operation. A status of which its contract says nothing refers
 * to the shared answer; else its codes are added to what the contract says.
 */
export function withUsualAnswers<O extends Operation>(path: string, operation: O): O {
  const usual = [
    ...always,
    ...(operation.requestBody ? withBody : []),
    ...(path.includes('{') ? withPath : []),
  ]
  const answers = new Map<string, Described>(Object.entries(operation.responses))
  for (const [status, codes] of byStatus) {
    if (!codes.some((code) => usual.includes(code))) continue
    const known = answers.get(status)
    answers.set(
      status,
      known
        ? { ...known, description: descriptionOf(codes, known) }
        : { $ref: `#/components/responses/${nameOf(codes)}` },
    )
  }
  return { ...operation, responses: Object.fromEntries(answers) }
}

function descriptionOf(codes: readonly ProblemCode[], { description = '' }: Described): string {
  const missing = codes.filter((code) => !description.includes(`${code}:`)).map(saidOf)
  return [description, ...missing].filter((text) => text !== '').join('; ')
}

function saidOf(code: ProblemCode): string {
  return `${code}: ${problems[code].title}`
}

function nameOf([first = 'internal_error']: readonly ProblemCode[]): string {
  return first.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
