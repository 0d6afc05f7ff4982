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
  parseLink,
  parseRequestLink,
  requestAddress,
  requestIdInPath,
  serverOrigin,
} from "./link.js";
export type { LinkKind, RequestLabels, RequestLink, SharedLink } from "./link.js";
export { invitationIdInPath, makeInvitationLink, parseInvitationLink } from "./invitation-link.js";
export type { InvitationLabels, InvitationLink } from "./invitation-link.js";
export {
  INVITATION_ANSWER_BYTES,
  INVITATION_ANSWER_TYPE,
  readInvitationAnswer,
  writeInvitationAnswer,
} from "./invitation-answer.js";
export type { InvitationAnswer } from "./invitation-answer.js";
export { PEOPLE_LIMITS, readPeople, readPerson } from "./people-table.js";
export type { PeopleTable, Person, PersonProblem, SkippedPerson } from "./people-table.js";
export { readCredentialTable } from "./credential-table.js";
export type {
  CredentialRow,
  CredentialRowProblem,
  CredentialTable,
  RefusedCredentialRow,
} from "./credential-table.js";
export { matchCredentials, matchInOrder } from "./match-credentials.js";
export type {
  CredentialMatches,
  MatchedBy,
  MatchedCredential,
  MatchProblem,
  Names,
} from "./match-credentials.js";
export { writeSpreadsheetCsv } from "./spreadsheet-csv.js";

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
