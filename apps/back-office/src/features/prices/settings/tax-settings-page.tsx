import type { readTaxSettings, replaceTaxSettings } from '@comptoir/contracts/billing/tax-routes'
import type { AnswerOf } from '@comptoir/contracts/platform/operation-types'
import { CallError } from '@comptoir/site/call'
import { countryName } from '@comptoir/site/country-name'
import { formatDate } from '@comptoir/site/dates'
import { Radio, Stack, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi, useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { Asked } from '../../../ui/asked.tsx'
import detail from '../../../ui/detail/detail.module.css'
import { Facts } from '../../../ui/detail/facts.tsx'
import { SaveBar } from '../../../ui/form/save-bar.tsx'
import { type Form, useForm } from '../../../ui/form/use-form.ts'
import { useSave } from '../../../ui/form/use-save.ts'
import { Notice } from '../../../ui/notice.tsx'
import { PersonName } from '../../../ui/person-name.tsx'
import { Wide } from '../../../ui/wide.tsx'
import { PricePage } from '../price-page.tsx'
import classes from '../prices.module.css'
import { useTaxWords } from '../use-tax-words.ts'
import { DistanceSalesCounter } from './distance-sales.tsx'

type Settings = AnswerOf<typeof readTaxSettings>

const settingsKey = ['billing', 'GetTaxSettings']
const kinds = ['gross', 'net'] as const

function useReadSettings() {
  const { call } = useApi()
  return (signal?: AbortSignal) =>
    call<typeof readTaxSettings>('GET /api/tax-settings', { ...(signal && { signal }) })
}

/** What the shop goes by when it charges VAT, and how far it is from the threshold of the one-stop shop. */
export function TaxSettingsPage() {
  const { settings: texts } = useTaxWords()
  const read = useReadSettings()
  const { may } = usePermissions()
  const asked = useQuery({ queryKey: settingsKey, queryFn: ({ signal }) => read(signal) })
  return (
    <PricePage title={texts.title}>
      <div className={classes['columns']}>
        <div>
          <Asked asked={asked}>
            {(settings) => (
              <>
                <Known settings={settings} />
                {may('taxes.write') ? <SettingsForm settings={settings} /> : null}
                <History settings={settings} />
              </>
            )}
          </Asked>
        </div>
        <DistanceSalesCounter />
      </div>
    </PricePage>
  )
}

type Props = { readonly settings: Settings }

function Known({ settings: { homeCountry, prices, ossFrom } }: Props) {
  const { settings: texts } = useTaxWords()
  const locale = useLocale()
  const { may } = usePermissions()
  const country = [texts.home, countryName(homeCountry, locale)] as const
  // who may change the rest has it in the form
  if (may('taxes.write')) return <Facts rows={[country]} />
  return (
    <Facts
      rows={[
        country,
        [texts.prices, texts.kinds[prices]],
        [texts.ossFrom, ossFrom ? formatDate(ossFrom, 'date', locale) : texts.never],
      ]}
    />
  )
}

const kindOf = (value: string) => (value === 'net' ? 'net' : 'gross')

type Values = { readonly prices: string; readonly ossFrom: string }

const valuesOf = ({ prices, ossFrom }: Pick<Settings, 'prices' | 'ossFrom'>): Values => ({
  ...{ prices, ossFrom: ossFrom ?? '' },
})

/** All settings are sent at once, without If-Match: they are read again first, so that a colleague's change is shown. */
function useSettingsForm(settings: Settings) {
  const { call } = useApi()
  const read = useReadSettings()
  const queries = useQueryClient()
  const form = useForm<Values>({
    ...{ name: 'tax settings', saved: valuesOf(settings), version: settings.version },
  })
  const saving = useSave(form, {
    async save({ prices, ossFrom }, version) {
      if (String((await read()).version) !== version) {
        throw new CallError('tax settings', { status: 0, code: 'precondition_failed' })
      }
      return await call<typeof replaceTaxSettings>('PUT /api/tax-settings', {
        body: {
          prices: kindOf(prices),
          ...(ossFrom !== '' && { ossFrom }),
        },
      })
    },
    async latest() {
      const now = await read()
      queries.setQueryData(settingsKey, now)
      return { values: valuesOf(now), version: now.version }
    },
    onSaved(answer) {
      queries.setQueryData(settingsKey, answer)
      // the counter says whether the setting comes too late
      return queries.invalidateQueries({ queryKey: ['billing'] })
    },
  })
  return { form, saving }
}

function SettingsForm({ settings }: Props) {
  const { settings: texts } = useTaxWords()
  const { form, saving } = useSettingsForm(settings)
  return (
    <form className={classes['form']} onSubmit={saving.submit}>
      <PriceKind form={form} isChanged={form.values.prices !== settings.prices} />
      <TextInput
        {...form.text('ossFrom')}
        label={texts.ossFrom}
        description={texts.ossHelp}
        type="date"
      />
      <p className={classes['hint']}>{texts.effect}</p>
      <SaveBar
        saving={saving}
        labels={{ prices: texts.prices, ossFrom: texts.ossFrom }}
        within="/prices/settings"
        show={(field, value) => (field === 'prices' ? texts.kinds[kindOf(value)] : value)}
      />
    </form>
  )
}

type KindProps = { readonly form: Form<Values>; readonly isChanged: boolean }

/** What the numbers of the catalogue mean: a change of it is said with its effect before it is saved. */
function PriceKind({ form, isChanged }: KindProps) {
  const { settings: texts } = useTaxWords()
  return (
    <>
      <Radio.Group
        label={texts.prices}
        value={form.values.prices}
        onChange={(value) => form.set('prices', value)}
      >
        <Stack gap="xs" mt="xs">
          {kinds.map((kind) => (
            <Radio key={kind} value={kind} label={texts.kinds[kind]} />
          ))}
        </Stack>
      </Radio.Group>
      {isChanged ? (
        <Notice tone="attention" role="alert">
          {texts.pricesEffect}
        </Notice>
      ) : null}
    </>
  )
}

function History({ settings: { history } }: Props) {
  const { settings: texts, rates } = useTaxWords()
  const locale = useLocale()
  return (
    <section className={classes['block']}>
      <h2>{texts.history}</h2>
      {history.length === 0 ? <p>{texts.none}</p> : null}
      <Wide label={texts.history}>
        <table className={detail['table']} hidden={history.length === 0}>
          <caption className="unseen">{texts.history}</caption>
          <thead>
            <tr>
              <th scope="col">{rates.at}</th>
              <th scope="col">{rates.by}</th>
              <th scope="col">{texts.prices}</th>
              <th scope="col">{texts.ossFrom}</th>
            </tr>
          </thead>
          <tbody>
            {history.toReversed().map(({ at, by, prices, ossFrom }) => (
              <tr key={at}>
                <td>{formatDate(at, 'moment', locale)}</td>
                <td>
                  <PersonName userId={by} />
                </td>
                <td>{texts.kinds[prices]}</td>
                <td>{ossFrom ? formatDate(ossFrom, 'date', locale) : texts.never}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  )
}
