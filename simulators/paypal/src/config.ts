import { z } from 'zod'

const seconds = (fallback: number) => z.coerce.number().min(0).max(3600).default(fallback)

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(9102),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('.comptoir/paypal-simulator'),
  PAYPAL_CLIENT_ID: z.string().min(8).default('paypal-simulator-client'),
  PAYPAL_CLIENT_SECRET: z.string().min(8).default('paypal-simulator-secret'),
  /** The id of the one webhook subscription. */
  PAYPAL_WEBHOOK_ID: z.string().min(3).default('WH0SIMULATOR'),
  /** Where webhooks go; nowhere when absent. */
  WEBHOOK_URL: z.url().optional(),
  /** Whether payers are offered more than yes and no: declined, pending, disputed and so on. */
  SIMULATOR_TEST_CASES: z.enum(['on', 'off']).default('off'),
  /** The address that a payer's browser reaches the approval page at. */
  SIMULATOR_URL: z.url().optional(),
  SIMULATOR_SLOW_SECONDS: seconds(3),
  /** How long money that is not captured is held: 29 days, as at PayPal. */
  SIMULATOR_AUTHORISATION_SECONDS: z.coerce.number().min(1).max(2_505_600).default(2_505_600),
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
    clientId: values.PAYPAL_CLIENT_ID,
    clientSecret: values.PAYPAL_CLIENT_SECRET,
    webhookId: values.PAYPAL_WEBHOOK_ID,
    webhookUrl: values.WEBHOOK_URL,
    testCases: values.SIMULATOR_TEST_CASES === 'on',
    publicUrl: values.SIMULATOR_URL,
    slowMs: values.SIMULATOR_SLOW_SECONDS * 1000,
    authorisationMs: values.SIMULATOR_AUTHORISATION_SECONDS * 1000,
  }
}
