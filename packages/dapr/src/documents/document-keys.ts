/** The name of a document in the ledger. */
export const documentOf = (collection: string, id: string) => `${collection}/${id}`

/** The key of a document in the state store: nothing that a path, Dapr or a store reads as syntax. */
export function stateKeyOf(collection: string, id: string): string {
  const safe = id.replace(/[^\w.@+-]/gu, (char) =>
    Array.from(Buffer.from(char), (byte) => `~${byte.toString(16).padStart(2, '0')}`).join(''),
  )
  return `${collection}:${safe}`
}

/** The collection and the id in a document's name. */
export function splitDocument(document: string): [collection: string, id: string] {
  const slash = document.indexOf('/')
  return [document.slice(0, slash), document.slice(slash + 1)]
}

/** The id in a key made by `stateKeyOf`. */
export function idOfStateKey(key: string): string {
  const escaped = key.slice(key.indexOf(':') + 1)
  return decodeURIComponent(escaped.replace(/%/g, '%25').replace(/~/g, '%'))
}
