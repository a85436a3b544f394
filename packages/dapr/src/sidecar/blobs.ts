import { createHash } from 'node:crypto'
import { refuse } from '@comptoir/service/problems/refusal'
import { type Sidecar, SidecarError } from './sidecar.ts'

/** Content-addressed files: the same bytes have the same name, and documents keep the hash. */
export type Blobs = {
  put(bytes: Uint8Array): Promise<{ sha256: string }>
  get(sha256: string): Promise<Buffer | undefined>
  /** Forgets a file; one that is not there is no error. */
  remove(sha256: string): Promise<void>
}

const timeoutMs = 10_000

/** Files behind a Dapr binding (a folder, or a bucket). They travel as base64 text, so every binding keeps them whole. */
export function createBlobs(sidecar: Sidecar, binding = 'blobs'): Blobs {
  async function call(operation: string, sha256: string, data?: string) {
    // localstorage names its files by `fileName`, buckets by `key`
    const body = JSON.stringify({ operation, data, metadata: { fileName: sha256, key: sha256 } })
    const headers = { 'content-type': 'application/json' }
    const path = `/v1.0/bindings/${binding}`
    return sidecar.request({ method: 'POST', path, headers, body, timeoutMs })
  }
  return {
    async put(bytes) {
      const sha256 = hashOf(bytes)
      const answer = await call('create', sha256, Buffer.from(bytes).toString('base64'))
      if (answer.status >= 300)
        throw new SidecarError(`blob create: ${answer.status} ${answer.body}`)
      return { sha256 }
    },
    async get(sha256) {
      if (!/^[0-9a-f]{64}$/.test(sha256)) return undefined
      const answer = await call('get', sha256)
      if (answer.status < 300) return checked(sha256, answer.body)
      if (isMissing(answer.body)) return undefined
      throw new SidecarError(`blob get: ${answer.status}`)
    },
    async remove(sha256) {
      const answer = await call('delete', sha256)
      if (answer.status >= 300 && !isMissing(answer.body))
        throw new SidecarError(`blob delete: ${answer.status} ${answer.body}`)
    },
  }
}

const isMissing = (body: Buffer) =>
  /not found|no such|NoSuchKey|does not exist/i.test(body.toString())

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** A binding answers with what was stored, raw or as a JSON string; the hash tells which reading is right. */
function checked(sha256: string, body: Buffer): Buffer {
  const text = body.toString()
  const plain = Buffer.from(text.startsWith('"') ? JSON.parse(text) : text, 'base64')
  for (const bytes of [plain, body]) if (hashOf(bytes) === sha256) return bytes
  throw new SidecarError(`blob ${sha256} is not what it was`)
}

/** A stored PDF as the answer of its route; its ETag is its hash. */
export async function answerPdf(
  blobs: Blobs,
  { sha256, name }: { readonly sha256: string; readonly name: string },
): Promise<Response> {
  const bytes = await blobs.get(sha256)
  if (!bytes) throw refuse('dependency_unavailable', 'the PDF cannot be read')
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${name}.pdf"`,
      etag: `"${sha256}"`,
      'cache-control': 'private, max-age=3600',
    },
  })
}
