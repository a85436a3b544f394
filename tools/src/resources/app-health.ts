/**
 * How a sidecar finds out that its app is gone. One that takes its app for dead breaks off every activity and
 * subscription, and all of them begin again when the app answers: under load that makes more load. So an app that is
 * only slow must not be taken for dead: daprd 1.18.1 counts the probes that failed since it last changed its mind, not
 * those in a row. A dead app refuses connections, and is found out after 36 s; what was meant for it meanwhile is
 * delivered again for two minutes.
 */
export const appHealth = { path: '/healthz', intervalSeconds: 3, timeoutMs: 3_000, threshold: 12 }
