import { CartPage } from '../../../../features/cart/cart-page.client.tsx'
import { notIndexed } from '../../../../features/frame/not-indexed.ts'
import { cartMessages } from '../../../../messages/cart.ts'
import { localeOf } from '../../../../messages/messages.ts'
import { problemText } from '../../../../messages/problems.ts'
import { sessionMessages } from '../../../../messages/session.ts'
import { Notice } from '../../../../ui/notice.tsx'
import { imageOrigin } from '../../../../ui/picture.tsx'
import { pageVisit } from '../../../../visit.ts'
import styles from './page.module.css'

type PageProps = {
  readonly params: Promise<{ readonly locale: string }>
  readonly searchParams: Promise<{ readonly problem?: string | readonly string[] }>
}

export const generateMetadata = notIndexed((locale) => cartMessages(locale).title)

/** The one page that is rendered for its visitor: it works without a script. */
export default async function CartRoute({ params, searchParams }: PageProps) {
  const locale = localeOf((await params).locale) ?? 'fr'
  const { problem } = await searchParams
  return (
    <div className={styles.page}>
      <h1>{cartMessages(locale).title}</h1>
      {typeof problem === 'string' && <Notice>{problemText(problem, locale)}</Notice>}
      {pageVisit()?.isSignedOut && (
        <Notice>
          {cartMessages(locale).signedOut}{' '}
          <a href={`/${locale}/sign-in?next=/${locale}/cart`}>{sessionMessages(locale).signIn}</a>
        </Notice>
      )}
      <CartPage locale={locale} imageOrigin={imageOrigin()} initial={pageVisit()?.cart} />
    </div>
  )
}
