import grpcClient from '@dapr/dapr/workflow/internal/durabletask/client/client-grpc.js'
import internal from '@dapr/dapr/workflow/internal/index.js'

export type GrpcAddress = {
  readonly grpcPort: number
  readonly grpcHost?: string | undefined
  readonly apiToken?: string | undefined
}

/** Opens the sidecar's workflow protocol for calls that the SDK has no method for; close the stub after use. */
export function openWorkflowStub({ grpcHost = '127.0.0.1', grpcPort, apiToken }: GrpcAddress) {
  const withToken = apiToken
    ? { interceptors: [internal.generateApiTokenClientInterceptors({ daprApiToken: apiToken })] }
    : {}
  return new grpcClient.GrpcClient(`${grpcHost}:${grpcPort}`, withToken).stub
}
