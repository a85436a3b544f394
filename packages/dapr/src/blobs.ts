import type { Sidecar } from './sidecar.ts'

/** Content-addressed files: the same bytes have the same name, and documents keep the hash. */
export type Blobs = {
  put(bytes: Buffer, contentType?: string): Promise<{ sha256: string }>
  get(sha256: string): Promise<Buffer | undefined>
}

export declare function createBlobs(sidecar: Sidecar, binding?: string): Blobs
export declare function createMemoryBlobs(): Blobs
