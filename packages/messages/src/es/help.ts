import type { Catalog } from "../en/index.js";

/** Lo que muestra `--help`. */

export const help = {
  program:
    "Entrega una contraseña, o cualquier archivo, de modo que solo su destinatario pueda leerlo: él crea un par de llaves y reparte la mitad pública, y quien envía cifra con ella.",
  programUsage: "[opciones] <comando>",
  optionsUsage: "[opciones]",
  epilogue: `En cuatro pasos:
  pct create                    el destinatario crea un par de llaves y envía public_key.pem
  pct encrypt                   quien envía escribe el secreto y manda file_encrypted.txt
  pct decrypt                   el destinatario lo lee
  pct generate                  una contraseña nueva, para cambiar la que se envió

Los datos van a la salida estándar; todo lo demás, a la salida de error.
Códigos de salida: 0 hecho, 1 falló, 2 mal uso, 130 interrumpido.`,
  versionOption: "muestra la versión",
  helpOption: "muestra esta ayuda",
  helpCommand: "muestra la ayuda de un comando",
  langOption: "idioma de los mensajes: es o en (si no, deciden PCT_LANG, LC_ALL o LANG)",
  headings: {
    usage: "Uso:",
    operands: "Sobre qué trabaja:",
    options: "Opciones:",
    commands: "Comandos:",
    examples: "Ejemplos:",
  },
  values: {
    characters: "caracteres",
    command: "comando",
    file: "archivo",
    folder: "carpeta",
    format: "formato",
    key: "llave",
    language: "idioma",
    length: "longitud",
    number: "número",
    shell: "shell",
    text: "texto",
  },
  commands: {
    generate: {
      summary: "crea una contraseña nueva",
      description:
        "Crea una contraseña al azar de letras y dígitos, con al menos una mayúscula, una minúscula y un dígito.",
      operands: { length: "cantidad de caracteres, de 4 a 1024 (20)" },
      options: {
        symbols: "agrega al menos uno de !@#$%^&*()",
        exclude: "caracteres que no deben aparecer, por ejemplo 0O1lI",
        words: "en su lugar, una frase de tantas palabras, de 4 a 64, en el idioma de --lang",
        count: "cuántas crear, de 1 a 1000",
        copy: "la pone en el portapapeles en vez de mostrarla; se borra a los 45 segundos",
        json: "muestra JSON: las contraseñas y, en bits, qué tan difícil es adivinarlas",
      },
      examples: [
        { run: "pct generate", does: "20 letras y dígitos" },
        { run: "pct generate 32 --symbols --exclude 0O1lI", does: "más larga y fácil de dictar" },
        { run: "pct generate --words 6 --lang es", does: "seis palabras unidas por guiones" },
      ],
    },
    create: {
      summary: "crea un par de llaves, para recibir secretos",
      description:
        "Crea public_key.pem, que se reparte, y private_key.pem, que se guarda. Muestra la huella del par.",
      operands: { directory: "dónde escribirlas (la carpeta actual)" },
      options: {
        bits: "longitud de la llave: 2048, 3072 o 4096 (4096)",
        passphrase: "protege la llave privada con una frase de contraseña, que se pregunta",
        passphraseFile: "toma la frase de este archivo (o de PCT_PASSPHRASE)",
        force: "reemplaza llaves que ya existen; lo cifrado para ellas ya no se podrá abrir",
        json: "muestra JSON: rutas, bits, huella y palabras de seguridad",
      },
      examples: [
        { run: "pct create", does: "un par en la carpeta actual" },
        {
          run: "pct create ~/llaves --passphrase",
          does: "un par en ~/llaves, protegido con una frase",
        },
      ],
    },
    encrypt: {
      summary: "cifra un secreto o un archivo para alguien",
      description:
        "Cifra un secreto, que se pregunta sin mostrarlo o se lee de una tubería (se quita un salto de línea final), o un archivo, del que se conserva cada byte. Un secreto corto para una sola llave RSA da un archivo clásico; todo lo demás, un archivo age.",
      operands: { file: "qué cifrar; - para la entrada estándar, nada para un secreto" },
      options: {
        recipient:
          "para quién: un archivo de llave, o una línea que empieza con ssh-rsa, ssh-ed25519 o age1; se puede repetir (public_key.pem)",
        output:
          "dónde escribir, - para la salida estándar (file_encrypted.txt para un secreto, ARCHIVO.age para un archivo)",
        format: "classic, que abren pycrypto-tali y openssl, o age",
        armor: "escribe el archivo age como texto, para correo y chat",
        passphrase: "cifra con una frase de contraseña en vez de una llave",
        passphraseFile: "toma esa frase de este archivo",
        password: "el secreto mismo; otros pueden verlo, es mejor que se pregunte",
        force: "reemplaza la salida si ya existe",
      },
      examples: [
        {
          run: "pct encrypt",
          does: "pregunta un secreto y escribe file_encrypted.txt para public_key.pem",
        },
        { run: "pct generate | pct encrypt -r ana.pem", does: "una contraseña nueva para Ana" },
        {
          run: "pct encrypt credenciales.csv -r ana.pem -r luis.pem",
          does: "escribe credenciales.csv.age, que cualquiera de los dos puede abrir",
        },
      ],
    },
    decrypt: {
      summary: "abre lo que se cifró para ti",
      description:
        "Abre un archivo clásico o age; cuál de los dos es, lo averigua solo. Solo en una terminal se agrega un salto de línea al secreto que no termina en uno; una tubería recibe exactamente lo que se cifró.",
      operands: { file: "qué abrir; - para la entrada estándar (file_encrypted.txt)" },
      options: {
        identity:
          "tu llave privada: PEM, OpenSSH o AGE-SECRET-KEY-1; se puede repetir (private_key.pem)",
        output: "escribe en este archivo, que solo tú puedes leer, en vez de mostrarlo",
        passphraseFile: "toma la frase de contraseña de este archivo (o de PCT_PASSPHRASE)",
        copy: "lo pone en el portapapeles en vez de mostrarlo; se borra a los 45 segundos",
        force: "reemplaza la salida si ya existe",
      },
      examples: [
        { run: "pct decrypt", does: "muestra el secreto de file_encrypted.txt" },
        {
          run: "pct decrypt credenciales.csv.age -o credenciales.csv",
          does: "abre un archivo, entero o nada",
        },
        { run: "pct decrypt --copy", does: "directo al portapapeles" },
      ],
    },
    fingerprint: {
      summary: "muestra lo que dos personas comparan para saber que hablan de la misma llave",
      description:
        "Muestra la huella de una llave, igual que ssh-keygen, y seis palabras de seguridad para leer en voz alta. Los dos deben leerlas en el mismo idioma.",
      operands: { key: "una llave pública o privada; - para la entrada estándar (public_key.pem)" },
      options: { json: "muestra JSON: huella, bits y las palabras en los dos idiomas" },
      examples: [
        { run: "pct fingerprint ana.pem", does: "la llave que dicen que es de Ana" },
        { run: "pct fingerprint --lang en", does: "las palabras para alguien que habla inglés" },
      ],
    },
    inspect: {
      summary: "dice qué es un archivo, sin abrirlo",
      description:
        "Dice qué es un archivo, quién puede abrirlo y cuánto ocupa. No hace falta ninguna llave.",
      operands: { file: "cualquier archivo; - para la entrada estándar" },
      options: { json: "muestra JSON" },
      examples: [
        { run: "pct inspect credenciales.csv.age", does: "para qué llaves se cerró" },
        { run: "pct inspect ana.pem", does: "si una llave es buena" },
      ],
    },
    completion: {
      summary: "muestra un guion que completa los comandos en tu shell",
      description:
        "Muestra un guion con el que la shell completa los comandos y las opciones de pct.",
      operands: { shell: "bash, zsh o fish" },
      options: {},
      examples: [
        {
          run: "source <(pct completion bash)",
          does: "para esta shell; ponlo en ~/.bashrc para que quede",
        },
        {
          run: "pct completion fish > ~/.config/fish/completions/pct.fish",
          does: "para siempre, en fish",
        },
      ],
    },
  },
} satisfies Catalog["help"];
