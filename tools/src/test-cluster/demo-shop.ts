import { type Cluster, kubectl } from '../cluster/programs.ts'

/** Waits until the Job has loaded the demo shop, for five minutes at most. */
export async function demoShopLoaded(cluster: Cluster): Promise<void> {
  const job = ['job', '-l', 'app.kubernetes.io/name=tools']
  await kubectl(cluster, ['wait', '--for=condition=Complete', ...job, '--timeout=300s'])
}
