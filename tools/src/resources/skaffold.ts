import { localRegistry } from '../cluster/images.ts'
import { programs, sourcesOf } from '../image/programs.ts'
import { isSiteFolder } from '../image/site-build.ts'
import { checkout } from '../runner/plan/layout.ts'

const chart = 'charts/comptoir'
const valuesFiles = ['values-kind.yaml', 'values-dev.yaml'].map((file) => `${chart}/${file}`)
/** Written by the hook of profile `cluster`, before helm reads it. */
const clusterValues = '.comptoir/cluster-images.yaml'

/** `skaffold.yaml`: the chart, and the images of our programs. */
export function skaffoldConfig() {
  return {
    apiVersion: 'skaffold/v4beta13',
    kind: 'Config',
    metadata: { name: 'comptoir' },
    build: {
      tagPolicy: { inputDigest: {} },
      artifacts: [...programs.keys()].map(artifact),
    },
    deploy: {
      helm: { releases: [release(valuesFiles, { 'image.registry': localRegistry })] },
      statusCheckDeadlineSeconds: 900,
      // a pod may be not ready at first: its sidecar waits for Redis, and Redis for its volume
      tolerateFailuresUntilDeadline: true,
    },
    portForward: [
      { resourceType: 'service', resourceName: 'gateway', port: 8080, localPort: 8080 },
      { resourceType: 'service', resourceName: 'storefront', port: 9000, localPort: 9000 },
      { resourceType: 'service', resourceName: 'back-office', port: 9010, localPort: 9010 },
      { resourceType: 'service', resourceName: 'payment-simulator', port: 9100, localPort: 9100 },
      { resourceType: 'service', resourceName: 'paypal-simulator', port: 9102, localPort: 9102 },
      { resourceType: 'service', resourceName: 'message-simulator', port: 9110, localPort: 9110 },
    ],
    profiles: [clusterProfile()],
  }
}

/**
 * Built by a command, because Skaffold would take every file of the repository for a dependency of every image: the
 * Dockerfile copies them all.
 */
function artifact(name: string) {
  const sources = sourcesOf(name)
  return {
    image: `${localRegistry}/${name}`,
    custom: {
      buildCommand: `tools/docker-build.sh ${programs.get(name)}`,
      dependencies: {
        paths: ['Dockerfile', '.dockerignore', 'package.json', 'package-lock.json', ...sources],
        ignore: ['**/*.test.ts', '**/*.md', '**/node_modules/**'],
      },
    },
    // a command runs once, and the pages of a site are built: nothing can be written into them
    ...(name !== 'tools' &&
      !isSiteFolder(checkout, programs.get(name) ?? '') && {
        sync: { manual: sources.map((folder) => ({ src: `${folder}/**/*.ts`, dest: '/app' })) },
      }),
  }
}

function release(files: readonly string[], setValues?: Readonly<Record<string, string>>) {
  return {
    name: 'comptoir',
    chartPath: chart,
    namespace: 'comptoir',
    createNamespace: true,
    skipBuildDependencies: true,
    valuesFiles: files,
    ...(setValues && { setValues }),
  }
}

/**
 * For the cluster of `tools/cluster`, which has neither an engine nor a registry: Skaffold asks one of them for every
 * image that it builds, so a hook makes the images.
 */
function clusterProfile() {
  const command = ['node', 'tools/bootstrap.mjs', 'cluster', 'images', '--values', clusterValues]
  return {
    name: 'cluster',
    patches: [{ op: 'remove', path: '/build/artifacts' }],
    deploy: {
      helm: {
        releases: [release([...valuesFiles, clusterValues])],
        hooks: { before: [{ host: { command } }] },
      },
    },
  }
}
