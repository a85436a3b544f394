import type { Context } from 'hono'
import { refuse } from '../problems/refusal.ts'

export type Upload = {
  readonly bytes: Uint8Array
  /** The other fields of the form that are texts. */
  readonly fields: ReadonlyMap<string, string>
}

/** The bytes of an upload: the field `file` of a form, or the body itself. */
export async function readUpload(c: Context): Promise<Upload> {
  if (!/^\s*multipart\/form-data/i.test(c.req.header('content-type') ?? '')) {
    return { bytes: new Uint8Array(await c.req.arrayBuffer()), fields: new Map() }
  }
  const form = await c.req.parseBody().catch((error: unknown) => {
    // what the parser says of a form without a boundary, or one that breaks off (RFC 7578)
    if (error instanceof TypeError) throw refuse('invalid_request', 'the form cannot be read')
    throw error
  })
  const { file, ...rest } = form
  if (!(file instanceof File)) throw refuse('invalid_request', 'the form has no field `file`')
  const texts = Object.entries(rest).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  )
  return { bytes: new Uint8Array(await file.arrayBuffer()), fields: new Map(texts) }
}
