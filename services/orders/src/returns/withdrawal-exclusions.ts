import type { WithdrawalExclusion } from '@comptoir/contracts/catalog/withdrawal-exclusion'
import type { LocalizedText } from '@comptoir/contracts/common'
import type { ReturnReason } from '@comptoir/contracts/orders/return-schemas'
import { returnReasons } from './return-reasons.ts'

type Exclusion = {
  /** Excluded only once its seal is broken: it may be sent back, and is refused when it arrives unsealed. */
  readonly onlyUnsealed: boolean
  readonly label: Required<LocalizedText>
}

const article = (number: number): Required<LocalizedText> => ({
  fr: `Pas de rétractation (article L221-28, ${number}°, du code de la consommation) : `,
  en: `No right to withdraw (article L221-28, ${number}°, of the French Code de la consommation): `,
})

function exclusion(number: number, what: Required<LocalizedText>, onlyUnsealed = false): Exclusion {
  const { fr, en } = article(number)
  return { onlyUnsealed, label: { fr: `${fr}${what.fr}.`, en: `${en}${what.en}.` } }
}

/** Why goods cannot be withdrawn from, in the words of the law. */
export const withdrawalExclusions: Readonly<Record<WithdrawalExclusion, Exclusion>> = {
  made_to_measure: exclusion(3, {
    fr: 'bien confectionné selon vos spécifications ou nettement personnalisé',
    en: 'goods made to your specifications or clearly personalised',
  }),
  perishable: exclusion(4, {
    fr: 'bien susceptible de se détériorer ou de se périmer rapidement',
    en: 'goods that deteriorate or expire rapidly',
  }),
  sealed_hygiene: exclusion(
    5,
    {
      fr: 'bien descellé après la livraison, qui ne peut être renvoyé pour des raisons d’hygiène ou de santé',
      en: 'goods unsealed after delivery that cannot be returned for reasons of hygiene or health',
    },
    true,
  ),
  mixed: exclusion(6, {
    fr: 'bien mélangé de manière indissociable avec d’autres articles',
    en: 'goods inseparably mixed with other items',
  }),
  sealed_media: exclusion(
    9,
    {
      fr: 'enregistrement audio ou vidéo ou logiciel descellé après la livraison',
      en: 'audio or video recordings or software unsealed after delivery',
    },
    true,
  ),
  press: exclusion(10, {
    fr: 'journal, périodique ou magazine',
    en: 'a newspaper, periodical or magazine',
  }),
  digital: exclusion(13, {
    fr: 'contenu numérique dont l’exécution a commencé avec votre accord',
    en: 'digital content that was begun with your consent',
  }),
}

type Excludable = { readonly withdrawalExclusion?: WithdrawalExclusion | undefined }

/**
 * Why a line cannot come back for a reason; nothing when it can. What is at fault comes back whatever it is: the legal guarantee knows
 * no exclusion (L217-3).
 */
export function exclusionOf(
  { withdrawalExclusion: why }: Excludable,
  reason: ReturnReason,
): WithdrawalExclusion | undefined {
  if (!why || returnReasons[reason].shopFault) return undefined
  return withdrawalExclusions[why].onlyUnsealed ? undefined : why
}

/** Goods that the law excludes once their seal is broken. */
export const isSealed = ({ withdrawalExclusion: why }: Excludable): boolean =>
  why !== undefined && withdrawalExclusions[why].onlyUnsealed
