import { request } from 'node:http'
import { connect } from 'node:http2'

export type SidecarCall = {
  readonly port: number
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** The status that a sidecar answers; unlike `fetch`, it may name a foreign host. */
export function askSidecar({ port, body, ...call }: SidecarCall): Promise<number> {
  return new Promise((done, failed) => {
    const outgoing = request({ host: '127.0.0.1', port, ...call }, (answer) => {
      answer.resume()
      answer.on('end', () => done(answer.statusCode ?? 0))
    })
    outgoing.on('error', failed)
    outgoing.end(body)
  })
}

/** The gRPC status of `GetMetadata` at a sidecar: 0 is success, 16 unauthenticated. */
export function askSidecarByGrpc(port: number, token?: string): Promise<number> {
  const session = connect(`http://127.0.0.1:${port}`)
  const stream = session.request({
    ':method': 'POST',
    ':path': '/dapr.proto.runtime.v1.Dapr/GetMetadata',
    'content-type': 'application/grpc',
    te: 'trailers',
    ...(token && { 'dapr-api-token': token }),
  })
  const emptyMessage = Buffer.alloc(5)
  return new Promise<number>((done, failed) => {
    const read = (headers: Record<string, unknown>) => {
      if (headers['grpc-status'] !== undefined) done(Number(headers['grpc-status']))
    }
    session.on('error', failed)
    stream.on('error', failed).on('response', read).on('trailers', read).resume()
    stream.end(emptyMessage)
  }).finally(() => session.close())
}
