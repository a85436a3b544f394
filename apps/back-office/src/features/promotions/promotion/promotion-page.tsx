import type { Promotion } from '@comptoir/contracts/promotions/promotion'
import { readText } from '@comptoir/site/localized'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useLocale } from '../../../office.tsx'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import { DetailPage } from '../../../ui/detail/detail-page.tsx'
import { TabNav, tabProps } from '../../../ui/detail/tab-nav.tsx'
import classes from '../../../ui/detail/tabs.module.css'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { CodesTab } from '../codes/codes-tab.tsx'
import { FiguresTab } from '../figures/figures-tab.tsx'
import { promotionTones } from '../promotion-tones.ts'
import { TrialTab } from '../trial/trial-tab.tsx'
import { usePromotionWords } from '../use-promotion-words.ts'
import { RuleTab } from './rule-tab.tsx'
import { Transitions } from './transitions.tsx'
import { usePromotion } from './use-promotion.ts'

const route = getRouteApi('/promotions/$promotionId/$tab')

const tabs = {
  rule: (promotion) => <RuleTab key={promotion.promotionId} promotion={promotion} />,
  codes: (promotion) => <CodesTab promotion={promotion} />,
  figures: (promotion) => <FiguresTab promotion={promotion} />,
  trial: (promotion) => <TrialTab promotion={promotion} />,
} as const satisfies Readonly<Record<string, (promotion: Promotion) => ReactNode>>

type TabName = keyof typeof tabs
const tabNames = Object.keys(tabs) as TabName[]

/** A promotion: its rule, its codes, its figures, and a trial of it. Its address names the tab. */
export function PromotionPage() {
  const { promotionId, tab } = route.useParams()
  const words = usePromotionWords()
  const locale = useLocale()
  const { asked } = usePromotion(promotionId)
  const name = tabNames.find((one) => one === tab) ?? 'rule'
  return (
    <DetailPage
      key={promotionId}
      asked={asked}
      back={<BackLink to="/promotions" text={words.back} />}
      title={(promotion) => readText(promotion.name, locale).text}
      head={({ status }) => (
        <StatusBadge text={words.statuses[status]} tone={promotionTones[status]} />
      )}
    >
      {(promotion) => (
        <>
          <Transitions promotion={promotion} />
          <TabNav label={readText(promotion.name, locale).text}>
            {tabNames.map((one) => (
              <Link
                key={one}
                to="/promotions/$promotionId/$tab"
                params={{ promotionId, tab: one }}
                search={true}
                className={classes['tab']}
                {...tabProps(one === name)}
              >
                {words.tabs[one]}
              </Link>
            ))}
          </TabNav>
          {tabs[name](promotion)}
        </>
      )}
    </DetailPage>
  )
}
