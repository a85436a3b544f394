import type { Settings, SettingsNamespace } from '@comptoir/contracts/admin/settings'

/** What a setting is filled in with. */
export type SettingKind =
  | ('text' | 'area' | 'email' | 'tel' | 'date' | 'time' | 'zone')
  | ('number' | 'money' | 'switch' | 'onOff' | 'lines' | 'countries')

/** Every setting there is, as in the contract: one that is missing here, or gone there, does not compile. */
export const settingKinds = {
  shop: { name: 'text', address: 'text', email: 'email', demo: 'switch' },
  seller: {
    ...({ name: 'text', legalForm: 'text', address: 'lines', siren: 'text' } as const),
    ...({ rcs: 'text', vatNumber: 'text', email: 'email', phone: 'tel' } as const),
  },
  legal: {
    ...({ termsVersion: 'date', privacyVersion: 'date' } as const),
    ...({ noticeVersion: 'date', withdrawalVersion: 'date' } as const),
  },
  delivery: { countries: 'countries', cutOffTime: 'time', shopTimeZone: 'zone' },
  orders: {
    ...({ guestOrders: 'switch', guestTokenDays: 'number' } as const),
    ...({ paymentDeadlineSeconds: 'number', paymentLinkDays: 'number' } as const),
    ...({ transferDays: 'number', draftDays: 'number', transferHolder: 'text' } as const),
    ...({ transferIban: 'text', transferBic: 'text' } as const),
  },
  returns: {
    ...({ returnWindowDays: 'number', returnSendDays: 'number' } as const),
    ...({ freeReturns: 'onOff', returnLabelPrice: 'money' } as const),
  },
  payments: { card: 'switch', paypal: 'switch' },
  billing: { invoicePrefix: 'text', creditNotePrefix: 'text' },
  maintenance: { on: 'switch', retryAfterSeconds: 'number', messageFr: 'area', messageEn: 'area' },
} as const satisfies {
  readonly [N in SettingsNamespace]: Readonly<Record<keyof Settings[N], SettingKind>>
}

/** The concerns in the order in which they are shown. */
export const namespaces = Object.keys(settingKinds) as SettingsNamespace[]

type Kinds = Readonly<Record<string, SettingKind>>

/** The settings of a concern, and what each is filled in with. */
export const kindsOf = (namespace: SettingsNamespace): Kinds => settingKinds[namespace]
