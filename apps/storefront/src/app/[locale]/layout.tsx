import type { Metadata, Viewport } from 'next'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import '../globals.css'
import { CartDrawer } from '../../features/cart/cart-drawer.client.tsx'
import { CartLink } from '../../features/cart/cart-link.client.tsx'
import { ChatButton } from '../../features/chat/button/chat-button.client.tsx'
import { siteOrigin } from '../../features/frame/alternates.ts'
import { Footer } from '../../features/frame/footer.tsx'
import { Header } from '../../features/frame/header.tsx'
import { Maintenance } from '../../features/frame/maintenance.tsx'
import { OfflineWorker } from '../../features/frame/offline-worker.client.tsx'
import { AccountLink } from '../../features/session/account-link.client.tsx'
import { chatButtonWords } from '../../messages/contact/chat.ts'
import { localeOf, messagesOf } from '../../messages/messages.ts'
import { readShelves } from '../../shop/catalogue.ts'
import { readIdentity } from '../../shop/identity.ts'
import { imageOrigin } from '../../ui/picture.tsx'
import { faces } from '../fonts.ts'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = {
  title: { default: 'Comptoir', template: '%s · Comptoir' },
  icons: { icon: '/favicon.svg' },
  metadataBase: new URL(siteOrigin()),
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#101614' },
  ],
}

type LayoutProps = {
  readonly children: ReactNode
  readonly params: Promise<{ readonly locale: string }>
}

export default async function Layout({ children, params }: LayoutProps) {
  const locale = localeOf((await params).locale)
  if (!locale) notFound()
  const [shelves, shop] = await Promise.all([readShelves(), readIdentity()])
  const { skip } = messagesOf(locale)
  const isClosed = shop?.maintenance.on === true
  return (
    <html lang={locale} className={faces}>
      <body>
        <a href="#content" className="skip">
          {skip}
        </a>
        <Header
          locale={locale}
          shelves={shelves}
          own={
            <>
              <AccountLink locale={locale} />
              <CartLink locale={locale} />
            </>
          }
        />
        <main id="content" className="page" tabIndex={-1}>
          {isClosed ? <Maintenance locale={locale} shop={shop} /> : children}
        </main>
        <Footer locale={locale} shop={shop} />
        <CartDrawer locale={locale} imageOrigin={imageOrigin()} />
        <ChatButton locale={locale} words={chatButtonWords(locale)} />
        <OfflineWorker />
      </body>
    </html>
  )
}
