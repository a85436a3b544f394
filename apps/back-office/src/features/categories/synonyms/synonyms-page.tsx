import type { readSynonyms, replaceSynonyms } from '@comptoir/contracts/catalog/category-routes'
import { CallError } from '@comptoir/site/call'
import { Textarea } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { categoriesEn, categoriesFr } from '../../../messages/catalogue/categories.ts'
import { useApi, useWords } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { Asked } from '../../../ui/asked.tsx'
import { PageTitle } from '../../../ui/detail/page-title.tsx'
import { SaveBar } from '../../../ui/form/save-bar.tsx'
import { useForm } from '../../../ui/form/use-form.ts'
import { useSave } from '../../../ui/form/use-save.ts'
import classes from '../categories.module.css'
import { CategorySections } from '../category-sections.tsx'
import { faultyLine, groupsIn, groupsText, mostGroups } from './synonym-text.ts'

const synonymsKey = ['catalog', 'GetSynonyms']

/** The words that mean the same in the search of the shop. */
export function SynonymsPage() {
  const { synonyms: texts } = useWords({ fr: categoriesFr, en: categoriesEn })
  const { call } = useApi()
  const asked = useQuery({
    queryKey: synonymsKey,
    queryFn: ({ signal }) => call<typeof readSynonyms>('GET /api/search/synonyms', { signal }),
  })
  return (
    <div className={classes['page']}>
      <header className={classes['head']}>
        <PageTitle text={texts.title} />
      </header>
      <CategorySections />
      <p>{texts.intro}</p>
      <Asked asked={asked}>{({ groups }) => <SynonymsForm text={groupsText(groups)} />}</Asked>
    </div>
  )
}

type Values = { readonly groups: string }

/** The table has no version: what was read counts as one, so that what a colleague saved meanwhile is shown first. */
function useSynonyms(text: string) {
  const { call } = useApi()
  const queries = useQueryClient()
  const form = useForm<Values>({ name: 'synonyms', saved: { groups: text }, version: text })
  const read = () => call<typeof readSynonyms>('GET /api/search/synonyms')
  const saving = useSave(form, {
    async save({ groups }, version) {
      if (faultyLine(groups) !== undefined) throw refusal('invalid_request', 'invalid_format')
      if (groupsIn(groups).length > mostGroups) throw refusal('invalid_request', 'too_big')
      if (groupsText((await read()).groups) !== version) throw refusal('precondition_failed')
      return await call<typeof replaceSynonyms>('PUT /api/search/synonyms', {
        body: { groups: groupsIn(groups) },
      })
    },
    async latest() {
      const now = await read()
      queries.setQueryData(synonymsKey, now)
      const groups = groupsText(now.groups)
      return { values: { groups }, version: groups }
    },
    onSaved: (answer) => queries.setQueryData(synonymsKey, answer),
  })
  return { form, saving }
}

function refusal(code: string, fault?: string): CallError {
  const errors = fault ? [{ field: 'groups', code: fault, message: fault }] : []
  return new CallError('synonyms', { status: 0, code, errors })
}

function SynonymsForm({ text }: { readonly text: string }) {
  const { synonyms: texts } = useWords({ fr: categoriesFr, en: categoriesEn })
  const { may } = usePermissions()
  const { form, saving } = useSynonyms(text)
  const { groups } = form.values
  const line = faultyLine(groups)
  const fault = line === undefined ? texts.tooMany : texts.fault(line)
  return (
    <form className={classes['form']} onSubmit={saving.submit}>
      <Textarea
        {...form.text('groups')}
        error={form.errorOf('groups') && fault}
        label={`${texts.groups} (${texts.count(groupsIn(groups).length)})`}
        description={texts.effect}
        readOnly={!may('catalogue.write')}
        spellCheck={false}
        rows={24}
      />
      <SaveBar
        saving={saving}
        labels={{ groups: texts.groups }}
        within="/categories/synonyms"
        show={(_, value) => <span style={{ whiteSpace: 'pre-wrap' }}>{value}</span>}
      />
    </form>
  )
}
