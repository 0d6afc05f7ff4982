/** The headings by which columns of tables are known, in English and Spanish. */

const HEADINGS = {
  name: "name|full name|display name|displayname|person|employee|nombre|nombre completo|nombre para mostrar|persona|empleado",
  givenName: "first name|given name|givenname|nombre de pila|nombres",
  familyName: "last name|family name|surname|apellido|apellidos",
  mail: "mail|email|e mail|address|email address|e mail address|correo|correo electronico|direccion de correo|direccion de correo electronico",
  user: "user|user name|username|login|alias|userprincipalname|upn|usuario|nombre de usuario|cuenta de usuario",
  label:
    "for|what for|label|what|credential|service|para|para que|etiqueta|motivo|credencial|servicio",
  password: "password|initial password|passwordprofile|secret|contrasena|clave|secreto",
  account: "account|tenant|project|cuenta|proyecto",
  signInUrl:
    "url|sign in url|console sign in url|sign in|login url|entrar en|direccion de ingreso|enlace de ingreso|sitio",
  note: "note|notes|comment|nota|notas|comentario",
} as const;

/** A column that {@link columnOf} knows. */
export type Column = keyof typeof HEADINGS;

const COLUMNS: ReadonlyMap<string, Column> = /* @__PURE__ */ new Map(
  Object.entries(HEADINGS).flatMap(([column, names]) =>
    names.split("|").map((name) => [name, column as Column] as const),
  ),
);

/** The column of a heading, by the property in brackets of Entra or by its words; `null` for another one. */
export function columnOf(heading: string): Column | null {
  const [, property = ""] = /\[(\w+)\]/.exec(heading) ?? [];
  return COLUMNS.get(plain(property)) ?? COLUMNS.get(plain(heading.replace(/[[(].*/s, ""))) ?? null;
}

/** A heading without case, accents and punctuation. */
function plain(heading: string): string {
  return heading
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
