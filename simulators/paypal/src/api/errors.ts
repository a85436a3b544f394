import { HTTPException } from 'hono/http-exception'
import { newId } from '../books/ids.ts'

type Detail = { readonly issue: string; readonly description: string; readonly field?: string }

/** An error in PayPal's form: a name, a debug id, details by issue. */
export class PayPalError extends Error {
  readonly status: 400 | 401 | 404 | 422
  readonly title: string
  readonly details: readonly Detail[]
  constructor(status: PayPalError['status'], title: string, details: readonly Detail[] = []) {
    super(title)
    this.status = status
    this.title = title
    this.details = details
  }
}

export const invalid = (field: string, description: string) =>
  new PayPalError(400, 'INVALID_REQUEST', [
    { field, issue: 'INVALID_PARAMETER_SYNTAX', description },
  ])
export const notFound = () =>
  new PayPalError(404, 'RESOURCE_NOT_FOUND', [
    { issue: 'INVALID_RESOURCE_ID', description: 'The specified resource does not exist.' },
  ])
export const unprocessable = (issue: string, description = issue) =>
  new PayPalError(422, 'UNPROCESSABLE_ENTITY', [{ issue, description }])
export const unauthorized = () => new PayPalError(401, 'AUTHENTICATION_FAILURE')

/** Any error as PayPal answers it. */
export function answerOf(error: unknown): Response {
  if (error instanceof HTTPException) return error.getResponse()
  if (!(error instanceof PayPalError)) {
    console.error(error)
    return Response.json({ name: 'INTERNAL_SERVER_ERROR', debug_id: newId() }, { status: 500 })
  }
  const { status, title: name, details } = error
  const body = { name, message: error.message, debug_id: newId(), details, links: [] }
  return Response.json(body, { status })
}
