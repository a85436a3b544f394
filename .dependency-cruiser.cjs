const tests = '(\\.test|\\.int\\.test|\\.e2e)\\.ts$|/test/'

/** Which packages of ours each package may import. */
const packageImports = {
  contracts: 'contracts',
  money: 'money',
  service: 'service|contracts',
  dapr: 'dapr|service|contracts',
  pdf: 'pdf|money|contracts',
}

const packageRules = Object.entries(packageImports).map(([name, allowed]) => ({
  name: `package-${name}`,
  comment: `packages/${name} may import ${allowed} only.`,
  severity: 'error',
  from: { path: `^packages/${name}/`, pathNot: tests },
  to: {
    path: '^(packages|services|apps|tools|simulators|e2e)/',
    pathNot: `^packages/(${allowed})/`,
  },
}))

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...packageRules,
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'service-to-service',
      comment: 'Services know each other by contracts, never by code.',
      severity: 'error',
      from: { path: '^(?:services|apps)/([^/]+)/' },
      to: { path: '^(?:services|apps)/([^/]+)/', pathNot: '^(?:services|apps)/$1/' },
    },
    {
      name: 'service-imports',
      comment: 'Services and sites use packages, not tools or journeys.',
      severity: 'error',
      from: { path: '^(services|apps)/', pathNot: tests },
      to: { path: '^(tools|simulators|e2e|bench)/' },
    },
    {
      name: 'server-without-pages',
      comment:
        'The server of the back office and its pages share types in answers.ts, nothing else.',
      severity: 'error',
      from: { path: '^apps/back-office/src/(server/|main\\.ts)', pathNot: tests },
      to: { path: '^apps/back-office/src/', pathNot: '/(server/|answers\\.ts)' },
    },
    {
      name: 'pages-without-server',
      severity: 'error',
      from: { path: '^apps/back-office/src/', pathNot: '/(server/|main\\.ts)' },
      to: { path: '^apps/back-office/src/server/' },
    },
    {
      name: 'office-features',
      comment: 'A feature of the back office imports no other.',
      severity: 'error',
      from: { path: '^apps/back-office/src/features/([^/]+)/' },
      to: {
        path: '^apps/back-office/src/features/',
        pathNot: '^apps/back-office/src/features/$1/',
      },
    },
    {
      name: 'packages-stand-below',
      severity: 'error',
      from: { path: '^packages/', pathNot: tests },
      to: { path: '^(services|apps|tools|simulators|e2e)/' },
    },
    {
      name: 'money-is-pure',
      severity: 'error',
      from: { path: '^packages/money/src/', pathNot: tests },
      to: { pathNot: '^packages/money/src/' },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.comptoir/|/\\.next/|^apps/[^/]+/dist/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.mjs', '.js', '.json'],
    },
  },
}
