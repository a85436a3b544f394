import { AddressBook } from '../../../../../features/addresses/address-book.client.tsx'
import { notIndexed } from '../../../../../features/frame/not-indexed.ts'
import { addressesMessages } from '../../../../../messages/account/addresses.ts'
import { localeOf } from '../../../../../messages/messages.ts'

type PageProps = { readonly params: Promise<{ readonly locale: string }> }

export const generateMetadata = notIndexed((locale) => addressesMessages(locale).title)

export default async function AddressesPage({ params }: PageProps) {
  const locale = localeOf((await params).locale) ?? 'fr'
  return (
    <>
      <h1>{addressesMessages(locale).title}</h1>
      <AddressBook locale={locale} />
    </>
  )
}
