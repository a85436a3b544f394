import { z } from 'zod'

const seconds = (fallback: number) => z.coerce.number().min(0).max(3600).default(fallback)

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(9100),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('.comptoir/payment-simulator'),
  STRIPE_SECRET_KEY: z.string().min(8).default('sk_test_comptoir_simulator'),
  STRIPE_WEBHOOK_SECRET: z.string().min(8).default('whsec_comptoir_simulator'),
  /** Where signed webhooks go; nowhere when absent. */
  WEBHOOK_URL: z.url().optional(),
  /** Whether the tokens that refuse, challenge or delay mean anything; otherwise the answer is always yes. */
  SIMULATOR_TEST_CASES: z.enum(['on', 'off']).default('off'),
  /** The address that a shopper's browser reaches the confirmation page at. */
  SIMULATOR_URL: z.url().optional(),
  SIMULATOR_SLOW_SECONDS: seconds(3),
  SIMULATOR_REFUND_FAILS_SECONDS: seconds(2),
  SIMULATOR_DISPUTE_SECONDS: seconds(2),
  /** How often what came in is paid out to the shop. */
  SIMULATOR_PAYOUT_SECONDS: z.coerce.number().min(1).max(604_800).default(86_400),
  /** How long banks hold money that is not captured: seven days, as for most cards. */
  SIMULATOR_AUTHORISATION_SECONDS: z.coerce.number().min(1).max(604_800).default(604_800),
})

export type SimulatorConfig = ReturnType<typeof readConfig>

/** Reads the simulator's settings; every wrong variable becomes one line of the error. */
export function readConfig(env: NodeJS.ProcessEnv) {
  const parsed = Environment.safeParse(env)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new Error(lines.join('\n'))
  }
  const values = parsed.data
  return {
    port: values.PORT,
    host: values.HOST,
    dataDir: values.DATA_DIR,
    secretKey: values.STRIPE_SECRET_KEY,
    webhookSecret: values.STRIPE_WEBHOOK_SECRET,
    webhookUrl: values.WEBHOOK_URL,
    testCases: values.SIMULATOR_TEST_CASES === 'on',
    publicUrl: values.SIMULATOR_URL,
    slowMs: values.SIMULATOR_SLOW_SECONDS * 1000,
    refundFailsMs: values.SIMULATOR_REFUND_FAILS_SECONDS * 1000,
    disputeMs: values.SIMULATOR_DISPUTE_SECONDS * 1000,
    payoutMs: values.SIMULATOR_PAYOUT_SECONDS * 1000,
    authorisationMs: values.SIMULATOR_AUTHORISATION_SECONDS * 1000,
  }
}
