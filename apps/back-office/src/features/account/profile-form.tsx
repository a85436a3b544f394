import type { changeMe, readMe } from '@comptoir/contracts/accounts/routes'
import type { Profile } from '@comptoir/contracts/accounts/schemas'
import { NativeSelect, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { accountEn, accountFr } from '../../messages/account.ts'
import { useMessages, useOffice, useWords } from '../../office.tsx'
import { ifMatch } from '../../ui/actions/if-match.ts'
import classes from '../../ui/detail/detail.module.css'
import { SaveBar } from '../../ui/form/save-bar.tsx'
import { useForm } from '../../ui/form/use-form.ts'
import { useSave } from '../../ui/form/use-save.ts'
import { meKey } from './me-key.ts'

type Values = Pick<Profile, 'firstName' | 'lastName' | 'locale'> & { readonly phone: string }

const valuesOf = ({ firstName, lastName, phone = '', locale }: Profile): Values => ({
  ...{ firstName, lastName, phone, locale },
})

/** Name, phone and the language in which the shop writes to somebody. */
export function ProfileForm({ me }: { readonly me: Profile }) {
  const { api, session } = useOffice()
  const { call } = api
  const queries = useQueryClient()
  const texts = useWords({ fr: accountFr, en: accountEn })
  const { frame } = useMessages()
  const form = useForm({ name: 'account', saved: valuesOf(me), version: me.version })
  const saving = useSave<Values, Profile>(form, {
    save: (values, version) =>
      call<typeof changeMe>('PATCH /api/me', {
        body: values,
        headers: ifMatch(version),
      }),
    async onSaved(answer) {
      queries.setQueryData(meKey, answer)
      // the session has the name and the language too
      await session.renew()
    },
    latest: async () => {
      const theirs = await call<typeof readMe>('GET /api/me')
      queries.setQueryData(meKey, theirs)
      return { values: valuesOf(theirs), version: theirs.version }
    },
  })
  const { fields } = texts
  return (
    <form className={classes['form']} onSubmit={saving.submit}>
      <TextInput {...form.text('firstName')} label={fields.firstName} autoComplete="given-name" />
      <TextInput {...form.text('lastName')} label={fields.lastName} autoComplete="family-name" />
      <TextInput {...form.text('phone')} label={fields.phone} type="tel" autoComplete="tel" />
      <NativeSelect
        {...form.text('locale')}
        label={fields.locale}
        data={(['fr', 'en'] as const).map((value) => ({ value, label: frame.languages[value] }))}
      />
      <SaveBar saving={saving} labels={fields} within="/account" />
    </form>
  )
}
