/**
 * The credential document, the request link, and the relay's wire format and client. Encrypts nothing.
 * Runs in Node, browsers and workers.
 *
 * @packageDocumentation
 */
export { DeliveryError, isDeliveryError } from "./errors.js";
export type {
  AnyDeliveryError,
  CredentialField,
  DeliveryErrorCode,
  DeliveryErrorParams,
  NoParams,
} from "./errors.js";

export {
  belongsToRequest,
  CREDENTIAL_TYPE,
  readCredential,
  receiptIn,
  signInLink,
  writeCredential,
} from "./credential.js";
export type { CredentialDocument, CredentialProvider } from "./credential.js";
export { CREDENTIAL_LIMITS } from "./limits.js";
export { credentialFile, credentialFileContent } from "./credential-file.js";
export type { CredentialFile } from "./credential-file.js";

export {
  claimTokenHash,
  newClaimToken,
  newNonce,
  requestId,
  requestIdBytes,
  verifyRequest,
} from "./request-id.js";
export type { KeyType, RequestKey } from "./request-id.js";
export { isReceipt, newReceipt, newWithdrawToken, withdrawTokenHash } from "./sender-tokens.js";
export {
  LABEL_CHARACTERS,
  makeRequestLink,
  parseRequestLink,
  requestAddress,
  requestIdInPath,
  serverOrigin,
} from "./link.js";
export type { RequestLabels, RequestLink } from "./link.js";

export { createRelayClient } from "./relay-client.js";
export type {
  AcknowledgeOptions,
  CollectOptions,
  DeliverOptions,
  NewRequest,
  RelayCallOptions,
  RelayClient,
  RelayClientOptions,
  VerifiedRequest,
} from "./relay-client.js";
export type { RelayFetch } from "./relay-call.js";
export type { RetryOptions } from "./relay-retry.js";
export {
  escapeForScreen,
  escapeForTerminal,
  hasHiddenCharacters,
  isSafeForScreen,
  isSafeForTerminal,
  maskForTerminal,
  oneLine,
  partsForScreen,
  safeFileName,
} from "./safe-text.js";
export type { ScreenPart } from "./safe-text.js";
export { readSignInAddress, withScheme } from "./sign-in-address.js";
export type { SignInAddress, SignInProblem } from "./sign-in-address.js";
export { knownSignInPage, serviceFields, serviceInLabel, serviceOf, SERVICES } from "./service.js";
export type { NamedService, Service } from "./service.js";
export { readProviderFile } from "./provider-file.js";
export type { ProviderEntry, ProviderFields } from "./provider-file.js";
export { RELAY_LIMITS } from "./wire.js";
export type { RequestCreated, RequestState } from "./wire.js";
