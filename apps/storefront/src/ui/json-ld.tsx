/** Facts for search engines; every `<` is escaped, so that no text of the catalogue can end the script. */
export function JsonLd({ data }: { readonly data: object }) {
  const text = JSON.stringify(data).replaceAll('<', '\\u003c')
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON with every < escaped
    <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: text }} />
  )
}
