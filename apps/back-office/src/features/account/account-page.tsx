import type { readMe } from '@comptoir/contracts/accounts/routes'
import { useQuery } from '@tanstack/react-query'
import { accountEn, accountFr } from '../../messages/account.ts'
import { useApi, useWords } from '../../office.tsx'
import classes from '../../ui/detail/detail.module.css'
import { DetailPage } from '../../ui/detail/detail-page.tsx'
import { meKey } from './me-key.ts'
import { PasswordForm } from './password-form.tsx'
import { ProfileForm } from './profile-form.tsx'
import { Sessions } from './sessions.tsx'

/** The account of who is signed in. */
export function AccountPage() {
  const { call } = useApi()
  const texts = useWords({ fr: accountFr, en: accountEn })
  const asked = useQuery({
    queryKey: meKey,
    queryFn: ({ signal }) => call<typeof readMe>('GET /api/me', { signal }),
  })
  return (
    <DetailPage asked={asked} back={null} title={() => texts.title}>
      {(me) => (
        <>
          <section className={classes['block']}>
            <h2>{texts.profile}</h2>
            <p>{me.email}</p>
            <ProfileForm me={me} />
          </section>
          <section className={classes['block']}>
            <h2>{texts.password}</h2>
            <PasswordForm email={me.email} />
          </section>
          <section className={classes['block']}>
            <h2>{texts.sessions}</h2>
            <Sessions />
          </section>
        </>
      )}
    </DetailPage>
  )
}
