import { z } from 'zod'
import { attempt } from '../runner/files.ts'
import { UserError } from '../runner/screen/user-error.ts'
import type { JsonSchema } from './event-schemas.ts'

/**
 * What the registry is to refuse: a schema that does not take the messages of every version before. The other direction
 * is ours alone (`compatibility.ts`): a registry takes readers of a closed schema to refuse properties that they do not
 * know, while ours ignore them, so `FULL` would refuse every added property.
 */
export const compatibility = 'BACKWARD_TRANSITIVE'

const timeoutMs = 20_000
const mediaType = 'application/vnd.schemaregistry.v1+json'

export type Verdict = { readonly compatible: boolean; readonly reason: string }
export type Registered = 'registered' | 'unchanged' | { readonly refused: string }

/** A schema registry with the API of Confluent's. Its calls throw a UserError when no registry answers. */
export type Registry = {
  subjects(): Promise<string[]>
  /** Whether the schema may follow every version of the subject; nothing when there is no such subject. */
  judge(subject: string, schema: JsonSchema): Promise<Verdict | undefined>
  register(subject: string, schema: JsonSchema): Promise<Registered>
  /** The compatibility that holds for a subject of its own; nothing when it has none. */
  compatibilityOf(subject: string): Promise<string | undefined>
  setCompatibility(subject: string): Promise<void>
}

type Answer = { readonly status: number; readonly body: unknown }

/**
 * Speaks to the registry at an address; `credentials` is `user:password`.
 * @example const registry = connectRegistry('http://127.0.0.1:8081/apis/ccompat/v7')
 */
export function connectRegistry(url: string, credentials?: string): Registry {
  const base = url.replace(/\/+$/, '')

  async function call(method: string, path: string, body?: object): Promise<Answer> {
    const headers = {
      accept: mediaType,
      ...(body && { 'content-type': mediaType }),
      ...(credentials && { authorization: `Basic ${btoa(credentials)}` }),
    }
    const signal = AbortSignal.timeout(timeoutMs)
    const request = { method, headers, signal, ...(body && { body: JSON.stringify(body) }) }
    const answer = await fetch(base + path, request).catch((error: unknown) => {
      throw new UserError(`No schema registry answers at ${base}: ${reasonOf(error)}`)
    })
    const text = await answer.text()
    return { status: answer.status, body: attempt(() => JSON.parse(text)) ?? text }
  }

  async function expectOk(method: string, path: string, body?: object): Promise<unknown> {
    const answer = await call(method, path, body)
    if (answer.status === 200) return answer.body
    throw unexpected(base, `${method} ${path}`, answer)
  }

  const versions = (subject: string) => `/subjects/${encodeURIComponent(subject)}/versions`
  const config = (subject: string) => `/config/${encodeURIComponent(subject)}`

  return {
    subjects: async () => z.array(z.string()).parse(await expectOk('GET', '/subjects')),

    async judge(subject, schema) {
      const path = `/compatibility${versions(subject)}?verbose=true`
      const answer = await call('POST', path, bodyOf(schema))
      if (answer.status === 404) return undefined
      if (answer.status !== 200) throw unexpected(base, `POST ${path}`, answer)
      const { is_compatible: compatible, reason, messages } = Judgement.parse(answer.body)
      return { compatible, reason: reason ?? messages?.join('; ') ?? '' }
    },

    async register(subject, schema) {
      const known = await call('POST', `/subjects/${encodeURIComponent(subject)}`, bodyOf(schema))
      if (known.status === 200) return 'unchanged'
      const answer = await call('POST', versions(subject), bodyOf(schema))
      if (answer.status === 200) return 'registered'
      if (answer.status !== 409 && answer.status !== 422)
        throw unexpected(base, `POST ${versions(subject)}`, answer)
      return { refused: messageOf(answer) }
    },

    async compatibilityOf(subject) {
      const { status, body } = await call('GET', config(subject))
      return status === 200 ? Config.parse(body).compatibilityLevel : undefined
    },

    async setCompatibility(subject) {
      await expectOk('PUT', config(subject), { compatibility })
    },
  }
}

const Judgement = z.object({
  is_compatible: z.boolean(),
  /** Apicurio's word. */
  reason: z.string().nullish(),
  /** Confluent's word. */
  messages: z.array(z.string()).nullish(),
})
const Config = z.object({ compatibilityLevel: z.string() })

const bodyOf = (schema: JsonSchema) => ({ schemaType: 'JSON', schema: JSON.stringify(schema) })

function unexpected(base: string, request: string, answer: Answer): UserError {
  const hint =
    answer.status === 404 ? '; the address of an Apicurio ends with /apis/ccompat/v7' : ''
  return new UserError(
    `The registry at ${base} answers ${request} with HTTP ${answer.status}: ${messageOf(answer)}${hint}`,
  )
}

function messageOf({ body }: Answer): string {
  const known = z.object({ message: z.string() }).safeParse(body).data
  return known?.message ?? String(body).slice(0, 200)
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return `no answer in ${timeoutMs / 1000} s`
  return error.cause instanceof Error && 'code' in error.cause
    ? String(error.cause.code)
    : error.message
}
