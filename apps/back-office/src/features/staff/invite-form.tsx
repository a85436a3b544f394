import type { createInvitation, StaffRole } from '@comptoir/contracts/accounts/staff-routes'
import { NativeSelect, TextInput } from '@mantine/core'
import { staffEn, staffFr } from '../../messages/staff.ts'
import { useApi, useLocale, useMessages, useWords } from '../../office.tsx'
import { SaveBar } from '../../ui/form/save-bar.tsx'
import { useForm } from '../../ui/form/use-form.ts'
import { useSave } from '../../ui/form/use-save.ts'
import { useToast } from '../../ui/toast/use-toast.ts'
import { staffRoles } from './role-change.ts'
import classes from './staff.module.css'

type Values = { readonly email: string; readonly role: StaffRole; readonly locale: 'fr' | 'en' }

/** Invites somebody by email to a role. */
export function InviteForm({ onInvited }: { readonly onInvited: () => Promise<void> }) {
  const { call } = useApi()
  const { frame } = useMessages()
  const texts = useWords({ fr: staffFr, en: staffEn })
  const locale = useLocale()
  const toast = useToast()
  const form = useForm<Values>({
    name: 'invitation',
    saved: { email: '', role: 'support', locale },
  })
  const saving = useSave(form, {
    save: (body) => call<typeof createInvitation>('POST /api/invitations', { body }),
    async onSaved({ email }) {
      toast(texts.invited(email))
      await onInvited()
    },
    savedText: '',
    isNew: true,
  })
  const labels = { email: texts.email, role: texts.role, locale: texts.language }
  return (
    <form className={classes['invite']} onSubmit={saving.submit} aria-label={texts.inviteTitle}>
      <h2>{texts.inviteTitle}</h2>
      <div className={classes['fields']}>
        <TextInput
          type="email"
          label={texts.email}
          required
          autoComplete="off"
          {...form.text('email')}
        />
        <NativeSelect
          label={texts.role}
          data={staffRoles.map((value) => ({ value, label: texts.roles[value] }))}
          {...form.text('role')}
        />
        <NativeSelect
          label={texts.language}
          data={(['fr', 'en'] as const).map((value) => ({
            value,
            label: frame.languages[value],
          }))}
          {...form.text('locale')}
        />
      </div>
      <p className={classes['hint']}>
        {texts.roleHints[form.values.role]} {texts.inviteHint}
      </p>
      <SaveBar saving={saving} labels={labels} within="/staff/" action={texts.invite} />
    </form>
  )
}
