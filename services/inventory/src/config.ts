import { baseConfig } from '@comptoir/service/config'
import { z } from 'zod'

export const configShape = {
  ...baseConfig,
  /** How often holds that ran out are given back; availability never waits for it. */
  sweepEveryMs: z.coerce.number().int().min(100).default(5_000),
  /** How often the stock documents for lists and reports follow the log. */
  projectEveryMs: z.coerce.number().int().min(100).default(1_000),
  /** Changes of an item within this time are one event of a live stream. */
  liveGatherMs: z.coerce.number().int().min(1).default(300),
  /** How often streams look at what they follow, in case that an announcement was lost. */
  liveRefreshMs: z.coerce.number().int().min(100).default(15_000),
  /** How many who wait are told for each piece that is in stock again. */
  wishesPerUnit: z.coerce.number().min(0.1).max(1_000).default(3),
  /** For how long they may buy before others are told of the same pieces. */
  wishHeadStartSeconds: z.coerce.number().int().min(0).default(86_400),
  /** How often wishes are looked for of what has changed, and of everything. */
  wishEveryMs: z.coerce.number().int().min(10).default(2_000),
  wishSweepMs: z.coerce.number().int().min(100).default(300_000),
}
