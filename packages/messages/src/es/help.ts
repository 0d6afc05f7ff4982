import type { Help } from "../index.js";

/** What `--help` shows: all commands in one file, as in English. */

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

O con un enlace, por un servidor que no puede abrir nada:
  pct request                   el destinatario obtiene un enlace, lo envía y espera
  pct send 'ENLACE'             quien envía escribe el secreto

Los datos van a la salida estándar; todo lo demás, a la salida de error.
Códigos de salida: 0 hecho, 1 falló, 2 mal uso, 130 interrumpido.`,
  versionOption: "muestra la versión",
  helpOption: "muestra esta ayuda",
  helpCommand: "muestra la ayuda de un comando",
  quietOption: "sin avisos ni avance; las advertencias y los errores se quedan",
  short: `Uso: pct <comando>

  pct create       crea un par de llaves; reparte public_key.pem
  pct encrypt      escribe un secreto para su destinatario
  pct decrypt      lee lo que te enviaron
  pct request      pide un secreto con un enlace, y espera

Todos los comandos: pct --help`,
  langOption: "idioma de los mensajes: es o en (si no, deciden PCT_LANG, LC_ALL o LANG)",
  headings: {
    usage: "Uso:",
    operands: "Sobre qué trabaja:",
    options: "Opciones:",
    commands: "Comandos:",
    examples: "Ejemplos:",
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
    "windows-password": {
      summary: "abre la contraseña de un servidor Windows de AWS u OpenStack",
      description:
        "Abre la contraseña de administrador de un servidor Windows que AWS EC2, Lightsail u OpenStack cifró para tu par de llaves. Lee el JSON de sus comandos, o el base64 solo.",
      operands: { file: "lo que mostró la nube; - para la entrada estándar" },
      options: {
        identity: "tu llave privada; se puede repetir (private_key.pem)",
        passphraseFile: "toma la frase de contraseña de este archivo (o de PCT_PASSPHRASE)",
        copy: "la pone en el portapapeles en vez de mostrarla; se borra a los 45 segundos",
      },
      examples: [
        {
          run: "pct windows-password password.json",
          does: "lo que AWS respondió a get-password-data",
        },
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
    export: {
      summary: "escribe una llave pública en la forma que pide una nube o un programa",
      description:
        "Muestra una llave pública como PEM, como la línea de SSH que aceptan los pares de llaves de AWS y OpenStack, como JSON Web Key, o como la línea de windows-keys, con la que un servidor Windows de Google cifra una contraseña nueva. Lo que se cifra con ella se abre con la llave privada.",
      operands: { key: "una llave pública o privada; - para la entrada estándar (public_key.pem)" },
      options: {
        as: "pem, ssh, jwk o windows-keys (pem)",
        user: "la cuenta de Windows, para windows-keys",
        email: "tu cuenta de Google, para windows-keys; no hace falta",
        expires: "hasta cuándo se acepta windows-keys: de 5m a 30d (5m)",
        output: "escribe en este archivo en vez de mostrarla",
        force: "reemplaza la salida si ya existe",
      },
      examples: [
        { run: "pct export ana.pem --as ssh -o ana.pub", does: "para un par de llaves de AWS" },
        {
          run: "pct export ana.pem --as windows-keys --user ana -o keys.json",
          does: "para los metadatos de un servidor Windows en Google, antes de cinco minutos",
        },
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
    request: {
      summary: "pide una credencial con un enlace",
      description:
        "Crea un par de llaves y un enlace, muestra el enlace y espera lo que se envíe por él. Solo esta computadora puede abrirlo. Cuando ya lo tienes, la copia del servidor se borra. Con Ctrl-C no se pierde nada: pct receive sigue.",
      operands: {
        link: "una invitación que te enviaron: tu enlace va, cerrado, a quien te invita",
      },
      options: {
        label: "qué se pide; lo lee quien abre el enlace, el servidor no",
        from: "quién lo pide; también va en el enlace",
        expires: "cuánto sirve el enlace: de 5m a 30d (1d)",
        server: "el servidor por el que llega la respuesta (PCT_SERVER)",
        qr: "muestra también el enlace como código QR",
        rsa: "crea una llave RSA, para quien envía con un PCT que todavía no lee este enlace",
        output:
          "guarda la respuesta en este archivo, o sus archivos en esta carpeta, en vez de mostrarla",
        force: "reemplaza el archivo de salida; los de una carpeta, nunca",
        json: "muestra JSON: la solicitud y luego la respuesta",
        noWait: "termina al mostrar el enlace; la respuesta se recoge con pct receive",
      },
      examples: [
        {
          run: 'pct request --label "AWS, cuenta 1234" --from Ana',
          does: "muestra un enlace, espera y enseña la credencial",
        },
        {
          run: "pct request --expires 3d --qr --no-wait",
          does: "un enlace para tres días; la respuesta se recoge con pct receive",
        },
        {
          run: "pct request 'https://pct.example.org/i/…'",
          does: "responde una invitación, muestra las seis palabras y espera la credencial",
        },
      ],
    },
    send: {
      summary: "envía una credencial por un enlace",
      description:
        "Comprueba que nadie haya alterado la llave del enlace, muestra las seis palabras que también debe ver quien pidió, y pregunta si se sigue. Luego pide el secreto sin mostrarlo, o lo lee de una tubería (se quita un salto de línea final), o toma un archivo, y lo envía cifrado. Un archivo con credenciales, como los que entregan AWS, Azure y Google, llena los campos.",
      operands: {
        link: "el enlace que te enviaron, entre comillas; con --status o --withdraw basta su ID",
        file: "qué enviar; - para toda la entrada estándar, nada para un secreto",
      },
      options: {
        provider: "de quién es la consola: aws, azure, gcp u other",
        service: "qué servicio es, si no es una de esas nubes",
        signInUrl: "dónde se inicia sesión",
        account: "cuenta, inquilino o proyecto",
        username: "nombre de usuario",
        note: "algo más que no sea secreto",
        from: "quién la envía",
        pick: "de un archivo de un proveedor con varias personas, la credencial de esta",
        asIs: "envía un archivo de un proveedor tal como está, sin llenar los campos con él",
        yes: "enviar sin preguntar; úsalo después de comparar las palabras. Con --batch: la lista es correcta",
        invitation: "enviar a quien fue invitado: código, nombre, correo o enlace de la invitación",
        checked: "con --invitation: comparaste las seis palabras de otro modo",
        batch: "enviar las credenciales de esta tabla a quienes fueron invitados",
        inOrder: "con --batch: emparejar las filas por el orden de las invitaciones",
        status: "muestra si se abrió lo que enviaste, por un enlace o por todos",
        withdraw: "retira lo que enviaste, mientras no se haya recogido",
        json: "con --status o --batch: mostrar JSON",
      },
      examples: [
        {
          run: "pct send 'https://pct.example.org/s/…' --provider aws --username ana",
          does: "pide la contraseña",
        },
        {
          run: "pct send 'https://pct.example.org/s/…' credenciales.csv",
          does: "envía un archivo; uno de AWS, Azure o Google llena los campos",
        },
        { run: "pct send --status", does: "lo que enviaste, y si se abrió" },
        {
          run: "pct send --invitation ana",
          does: "pide dos de las seis palabras, y luego la contraseña",
        },
        {
          run: "pct send --batch credentials.csv",
          does: "una tras otra, a quienes están listos; repítelo para seguir",
        },
      ],
    },
    receive: {
      summary: "recoge la respuesta a una solicitud",
      description:
        "Sigue con una solicitud de pct request: espera la respuesta, la abre, la muestra o la guarda, y hace borrar la copia del servidor. Una respuesta que es solo una contraseña o un archivo sale tal cual; una con más campos, uno por línea.",
      operands: {
        request: "cuál: el comienzo de su nombre, o su enlace (la más nueva)",
      },
      options: {
        list: "muestra las solicitudes de esta computadora y cómo va cada una",
        cancel: "termina la solicitud: se borran su enlace, su llave y lo que se envió",
        output:
          "guarda la respuesta en este archivo, o sus archivos en esta carpeta, en vez de mostrarla",
        copy: "pone la contraseña en el portapapeles; se borra a los 45 segundos",
        force: "reemplaza el archivo de salida; los de una carpeta, nunca",
        json: "muestra JSON",
        noWait: "mira una vez; código de salida 1 si no ha llegado nada",
      },
      examples: [
        { run: "pct receive", does: "la solicitud más nueva; espera si no ha llegado nada" },
        { run: "pct receive -o ./", does: "guarda lo que llegó en esta carpeta" },
        { run: "pct receive --list", does: "qué se pidió, y hasta cuándo" },
      ],
    },
    invite: {
      summary: "invitar a quienes van a recibir una credencial",
      description:
        "Hace una invitación para una persona, o para cada una de una tabla, y muestra el mensaje que hay que enviar. Quien la abre responde con un enlace propio, que solo esta computadora puede leer. A nadie se le invita dos veces: repítelo para ver los mismos mensajes.",
      operands: {
        people:
          "un nombre, o un archivo CSV con nombre, correo y para qué, con encabezados o sin ellos; - para la entrada estándar",
      },
      options: {
        label: "para qué es, donde la tabla no lo dice",
        from: "tu nombre; va en el mensaje y en el enlace",
        mail: "correo de la persona",
        user: "usuario que tendrá la persona, para hallar su credencial en una tabla",
        expires: "cuánto sirve la invitación: de 5m a 30d (7d)",
        server: "el servidor que guarda las respuestas (PCT_SERVER)",
        json: "mostrar JSON",
      },
      examples: [
        {
          run: "pct invite people.csv --label AWS --from Luis > messages.csv",
          does: "un mensaje por persona, para combinar correspondencia",
        },
        { run: "pct invite Ana --label AWS", does: "un solo mensaje" },
      ],
    },
    invitations: {
      summary: "ver a quién se invitó, quién está listo y quién lo abrió",
      description:
        "Muestra cada invitación: invitada, lista con sus seis palabras, enviada, abierta con comprobante, vencida o retirada. Lee las respuestas que llegaron.",
      operands: { invitation: "código, nombre, correo o enlace de una invitación (todas)" },
      options: {
        watch: "seguir mirando y mostrar lo que cambia",
        confirm: "confirmar las seis palabras: pct pide dos, como las oyes por teléfono",
        checked: "comparaste las seis palabras de otro modo",
        withdraw: "terminar la invitación, y retirar lo enviado si no se ha recogido",
        json: "mostrar JSON, con las seis palabras en los dos idiomas",
      },
      examples: [
        { run: "pct invitations", does: "todas, y las seis palabras de quienes están listos" },
        { run: "pct invitations ana --withdraw", does: "termina una invitación" },
      ],
    },
    hash: {
      summary: "hace el hash de una contraseña, para guardarlo",
      description:
        "Muestra el hash de una contraseña, que se pide dos veces sin mostrarla o se lee de una tubería (se quita un salto de línea final). Con llaves de BackEndBase muestra el hash que BackEndBase habría guardado.",
      operands: {},
      options: {
        method:
          "argon2id, scrypt, scrypt:N:r:p, pbkdf2:sha512:VUELTAS, backendbase o backendbase:VUELTAS (argon2id; con --keys, backendbase)",
        keys: "archivo con las llaves de BackEndBase: JSON o .env, con SECRET_KEY, CSRF_SESSION_KEY y HASH_KEY (el entorno)",
        upperCase: "pasa antes el texto a mayúsculas, como podía hacer BackEndBase",
      },
      examples: [
        { run: "pct hash", does: "pide una contraseña y muestra $argon2id$…" },
        {
          run: "pct hash --keys backendbase.env",
          does: "como lo guardaba BackEndBase: escribe nombre y contraseña juntos",
        },
      ],
    },
    check: {
      summary: "comprueba una contraseña con su hash",
      description:
        "Pide una contraseña sin mostrarla, o la lee de una tubería, y dice si el hash se hizo de ella. Código de salida 0: sí. 1: no.",
      operands: { hash: "el hash, entre comillas simples: argon2id, scrypt, pbkdf2 o bcrypt" },
      options: {
        keys: "archivo con las llaves de BackEndBase; se puede repetir, primero las actuales (el entorno)",
        upperCase: "pasa antes el texto a mayúsculas, como podía hacer BackEndBase",
        legacy: "comprueba también hashes de una sola vuelta rápida, como sha256$salt$…",
        json: "muestra JSON: si corresponde, si conviene otro hash, y qué llaves",
      },
      examples: [
        { run: "pct check '$argon2id$v=19$m=19456,t=2,p=1$…'", does: "pide la contraseña" },
        {
          run: "pct check 'pbkdf2:sha512:50000$…' --keys new.env --keys old.env",
          does: "un hash de BackEndBase, cuyas llaves se cambiaron",
        },
      ],
    },
    digest: {
      summary: "muestra el SHA-512 de un texto o un archivo",
      description:
        "Muestra el resumen SHA-512 en hexadecimal: de un texto, que se pide o se lee de una tubería (se quita un salto de línea final), o de un archivo, del que cuenta cada byte.",
      operands: {
        file: "de qué; - para toda la entrada estándar, nada para un texto",
      },
      options: {},
      examples: [
        { run: "printf hola | pct digest", does: "como generate_digest de BackEndBase" },
        { run: "pct digest credentials.csv", does: "lo mismo que sha512sum" },
      ],
    },
    salt: {
      summary: "muestra letras y dígitos al azar",
      description: "Muestra una sal: letras y dígitos del generador criptográfico del sistema.",
      operands: { length: "cantidad de caracteres, de 1 a 1024 (30)" },
      options: {},
      examples: [{ run: "pct salt 16", does: "16 caracteres, 95 bits" }],
    },
    uuid: {
      summary: "muestra un identificador al azar",
      description: "Muestra un UUID al azar (versión 4): 32 dígitos hexadecimales, sin guiones.",
      operands: {},
      options: {},
      examples: [{ run: "pct uuid", does: "como generate_uuid de BackEndBase" }],
    },
    random: {
      summary: "muestra un número al azar",
      description:
        "Muestra un número al azar de tantos bits, en decimal, del generador criptográfico del sistema.",
      operands: { bits: "cantidad de bits, de 8 a 4096 (128)" },
      options: {},
      examples: [{ run: "pct random 256", does: "hasta 78 dígitos" }],
    },
    base64: {
      summary: "escribe en base64, o lo lee",
      description:
        "Codifica un texto, que se pide o se lee de una tubería (se quita un salto de línea final), o un archivo, del que se conserva cada byte. Con --decode, al revés.",
      operands: {
        file: "qué convertir; - para toda la entrada estándar, nada para un texto",
      },
      options: { decode: "lee base64; no importan los espacios ni los saltos de línea" },
      examples: [
        { run: "pct base64 logo.png", does: "una línea" },
        { run: "printf aG9sYQ== | pct base64 --decode", does: "muestra hola" },
      ],
    },
    otp: {
      summary: "muestra el código actual de un autenticador",
      description:
        "Pide el secreto de un autenticador, o su dirección otpauth://, sin mostrarlo, o lo lee de una tubería. Muestra el código actual y por cuánto tiempo vale. De varias cuentas, como las que exporta Google Authenticator (otpauth-migration://), se elige una por su nombre.",
      operands: {},
      options: {
        pick: "de varias cuentas, la que se llama así",
        uri: "muestra la dirección otpauth:// en vez del código; contiene el secreto",
        qr: "muestra la dirección como código QR, para leerla con un teléfono",
        account: "nombre de la cuenta en la dirección (pct)",
        issuer: "nombre del servicio en la dirección",
        digits: "dígitos de un código, de 6 a 10 (6)",
        period: "segundos que vale un código (30)",
        algorithm: "SHA1, SHA256 o SHA512 (SHA1)",
        json: "muestra JSON: el código y los segundos que quedan",
      },
      examples: [
        { run: "pct otp", does: "pide el secreto; en una terminal, cuenta los segundos" },
        { run: "pct otp --qr --issuer AWS --account ana", does: "para activar otro teléfono" },
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
} satisfies Help;
