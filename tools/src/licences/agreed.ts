// Runs inside `docker build`, before any package is installed: Node's own modules only.

/** A package that ships, and its licence as an SPDX expression. */
export type Shipped = { readonly name: string; readonly version: string; readonly licence: string }

/** They ask for their notice to be kept, and for nothing else of the code beside them. */
const agreed: ReadonlySet<string> = new Set([
  ...['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'CC0-1.0', 'ISC'],
  ...['MIT', 'MIT-0', 'OFL-1.1', 'Python-2.0', 'Unlicense', 'Zlib'],
])

/** Copyleft, and licences of data, that we agree to for what is named, and why. */
const exceptions: readonly { readonly name: RegExp; readonly licence: string }[] = [
  // libvips: a shared library in a file of its own, unchanged, that whoever runs the shop can replace
  { name: /^@img\/sharp-(libvips-|wasm32$|win32-)/, licence: 'LGPL-3.0-or-later' },
  // asks for changes of its own files alone, and we make none
  { name: /^web-push$/, licence: 'MPL-2.0' },
  // data about browsers, unchanged: its source is named in the list of licences that ships
  { name: /^caniuse-lite$/, licence: 'CC-BY-4.0' },
]

/** What these packages do not say in their package.json, or not in SPDX's letters, read from their LICENSE file. */
const saidElsewhere: ReadonlyMap<string, string> = new Map([
  ['png-js', 'MIT'],
  ['@dapr/dapr', 'Apache-2.0'],
])

/** What a package says of its licence, or what its LICENSE file says in its place. */
export const saidLicence = (name: string, said: string | undefined) =>
  saidElsewhere.get(name) ?? said ?? 'unknown'

/** The packages whose licence is not agreed to, as sentences. */
export function licenceFaults(packages: readonly Shipped[]): string[] {
  const refused = packages.filter((one) => !isAgreed(one))
  return refused.map(({ name, version, licence }) => `${name} ${version}: ${licence}`)
}

/** Of an SPDX expression: every part that `AND` joins, or one that `OR` offers. Mixed ones are refused. */
function isAgreed({ name, licence }: Shipped): boolean {
  const expression = licence.replace(/^\((.*)\)$/, '$1')
  const allows = (one: string) =>
    agreed.has(one) || exceptions.some((known) => known.licence === one && known.name.test(name))
  if (expression.includes(' OR ')) return expression.split(' OR ').some(allows)
  return expression.split(' AND ').every(allows)
}

/** Licences with their packages, the most used first. */
export function tableOf(packages: readonly Shipped[]): string {
  const names = Map.groupBy(packages, ({ licence }) => licence)
  const lines = [...names]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([licence, all]) => {
      const listed = [...new Set(all.map(({ name }) => name))].toSorted()
      return `${licence} (${all.length})\n  ${listed.join(', ')}`
    })
  return `${lines.join('\n')}\n`
}
