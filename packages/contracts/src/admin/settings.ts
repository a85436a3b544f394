import { z } from '@hono/zod-openapi'
import { Email } from '../email.ts'
import { oneOf, requiredText } from '../schema.ts'
import { isIban } from './iban.ts'

const days = (most: number) => z.number().min(0).max(most)
const wholeDays = (most: number) => z.int().min(1).max(most)
const day = z.iso.date()
const documentPrefix = z.string().regex(/^[A-Z]{2,4}$/, 'two to four capital letters')
const message = z.string().trim().max(500)

function isTimeZone(timeZone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone }))
  } catch {
    return false
  }
}

/**
 * What staff may change while the shop sells: one schema for each concern. Secrets and addresses of other systems are no settings:
 * they stay in the environment.
 */
export const settingsShapes = {
  /** Who the shop is, for shoppers: fronts, mails. */
  shop: z.strictObject({
    name: requiredText(100),
    address: requiredText(300),
    email: Email,
    /** Whether fronts say that nothing is sold here. */
    demo: z.boolean(),
  }),
  /** Who sells, as the law wants it on invoices: what is issued from now on. */
  seller: z.strictObject({
    name: requiredText(100),
    legalForm: requiredText(200),
    address: z.array(requiredText(100)).min(2).max(6),
    siren: z.string().regex(/^\d{3} ?\d{3} ?\d{3}$/, 'nine digits'),
    rcs: requiredText(100),
    vatNumber: requiredText(20),
    email: Email,
    phone: z.string().trim().max(32),
  }),
  /** From which day on the present version of each legal text counts. */
  legal: z.strictObject({
    termsVersion: day,
    privacyVersion: day,
    noticeVersion: day,
    withdrawalVersion: day,
  }),
  delivery: z.strictObject({
    /** Where the shop delivers to; empty: wherever it has a tariff. */
    countries: z.array(z.string().regex(/^[A-Z]{2}$/)).max(250),
    /** What is ordered before this time, on the clocks of the time zone, leaves the same working day. */
    cutOffTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    shopTimeZone: z.string().refine(isTimeZone, 'is no time zone'),
  }),
  orders: z.strictObject({
    /** Whether one may buy without an account. */
    guestOrders: z.boolean(),
    /** How long the token of a guest opens its order. */
    guestTokenDays: wholeDays(3_650),
    /** How long an order waits for its payment. Stock is held ten minutes longer. */
    paymentDeadlineSeconds: z.int().min(1).max(85_000),
    /** How long an order that staff placed waits for its payment by a link, and by a bank transfer. */
    paymentLinkDays: wholeDays(60),
    transferDays: wholeDays(60),
    /** A draft that nobody changed for so long is deleted. */
    draftDays: wholeDays(3_650),
    /** The account that customers send bank transfers to, as orders placed from now on name it. */
    transferHolder: requiredText(70),
    transferIban: z.string().refine(isIban, 'is no IBAN'),
    transferBic: z.string().regex(/^([A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?)?$/, 'is no BIC'),
  }),
  returns: z.strictObject({
    /** How long after the delivery goods are taken back; the law's fourteen days count whatever is here. */
    returnWindowDays: days(3_650),
    /** How long goods of a return may take to be on their way, once they may come. */
    returnSendDays: days(365).min(1),
    /** `on`: the shop pays for the way back of every return, whatever its reason. */
    freeReturns: z.enum(['on', 'off']),
    /** What a customer pays for a label, in cents: withheld from the refund once a parcel has left with it. */
    returnLabelPrice: z.int().min(0).max(100_000),
  }),
  /** Which ways to pay are offered, of those that the shop has the keys of. */
  payments: z.strictObject({ card: z.boolean(), paypal: z.boolean() }),
  /** What numbers of papers begin with: those that are issued from now on, in a series of their own. */
  billing: z.strictObject({ invoicePrefix: documentPrefix, creditNotePrefix: documentPrefix }),
  /** While it is on, shoppers get 503 and staff go on. */
  maintenance: z.strictObject({
    on: z.boolean(),
    retryAfterSeconds: z.int().min(1).max(86_400),
    messageFr: message,
    messageEn: message,
  }),
} as const

export type SettingsNamespace = keyof typeof settingsShapes
export const settingsNamespaces = Object.keys(settingsShapes) as SettingsNamespace[]
export const SettingsNamespace = oneOf('SettingsNamespace', [
  ...(settingsNamespaces as [SettingsNamespace, ...SettingsNamespace[]]),
])

/** All settings, as a service sees them. */
export type Settings = {
  readonly [N in SettingsNamespace]: Readonly<z.infer<(typeof settingsShapes)[N]>>
}
/** What staff have set of a namespace: the rest has its initial value. */
export type SetValues = Readonly<Record<string, unknown>>

const firstTexts = '2026-11-01'

/** What a shop starts with. The seller is a company that does not exist. */
export const defaultSettings: Settings = {
  shop: {
    name: 'Comptoir Démonstration',
    address: '12 rue du Comptoir, 75002 Paris, France',
    email: 'contact@comptoir.example',
    demo: true,
  },
  seller: {
    name: 'Comptoir Démonstration',
    legalForm: 'SAS au capital de 10 000 €',
    address: ['12 rue du Comptoir', '75002 Paris', 'France'],
    siren: '123 456 789',
    rcs: 'RCS Paris 123 456 789',
    vatNumber: 'FR00 123456789',
    email: 'facturation@comptoir.example',
    phone: '',
  },
  legal: {
    termsVersion: firstTexts,
    privacyVersion: firstTexts,
    noticeVersion: firstTexts,
    withdrawalVersion: firstTexts,
  },
  delivery: { countries: [], cutOffTime: '14:00', shopTimeZone: 'Europe/Paris' },
  orders: {
    guestOrders: true,
    guestTokenDays: 90,
    paymentDeadlineSeconds: 1_800,
    paymentLinkDays: 3,
    transferDays: 10,
    draftDays: 90,
    transferHolder: 'Comptoir Démonstration',
    // of a bank that does not exist: no money can go there
    transferIban: 'FR76 0000 0000 0000 0000 0000 097',
    transferBic: '',
  },
  returns: { returnWindowDays: 30, returnSendDays: 14, freeReturns: 'off', returnLabelPrice: 490 },
  payments: { card: true, paypal: true },
  billing: { invoicePrefix: 'FA', creditNotePrefix: 'AV' },
  maintenance: {
    on: false,
    retryAfterSeconds: 300,
    messageFr: 'La boutique revient dans quelques minutes.',
    messageEn: 'The shop is back in a few minutes.',
  },
}

/**
 * The values of a namespace: what staff have set, over the initial ones. A value that its schema refuses does not count, so that a
 * service of another version than admin goes on with what it knows.
 */
export function settingsWith<N extends SettingsNamespace>(
  namespace: N,
  initial: Settings[N],
  set: SetValues,
): Settings[N] {
  const shape: z.ZodRawShape = settingsShapes[namespace].shape
  const taken = Object.entries(shape).flatMap(([key, schema]) => {
    if (!Object.hasOwn(set, key)) return []
    const value = (schema as z.ZodType).safeParse(Reflect.get(set, key))
    return value.success ? [[key, value.data]] : []
  })
  return { ...initial, ...Object.fromEntries(taken) }
}

const prefixes: Partial<Record<SettingsNamespace, string>> = {
  shop: 'SHOP_',
  seller: 'SELLER_',
  legal: 'LEGAL_',
  payments: 'PAYMENTS_',
  maintenance: 'MAINTENANCE_',
}

/**
 * The variable of the environment that a setting starts from.
 * @example settingVariable('returns', 'returnWindowDays') // 'RETURN_WINDOW_DAYS'
 */
export function settingVariable(namespace: SettingsNamespace, key: string): string {
  const own = namespace === 'delivery' && key === 'countries' ? 'deliveryCountries' : key
  const name = own.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()
  return `${prefixes[namespace] ?? ''}${name}`
}
