import { Document, isMap } from 'yaml'
import { composeFile } from './compose-file.ts'

/** `compose.yaml` as text: each service merges what `x-container` says of all of them. YAML 1.1 readers know merge keys. */
export function composeText(): string {
  const document = new Document(composeFile(), { aliasDuplicateObjects: false, version: '1.1' })
  const shared = document.get('x-container', true)
  const services = document.get('services', true)
  if (!isMap(shared) || !isMap(services)) throw new Error('compose has no services')
  shared.anchor = 'container'
  for (const { value } of services.items) {
    if (!isMap(value)) throw new Error('a service of compose has no settings')
    value.items.unshift(document.createPair('<<', document.createAlias(shared)))
  }
  return document.toString({ lineWidth: 0 })
}
