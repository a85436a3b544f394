import type { Promotion } from '@comptoir/contracts/promotions/promotion'
import type { replacePromotion } from '@comptoir/contracts/promotions/routes'
import { useApi, useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { ifMatch } from '../../../ui/actions/if-match.ts'
import { SaveBar } from '../../../ui/form/save-bar.tsx'
import { useForm } from '../../../ui/form/use-form.ts'
import { useSave } from '../../../ui/form/use-save.ts'
import { Notice } from '../../../ui/notice.tsx'
import { fieldOf } from '../rule/rule-fields.ts'
import { RuleForm } from '../rule/rule-form.tsx'
import { ruleLabels } from '../rule/rule-labels.ts'
import { ruleOf, valuesOf } from '../rule/rule-values.ts'
import { sentencesOf } from '../rule/sentences.ts'
import { usePromotionWords } from '../use-promotion-words.ts'
import { useKeepPromotion, usePromotion } from './use-promotion.ts'

type Props = { readonly promotion: Promotion }

/** The rule of a promotion: to edit, or, where it cannot be any more, in words. */
export function RuleTab({ promotion }: Props) {
  const { may } = usePermissions()
  const isOpen = promotion.status !== 'archived' && may('promotions.write')
  return isOpen ? <Editor promotion={promotion} /> : <InWords promotion={promotion} />
}

function InWords({ promotion }: Props) {
  const texts = usePromotionWords()
  const locale = useLocale()
  return (
    <>
      {promotion.status === 'archived' ? <Notice tone="calm">{texts.form.archived}</Notice> : null}
      {sentencesOf(promotion, { texts, locale }).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </>
  )
}

function Editor({ promotion }: Props) {
  const { call } = useApi()
  const words = usePromotionWords()
  const { promotionId, version } = promotion
  const { read } = usePromotion(promotionId)
  const keep = useKeepPromotion()
  const form = useForm({
    ...{ name: `promotion ${promotionId}`, version, fieldOf },
    saved: valuesOf(promotion),
  })
  const saving = useSave(form, {
    save: (values, made) =>
      call<typeof replacePromotion>('PUT /api/promotions/{promotionId}', {
        params: { promotionId },
        headers: ifMatch(made),
        body: ruleOf(values, promotion.window),
      }),
    onSaved: keep,
    async latest() {
      const theirs = await read()
      keep(theirs)
      return { values: valuesOf(theirs), version: theirs.version }
    },
  })
  return (
    <form onSubmit={saving.submit}>
      <RuleForm form={form} />
      <SaveBar
        {...{ saving, labels: ruleLabels(words) }}
        within={`/promotions/${promotionId}/rule`}
      />
    </form>
  )
}
