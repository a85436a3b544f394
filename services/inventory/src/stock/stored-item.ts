import { z } from 'zod'

/** A stock item as scripts answer it and as its document is stored, apart from the public view. */
export const StoredItem = z.object({
  sku: z.string(),
  onHand: z.int(),
  reserved: z.int(),
  available: z.int(),
  lowThreshold: z.int(),
  level: z.enum(['ok', 'low', 'out', 'oversold']),
  version: z.int(),
})
