export { authorizerFor } from './authorizer-for.js'
export { explainRefusal } from './credential-errors.js'
export type { CredentialsConfig, HuaweiConfig } from './sign-in-config.js'
