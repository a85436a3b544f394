import { z } from '@hono/zod-openapi'

/** Every problem code of the platform with its HTTP status and title: one list for errors, OpenAPI and clients. */
export const problems = {
  invalid_request: { status: 400, title: 'The request is not valid' },
  unauthenticated: { status: 401, title: 'Sign in first' },
  invalid_credentials: { status: 401, title: 'Email or password is wrong' },
  invalid_token: { status: 401, title: 'The token is not valid' },
  forbidden: { status: 403, title: 'Not allowed' },
  account_suspended: { status: 403, title: 'The account is suspended' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'Method not allowed' },
  request_timeout: { status: 408, title: 'The request did not arrive in time' },
  already_exists: { status: 409, title: 'It exists already' },
  conflict: { status: 409, title: 'Changed by someone else meanwhile' },
  request_running: { status: 409, title: 'The same request is still running' },
  email_taken: { status: 409, title: 'An account has this email' },
  category_not_empty: { status: 409, title: 'The category is not empty' },
  out_of_stock: { status: 409, title: 'Not enough stock' },
  code_refused: { status: 409, title: 'The code does not apply' },
  totals_changed: { status: 409, title: 'Prices or totals changed' },
  cart_not_orderable: { status: 409, title: 'The cart cannot be ordered' },
  cart_locked: { status: 409, title: 'The cart is being ordered' },
  transition_refused: { status: 409, title: 'The state does not allow it' },
  refund_too_large: { status: 409, title: 'More than what was captured' },
  goods_undecided: {
    status: 409,
    title: 'The order is not sent yet: say what becomes of its goods',
  },
  document_not_ready: { status: 409, title: 'The document is being made, try again shortly' },
  open_orders: { status: 409, title: 'There are open orders' },
  precondition_failed: { status: 412, title: 'The version is not the current one' },
  body_too_large: { status: 413, title: 'The body is too large' },
  uri_too_long: { status: 414, title: 'The address of the request is too long' },
  unsupported_media_type: { status: 415, title: 'The media type is not supported' },
  idempotency_key_reused: {
    status: 422,
    title: 'The idempotency key was used for another request',
  },
  no_shipping_option: { status: 422, title: 'No shipping to this destination' },
  headers_too_large: { status: 431, title: 'The headers are too large' },
  rate_limited: { status: 429, title: 'Too many requests' },
  internal_error: { status: 500, title: 'Internal error' },
  dependency_unavailable: { status: 503, title: 'A dependency does not answer' },
  maintenance: { status: 503, title: 'The shop is closed for maintenance' },
  overloaded: { status: 503, title: 'More than can be carried, try again later' },
} as const satisfies Record<string, { status: number; title: string }>

export type ProblemCode = keyof typeof problems

export const FieldError = z
  .object({ field: z.string(), code: z.string(), message: z.string() })
  .openapi('FieldError')
export type FieldError = z.infer<typeof FieldError>

/** RFC 9457 problem details, with a stable `code`, the fields at fault and the trace id. */
export const ProblemDetails = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    code: z.string(),
    errors: z.array(FieldError).optional(),
    traceId: z.string().optional(),
  })
  .openapi('ProblemDetails')
export type ProblemDetails = z.infer<typeof ProblemDetails>
