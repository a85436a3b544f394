import { refuse } from '@comptoir/service/problems/refusal'
import { z } from 'zod'

export type PayPalOptions = {
  /** PayPal itself, its sandbox, or the PayPal simulator. */
  readonly apiUrl: string
  readonly clientId: string
  readonly clientSecret: string
  /** The webhook subscription that signatures are verified for. */
  readonly webhookId: string
  /** Where the payer comes back to; `{orderId}` is replaced. */
  readonly returnUrl: string
  readonly clock: () => Date
  /** Asks PayPal over something else than the network. */
  readonly fetch?: typeof fetch
}

/** What PayPal refuses: its answer is known, and stays the same. */
export class PayPalRefusal extends Error {
  readonly status: number
  /** PayPal's word for it, for example `INSTRUMENT_DECLINED`. */
  readonly issue: string
  constructor(status: number, issue: string) {
    super(issue)
    this.status = status
    this.issue = issue
  }
}

const Token = z.object({ access_token: z.string(), expires_in: z.number() })
const Problem = z.looseObject({
  name: z.string().default('refused'),
  details: z.array(z.looseObject({ issue: z.string() })).default([]),
})

const usualHeaders = { prefer: 'return=representation' }
const jsonHeaders = { 'content-type': 'application/json' }
const isForm = (body: unknown): body is FormData => body instanceof FormData
const bodyOf = (body: unknown = {}) =>
  typeof body === 'string' || isForm(body) ? body : JSON.stringify(body)

const headersOf = (body: unknown, once: string | undefined): Record<string, string> => ({
  ...usualHeaders,
  ...(isForm(body) ? {} : jsonHeaders),
  ...(once && { 'paypal-request-id': once }),
})

/** `body`: text and forms are sent as they are. */
type Call = { readonly method?: 'POST'; readonly body?: unknown; readonly once?: string }
export type PayPalClient = ReturnType<typeof createPayPalClient>

/**
 * PayPal's REST API over `fetch`. Its own SDK (@paypal/paypal-server-sdk 2.5) is not used: it only reaches PayPal's two
 * hosts, so that neither the simulator nor a proxy can stand in, and it knows neither webhooks nor disputes.
 */
export function createPayPalClient({
  apiUrl,
  clientId,
  clientSecret,
  clock,
  ...own
}: PayPalOptions) {
  const ask = own.fetch ?? fetch
  const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
  let token: { readonly value: string; readonly until: number } | undefined

  async function accessToken(): Promise<string> {
    if (token && clock().getTime() < token.until) return token.value
    const answer = await send('/v1/oauth2/token', {
      method: 'POST',
      headers: { authorization: basic, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
    })
    if (!answer.ok) throw unavailable(`no token: ${answer.status}`)
    const { access_token: value, expires_in: seconds } = Token.parse(await answer.json())
    token = { value, until: clock().getTime() + (seconds - 60) * 1000 }
    return value
  }

  async function send(path: string, init: RequestInit): Promise<Response> {
    const url = apiUrl.replace(/\/+$/, '') + path
    const signal = AbortSignal.timeout(10_000)
    return await ask(url, { ...init, signal }).catch(() => {
      throw unavailable('no answer')
    })
  }

  /** The answer by its schema. Throws `PayPalRefusal`, or `dependency_unavailable` when the outcome is not known. */
  return async function call<T extends z.ZodType>(
    path: string,
    schema: T,
    { method, body, once }: Call = {},
  ): Promise<z.output<T>> {
    const authorization = `Bearer ${await accessToken()}`
    const answer = await send(path, {
      method: method ?? 'GET',
      headers: { ...headersOf(body, once), authorization },
      ...(method && { body: bodyOf(body) }),
    })
    if (answer.status === 401) token = undefined
    if (!answer.ok) throw await refusalOf(answer)
    return schema.parse(answer.status === 204 ? {} : await answer.json())
  }
}

async function refusalOf(answer: Response): Promise<Error> {
  const { status } = answer
  if (status === 401 || status === 403 || status === 429 || status >= 500) {
    return unavailable(String(status))
  }
  const { name, details } = Problem.catch({ name: 'refused', details: [] }).parse(
    await answer.json().catch(() => ({})),
  )
  return new PayPalRefusal(status, details[0]?.issue ?? name)
}

const unavailable = (why: string) => refuse('dependency_unavailable', `PayPal: ${why}`)
