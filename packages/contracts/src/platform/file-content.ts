import { z } from '@hono/zod-openapi'
import { schema } from '../schema.ts'

/** A small file between services: calls through sidecars carry JSON. */
export const FileContent = schema('FileContent', {
  name: z.string(),
  contentType: z.string(),
  base64: z.string(),
})
export type FileContent = z.infer<typeof FileContent>
