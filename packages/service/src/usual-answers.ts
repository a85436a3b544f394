import { type ProblemCode, problems } from '@comptoir/contracts/problem'

/** A refusal that may meet any request, whatever its operation: malformed, a token that is not valid, too much. */
const always: readonly ProblemCode[] = [
  'invalid_request',
  'invalid_token',
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
type Described = { readonly description?: string }

const problem = {
  'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDetails' } },
}

/** An operation with the problems that stand before every operation, beside those that its contract names. */
export function withUsualAnswers<O extends Operation>(path: string, operation: O): O {
  const codes = [
    ...always,
    ...(operation.requestBody ? withBody : []),
    ...(path.includes('{') ? withPath : []),
  ]
  const answers = new Map(Object.entries(operation.responses))
  for (const code of codes) {
    const { status, title } = problems[code]
    const known = answers.get(String(status))
    const description = descriptionOf(code, title, known)
    answers.set(String(status), { ...(known ?? { content: problem }), description })
  }
  return { ...operation, responses: Object.fromEntries(answers) }
}

function descriptionOf(code: ProblemCode, title: string, known: Described | undefined): string {
  const said = `${code}: ${title}`
  if (!known?.description) return said
  return known.description.includes(`${code}:`)
    ? known.description
    : `${known.description}; ${said}`
}
