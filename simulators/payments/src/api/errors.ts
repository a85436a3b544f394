/** An answer that is an error in Stripe's shape; thrown ones have had no effect and are not kept under a key. */
export class ApiError extends Error {
  readonly status: number
  readonly error: Record<string, unknown>

  constructor(status: number, error: Record<string, unknown>) {
    super(String(error.message))
    this.status = status
    this.error = error
  }
}

type Details = { code?: string; param?: string; [name: string]: unknown }

export function invalidRequest(message: string, details: Details = {}): ApiError {
  const { code } = details
  const link = code
    ? { doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}` }
    : {}
  return new ApiError(400, { type: 'invalid_request_error', message, ...details, ...link })
}

export function notFound(kind: string, id: string, param = 'id'): ApiError {
  const error = { type: 'invalid_request_error', code: 'resource_missing', param }
  return new ApiError(404, { ...error, message: `No such ${kind}: '${id}'` })
}

export function unknownUrl(method: string, path: string): ApiError {
  const message = `Unrecognized request URL (${method}: ${path}).`
  return new ApiError(404, { type: 'invalid_request_error', message })
}

export function badKey(given: string): ApiError {
  const shown = given
    ? `Invalid API Key provided: ${given.slice(0, 8)}****`
    : 'You did not provide an API key.'
  return new ApiError(401, { type: 'invalid_request_error', message: shown })
}

export function keyReused(key: string): ApiError {
  const message =
    'Keys for idempotent requests can only be used with the same parameters they were first used with. ' +
    `Try using a key other than '${key}' if you meant to execute a different request.`
  return new ApiError(400, { type: 'idempotency_error', message })
}
