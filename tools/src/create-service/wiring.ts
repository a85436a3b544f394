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
    const names = consumes.map(({ name }) => name)
    const subscriptions = open('subscriptions.ts')
    add(subscriptions, 'subscriptions', `'${service}'`, `[${names.join(', ')}]`)
    for (const { name, producer } of consumes)
      importName(subscriptions, `./${producer}/events.ts`, name)
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

function importName(file: SourceFile, moduleSpecifier: string, name: string): void {
  const known = file.getImportDeclaration(moduleSpecifier)
  if (!known) file.addImportDeclaration({ moduleSpecifier, namedImports: [name] })
  else if (!known.getNamedImports().some((one) => one.getName() === name))
    known.addNamedImport(name)
}
