import type { PctErrorCode } from "@pct/core";

/**
 * The exact code with which each file of the age test kit (`cctv-age` 0.2.0) is refused. Files that must
 * open are not here.
 */
const NAMES: Readonly<Partial<Record<PctErrorCode, string>>> = {
  "age-malformed": `
    armor_empty armor_header_crlf header_crlf hmac_extra_space hmac_no_space hmac_not_canonical
    hmac_trailing_space hybrid_not_canonical_body scrypt_not_canonical_body stanza_bad_start
    stanza_base64_padding stanza_empty_argument stanza_invalid_character stanza_long_line
    stanza_missing_body stanza_missing_final_line stanza_multiple_short_lines stanza_no_arguments
    stanza_not_canonical stanza_spurious_cr version_unsupported x25519_not_canonical_body
    armor_empty_last_line armor_empty_line_begin armor_empty_line_end armor_eol_between_padding
    armor_garbage_trailing armor_headers armor_invalid_character_header
    armor_invalid_character_payload armor_long_line armor_no_end_line armor_no_padding
    armor_not_canonical armor_pgp_checksum armor_short_line armor_whitespace_end
    armor_whitespace_eol armor_whitespace_last_line armor_whitespace_line_start armor_wrong_type`,
  "age-too-costly": "scrypt_work_factor_23 scrypt_work_factor_overflow",
  "ciphertext-empty": "empty",
  // Not recognised as age, so read as classic files, which a passphrase does not open.
  "identity-required": `
    armor_garbage_leading armor_lowercase armor_whitespace_begin scrypt_uppercase`,
  "passphrase-wrong": "scrypt_bad_tag scrypt_no_match scrypt_work_factor_wrong",
  "decryption-failed": `
    hmac_bad hmac_garbage hmac_missing hmac_truncated hybrid_extra_argument hybrid_identity
    hybrid_long_file_key hybrid_long_share hybrid_low_order hybrid_not_canonical_enc
    hybrid_short_share hybrid_x25519_arg scrypt_and_x25519 scrypt_double scrypt_extra_argument
    scrypt_long_file_key scrypt_not_canonical_salt scrypt_salt_long scrypt_salt_missing
    scrypt_salt_short scrypt_work_factor_hex scrypt_work_factor_leading_garbage
    scrypt_work_factor_leading_plus scrypt_work_factor_leading_zero_decimal
    scrypt_work_factor_leading_zero_octal scrypt_work_factor_missing scrypt_work_factor_negative
    scrypt_work_factor_trailing_garbage scrypt_work_factor_zero stream_no_nonce stream_short_nonce
    x25519_extra_argument x25519_identity x25519_long_file_key x25519_long_share x25519_low_order
    x25519_not_canonical_share x25519_short_share armor_garbage_encoded stream_bad_tag
    stream_bad_tag_second_chunk stream_bad_tag_second_chunk_full stream_last_chunk_empty
    stream_missing_tag stream_no_chunks stream_no_final stream_no_final_full
    stream_no_final_two_chunks stream_no_final_two_chunks_full stream_short_chunk
    stream_short_second_chunk stream_trailing_garbage_long stream_trailing_garbage_short
    stream_two_final_chunks stream_two_final_chunks_full stream_two_final_chunks_second
    stream_two_final_chunks_short armor_no_match hybrid_bad_tag hybrid_currupted_enc_mlkem
    hybrid_currupted_enc_x25519 hybrid_no_match hybrid_uppercase x25519_bad_tag x25519_lowercase
    x25519_no_match`,
};

/** Codes by the name of the file. */
export const testkitCodes: ReadonlyMap<string, string> = new Map(
  Object.entries(NAMES).flatMap(([code, names]) =>
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, code] as const),
  ),
);
