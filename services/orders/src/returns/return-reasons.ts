import type { LocalizedText } from '@comptoir/contracts/common'
import type { ReturnReason } from '@comptoir/contracts/orders/return-schemas'

type Reason = { readonly label: Required<LocalizedText>; readonly shopFault: boolean }

/** Every reason with its words. At the shop's fault the legal guarantee covers the delivery too (Code de la consommation, L217-11). */
export const returnReasons: Readonly<Record<ReturnReason, Reason>> = {
  withdrawal: { label: { fr: 'Rétractation', en: 'Withdrawal' }, shopFault: false },
  changed_mind: { label: { fr: 'J’ai changé d’avis', en: 'I changed my mind' }, shopFault: false },
  wrong_size: {
    label: { fr: 'La taille ne convient pas', en: 'The size does not fit' },
    shopFault: false,
  },
  ordered_by_mistake: {
    label: { fr: 'Commandé par erreur', en: 'Ordered by mistake' },
    shopFault: false,
  },
  late: { label: { fr: 'Arrivé trop tard', en: 'Arrived too late' }, shopFault: true },
  damaged: { label: { fr: 'Arrivé abîmé', en: 'Arrived damaged' }, shopFault: true },
  defective: { label: { fr: 'Ne fonctionne pas', en: 'Does not work' }, shopFault: true },
  wrong_item: {
    label: { fr: 'Ce n’est pas cet article', en: 'Not what I ordered' },
    shopFault: true,
  },
  not_as_described: {
    label: { fr: 'Ne correspond pas à la description', en: 'Not as described' },
    shopFault: true,
  },
}
