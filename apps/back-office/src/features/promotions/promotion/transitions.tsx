import type { Promotion, PromotionStatus } from '@comptoir/contracts/promotions/promotion'
import type {
  archivePromotion,
  pausePromotion,
  publishPromotion,
  resumePromotion,
} from '@comptoir/contracts/promotions/routes'
import { useApi, useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { ifMatch } from '../../../ui/actions/if-match.ts'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { headline } from '../rule/sentences.ts'
import { usePromotionWords } from '../use-promotion-words.ts'
import { useKeepPromotion, useReread } from './use-promotion.ts'

type Transition = 'publish' | 'pause' | 'resume' | 'archive'

/** What can be done with a promotion in a state. */
const transitionsOf: Readonly<Record<PromotionStatus, readonly Transition[]>> = {
  draft: ['publish', 'archive'],
  scheduled: ['pause', 'archive'],
  active: ['pause', 'archive'],
  paused: ['resume', 'archive'],
  ended: ['archive'],
  archived: [],
}

type Props = { readonly promotion: Promotion }

/** Publishes, pauses, resumes and archives a promotion: each as it is shown, so that nobody publishes what changed meanwhile. */
export function Transitions({ promotion }: Props) {
  const texts = usePromotionWords()
  const locale = useLocale()
  const { may } = usePermissions()
  const run = useTransitions(promotion)
  const { actions } = texts
  const rule = headline(promotion, { texts, locale })
  const effects: Readonly<Record<Transition, string>> = {
    publish: actions.publishEffect(rule),
    pause: actions.pauseEffect,
    resume: actions.resumeEffect(rule),
    archive: actions.archiveEffect,
  }
  if (!may('promotions.write')) return null
  return (
    <div className={classes['actions']}>
      {transitionsOf[promotion.status].map((name) => (
        <DangerAction
          key={name}
          action={actions[name]}
          effect={effects[name]}
          request={`promotion/${promotion.promotionId}/${name}`}
          asksWhy={false}
          isPrimary={name === 'publish'}
          run={run[name]}
        />
      ))}
    </div>
  )
}

function useTransitions(promotion: Promotion) {
  const { promotionId, version } = promotion
  const { call } = useApi()
  const keep = useKeepPromotion()
  const reread = useReread(promotion)
  const given = { params: { promotionId }, headers: ifMatch(version) }
  const kept = (asked: Promise<Promotion>) =>
    asked.then(keep, (refusal: unknown) => {
      // asked again, it is of what the page shows then
      reread()
      throw refusal
    })
  return {
    publish: () =>
      kept(call<typeof publishPromotion>('POST /api/promotions/{promotionId}/publish', given)),
    pause: () =>
      kept(call<typeof pausePromotion>('POST /api/promotions/{promotionId}/pause', given)),
    resume: () =>
      kept(call<typeof resumePromotion>('POST /api/promotions/{promotionId}/resume', given)),
    archive: () =>
      kept(call<typeof archivePromotion>('POST /api/promotions/{promotionId}/archive', given)),
  } satisfies Readonly<Record<Transition, () => Promise<void>>>
}
