import type { open as english } from "../../en/portal/open.js";
import type { Wording } from "../../wording.js";

/** Abrir lo que llegó, y lo que se hace con ello después. */
export const open = {
  form: {
    drop: "El archivo que te enviaron",
    dropHint: "Suele llamarse credential.age o file_encrypted.txt.",
    paste: "O el texto que te enviaron",
    pasteHint: "Un bloque de letras y números. Cópialo completo, con sus guiones si los tiene.",
    remove: "Quitar el archivo",
    found: {
      age: "cerrado con un candado",
      "age-passphrase": "cerrado con una frase de contraseña",
      classic: "cerrado con un candado",
    },
    missing: "Primero elige el archivo, o pega el texto que te enviaron.",
    passphrase: "Frase de contraseña",
    passphraseHint:
      "No se cerró con un candado, sino con una frase. Pídela por teléfono a quien lo envió.",
    missingPassphrase: "Escribe la frase de contraseña.",
    keys: {
      title: "Tu llave",
      none: "En este navegador no hay ninguna llave. Elige el archivo de la tuya.",
      useFile: "Usar el archivo de otra llave",
      drop: "El archivo de tu llave",
      dropHint: "private_key.pem, o una llave de OpenSSH o de age. No sale de tu equipo.",
      ready: "llave lista para abrir",
      remove: "Quitar la llave",
      missing: "Falta la llave: elige su archivo.",
      passphrase: "Frase de contraseña de la llave",
      passphraseHint: "Es la frase con la que guardaste el archivo.",
      missingPassphrase: "Escribe la frase de contraseña de la llave.",
    },
    action: "Abrir con mi llave",
    actionPassphrase: "Abrir con la frase",
    working: "Abriendo",
    erased: "Ya no queda nada en la pantalla.",
  },
  opened: {
    credential: {
      aws: "Llegó tu credencial de AWS",
      azure: "Llegó tu credencial de Azure",
      gcp: "Llegó tu credencial de Google Cloud",
      other: "Llegó tu credencial",
    },
    text: "Esto es lo que te enviaron",
    file: "El archivo está abierto",
    from: "Dice venir de: {from}",
    fromNobody: "No dice de quién viene",
    confirm: "Quien tenga tu candado puede enviar: confirma que lo esperabas.",
    secret: "El texto",
    copySecret: "Copiar el texto",
    secretCopied: "Texto copiado",
    saveText: "Guardar como archivo",
    fileText: "Guárdalo: aquí se borra cuando sales de esta página.",
    save: "Guardar el archivo",
    erase: "Borrar de la pantalla",
    eraseText:
      "Al salir de esta página se borra todo lo que ves. Guárdalo antes en tu gestor de contraseñas.",
    eraseFileText: "Antes de borrarlo o de salir, espera a que termine de guardarse.",
    technical: "Detalles técnicos",
    documentText: "Documento JSON de tipo {type}, dentro de un archivo age v1.",
    saveDocument: "Guardar {name}",
  },
  fields: {
    username: { label: "Usuario", copy: "Copiar el usuario", copied: "Usuario copiado." },
    password: { label: "Contraseña", copy: "Copiar la contraseña", copied: "Contraseña copiada" },
    account: { label: "Cuenta", copy: "Copiar la cuenta", copied: "Cuenta copiada." },
    signInUrl: {
      label: "Dirección para entrar",
      copy: "Copiar la dirección",
      copied: "Dirección copiada.",
    },
    note: { label: "Nota de quien envía", copy: "Copiar la nota", copied: "Nota copiada" },
    files: { title: "Archivos que vinieron con ella", save: "Guardar<hidden> {name}</hidden>" },
  },
  tasks: {
    title: "Qué hacer ahora",
    progress: "{done, number} de {count, plural, one {# paso hecho} other {# pasos hechos}}",
    titles: {
      username: "Copia el usuario",
      password: "Copia la contraseña",
      console: "Abre la consola",
      change: "Cambia la contraseña",
      mfa: "Activa el segundo factor (MFA)",
    },
    console: {
      sent: "Esta dirección la puso quien envió la credencial. Entra solo si la reconoces: {host}",
      known: "No enviaron una dirección; esta es la del proveedor: {host}",
      unsafe:
        "Esa dirección no es segura, así que no la abrimos. Pregunta a quien la envió cuál es la correcta.",
      none: "No enviaron una dirección. Pregunta a quien envió la credencial dónde se entra.",
      action: "Abrir la consola",
    },
    mustChange:
      "La que te enviaron es solo para entrar la primera vez. Pon una que nadie más haya visto.",
    mayChange: "Quien te la envió la conoce. Si puedes, pon una que nadie más haya visto.",
    mfa: {
      text: "Con un segundo factor, la contraseña sola no le sirve a nadie.",
      action: "Ver cómo se activa",
    },
  },
  generator: {
    title: "Tu contraseña nueva",
    length: "Cuántos caracteres",
    outside:
      "Escribe un número de {minimum, number} a {maximum, number}; 20 bastan para cualquier cuenta.",
    symbols: "Con símbolos",
    make: "Crear una contraseña nueva",
    again: "Crear otra",
    copy: "Copiar la contraseña nueva",
    copied: "Contraseña nueva copiada",
    use: "Usar esta",
    used: "Guárdala en tu gestor de contraseñas: aquí se borra cuando sales de esta página.",
    change: "Elegir otra",
  },
} satisfies Wording<typeof english>;
