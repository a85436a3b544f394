import type { createPromotion } from '@comptoir/contracts/promotions/routes'
import { useNavigate } from '@tanstack/react-router'
import { useApi, useOffice } from '../../../office.tsx'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import { PlainPage } from '../../../ui/detail/plain-page.tsx'
import { SaveBar } from '../../../ui/form/save-bar.tsx'
import { useForm } from '../../../ui/form/use-form.ts'
import { useSave } from '../../../ui/form/use-save.ts'
import { useKeepPromotion } from '../promotion/use-promotion.ts'
import { usePromotionWords } from '../use-promotion-words.ts'
import { fieldOf } from './rule-fields.ts'
import { RuleForm } from './rule-form.tsx'
import { ruleLabels } from './rule-labels.ts'
import { newRule, ruleOf } from './rule-values.ts'

/** A new promotion: a draft, which applies to nothing until it is published. */
export function NewPromotionPage() {
  const { call } = useApi()
  const { requestKeys } = useOffice()
  const words = usePromotionWords()
  const keep = useKeepPromotion()
  const navigate = useNavigate()
  const form = useForm({ name: 'promotion new', saved: newRule, fieldOf })
  const saving = useSave(form, {
    isNew: true,
    save: (values) => {
      const body = ruleOf(values)
      return requestKeys.run(`promotion ${JSON.stringify(body)}`, (key) =>
        call<typeof createPromotion>('POST /api/promotions', {
          headers: { 'idempotency-key': key },
          body,
        }),
      )
    },
    onSaved: (promotion) => {
      keep(promotion)
      const params = { promotionId: promotion.promotionId, tab: 'rule' }
      void navigate({ to: '/promotions/$promotionId/$tab', params, search: true })
    },
  })
  return (
    <PlainPage back={<BackLink to="/promotions" text={words.back} />} title={words.make}>
      <form onSubmit={saving.submit}>
        <RuleForm form={form} />
        <SaveBar
          {...{ saving, labels: ruleLabels(words) }}
          within="/promotions/new"
          action={words.form.create}
        />
      </form>
    </PlainPage>
  )
}
