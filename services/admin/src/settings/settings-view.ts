import type { SettingsView, Shop } from '@comptoir/contracts/admin/schemas'
import type { Settings, SettingsNamespace } from '@comptoir/contracts/admin/settings'
import type { Document } from '@comptoir/dapr/documents/documents'
import { type SettingsDocument, valuesOf } from './settings.ts'

type Found = Document<SettingsDocument> | undefined

/** The settings of a concern as staff see them. */
export function toSettingsView(
  namespace: SettingsNamespace,
  initial: Settings,
  document: Found,
): SettingsView {
  const last = document?.data.history.at(-1)
  return {
    ...{ namespace, version: document?.version ?? 0 },
    values: { ...valuesOf(namespace, initial, document?.data) },
    set: Object.keys(document?.data.values ?? {}),
    ...(last && { updatedAt: last.at, updatedBy: last.by }),
  }
}

/** Days that a consumer has to withdraw (Code de la consommation, L221-18): no setting of the shop. */
const withdrawalDays = 14

/** The shop as anyone sees it. */
export function toShop({
  shop,
  seller,
  legal,
  delivery,
  orders,
  returns,
  ...rest
}: Settings): Shop {
  const { phone, address, ...company } = seller
  const { on, messageFr, messageEn } = rest.maintenance
  return {
    ...shop,
    seller: { ...company, address: [...address], ...(phone && { phone }) },
    legalTexts: {
      terms: legal.termsVersion,
      privacy: legal.privacyVersion,
      notice: legal.noticeVersion,
      withdrawal: legal.withdrawalVersion,
    },
    countries: [...delivery.countries],
    cutOffTime: delivery.cutOffTime,
    timeZone: delivery.shopTimeZone,
    guestOrders: orders.guestOrders,
    paymentDeadlineSeconds: orders.paymentDeadlineSeconds,
    returnWindowDays: returns.returnWindowDays,
    withdrawalDays,
    freeReturns: returns.freeReturns === 'on',
    maintenance: { on, messageFr, messageEn },
  }
}
