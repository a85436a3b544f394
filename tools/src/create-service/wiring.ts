import { join } from 'node:path'
import { type ObjectLiteralExpression, Project, type SourceFile, SyntaxKind } from 'ts-morph'
import type { Plan } from './template.ts'

/** Adds a service to the topology and to the subscriptions; answers the files that it changed. */
export async function wire(root: string, plan: Plan): Promise<string[]> {
  const { service, port, consumes } = plan
  const project = new Project({ skipAddingFilesFromTsConfig: true })
  const contracts = join('packages', 'contracts', 'src')
  const open = (file: string) => project.addSourceFileAtPath(join(root, contracts, file))
  const topology = open('topology.ts')
  add(topology, 'services', `'${service}'`, `{ port: ${port} }`)
  add(topology, 'publicPrefixes', `'/api/${service}'`, `'${service}'`)
  const files = ['topology.ts']
  if (consumes.length > 0) {
    const names = consumes.map(({ name, producer }) => `${namespaceOf(producer)}.${name}`)
    const subscriptions = open('subscriptions.ts')
    add(subscriptions, 'subscriptions', `'${service}'`, `[${names.join(', ')}]`)
    for (const { producer } of consumes) importEvents(subscriptions, producer)
    files.push('subscriptions.ts')
  }
  await project.save()
  return files.map((file) => join(contracts, file))
}

function add(file: SourceFile, variable: string, name: string, initializer: string): void {
  const object: ObjectLiteralExpression = file
    .getVariableDeclarationOrThrow(variable)
    .getFirstDescendantByKindOrThrow(SyntaxKind.ObjectLiteralExpression)
  object.addPropertyAssignment({ name, initializer })
}

function importEvents(file: SourceFile, producer: string): void {
  const moduleSpecifier = `./${producer}/events.ts`
  if (file.getImportDeclaration(moduleSpecifier)) return
  file.addImportDeclaration({ moduleSpecifier, namespaceImport: namespaceOf(producer) })
}

/** `wishLists` for `wish-lists`. */
const namespaceOf = (service: string) =>
  service.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
