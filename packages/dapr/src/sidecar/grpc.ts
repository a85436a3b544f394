import grpcClient from '@dapr/dapr/workflow/internal/durabletask/client/client-grpc.js'
import internal from '@dapr/dapr/workflow/internal/index.js'

export type GrpcAddress = {
  readonly daprGrpcPort: number
  readonly daprApiToken?: string | undefined
}

/** Opens the sidecar's workflow protocol for calls that the SDK has no method for; close the stub after use. */
export function openWorkflowStub({ daprGrpcPort, daprApiToken }: GrpcAddress) {
  const withToken = daprApiToken
    ? { interceptors: [internal.generateApiTokenClientInterceptors({ daprApiToken })] }
    : {}
  return new grpcClient.GrpcClient(`127.0.0.1:${daprGrpcPort}`, withToken).stub
}
