import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import '../globals.css'
import { Footer } from '../../features/frame/footer.tsx'
import { Header } from '../../features/frame/header.tsx'
import { localeOf, messagesOf } from '../../messages/messages.ts'
import { readShelves } from '../../shop/catalogue.ts'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = {
  title: { default: 'Comptoir', template: '%s · Comptoir' },
  icons: { icon: '/favicon.svg' },
}

type LayoutProps = {
  readonly children: ReactNode
  readonly params: Promise<{ readonly locale: string }>
}

export default async function Layout({ children, params }: LayoutProps) {
  const locale = localeOf((await params).locale)
  if (!locale) notFound()
  const shelves = await readShelves()
  const { skip } = messagesOf(locale)
  return (
    <html lang={locale}>
      <body>
        <a href="#content" className="skip">
          {skip}
        </a>
        <Header locale={locale} shelves={shelves} />
        <main id="content" className="page" tabIndex={-1}>
          {children}
        </main>
        <Footer locale={locale} />
      </body>
    </html>
  )
}
