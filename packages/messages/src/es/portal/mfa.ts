import type { mfa as english } from "../../en/portal/mfa.js";
import type { Wording } from "../../wording.js";

/** La verificación en dos pasos: cómo se activa, y el código de seis dígitos. */
export const mfa = {
  title: "Verificación en dos pasos (MFA)",
  lead: "Con ella, quien robe tu contraseña no puede entrar: hace falta además un código que solo sale en tu teléfono. Actívala apenas cambies la contraseña que te enviaron.",
  needs:
    "Necesitas una aplicación de autenticación en el teléfono: Google Authenticator, Microsoft Authenticator, Aegis, 2FAS o la que use tu empresa.",
  clouds: {
    title: "Elige dónde",
    open: "Abrir {place}",
    read: "Lo que dice {name}",
  },
  aws: {
    title: "Amazon Web Services",
    steps: {
      first:
        "Entra en la consola y abre el menú con tu nombre, arriba a la derecha: Credenciales de seguridad.",
      second: "En Autenticación multifactor (MFA), elige Asignar dispositivo MFA.",
      third: "Ponle un nombre y elige Aplicación de autenticación.",
      fourth: "Elige Mostrar código QR y léelo con tu aplicación.",
      fifth: "Escribe dos códigos seguidos (el segundo, cuando cambie) y elige Agregar MFA.",
    },
  },
  azure: {
    title: "Microsoft Azure",
    steps: {
      first: "Abre la información de seguridad de tu cuenta y entra.",
      second:
        "Elige Agregar método de inicio de sesión y, en la lista, la aplicación de autenticación.",
      third: "Si no usas la de Microsoft, elige la opción de usar otra aplicación.",
      fourth: "Lee el código QR con tu aplicación. Si no puedes, pide que te muestre la clave.",
      fifth: "Escribe el código que muestra tu aplicación y confirma.",
    },
  },
  gcp: {
    title: "Google Cloud",
    steps: {
      first: "Abre la verificación en dos pasos de tu cuenta de Google y entra.",
      second: "Elige Autenticador y, después, Configurar autenticador.",
      third: "Lee el código QR con tu aplicación. Si no puedes, pide que te muestre la clave.",
      fourth: "Escribe el código de seis dígitos y elige Verificar.",
      fifth: "Activa la verificación en dos pasos y guarda los códigos de respaldo.",
    },
  },
  advice: {
    title: "Antes de terminar",
    codes:
      "Guarda los códigos de respaldo en tu gestor de contraseñas: sirven si pierdes el teléfono.",
    phishing:
      "Escribe el código solo en la página que abriste tú. Quien te lo pida por teléfono o por correo lo puede usar en ese momento.",
  },
  aid: {
    title: "Ayuda con el código",
    text: "¿No tienes el teléfono a mano, o quieres comprobar el secreto? Pega aquí lo que muestra el servicio, o lo que exporta Google Authenticator, y verás el código. No sale de este navegador, y se borra cuando te vas.",
    label: "Secreto, o dirección que empieza con otpauth://",
    hint: "Letras y números, con espacios o sin ellos.",
    show: "Ver el código",
    camera: "Leer el QR con la cámara",
    stopCamera: "Apagar la cámara",
    cameraLabel: "Lo que ve la cámara",
    cameraHint: "Pon el código QR dentro del cuadro.",
    cameraRefused:
      "El navegador no dejó usar la cámara. No se perdió nada: permite la cámara, elige una imagen, o pega el secreto.",
    image: "Una imagen con el código QR",
    imageHint: "Por ejemplo, una captura de pantalla.",
    noQr: "En esa imagen no se ve un código QR. Recórtala para que se vea entero y de cerca, o pega el secreto.",
    missing: "Pega primero el secreto o la dirección.",
  },
  accounts: {
    title: "¿De qué cuenta quieres el código?",
    nameless: "Cuenta sin nombre",
    part: "Este es el código QR {part} de {parts} de lo exportado. En los otros hay más cuentas.",
    leftOut:
      "{count, plural, one {Quedó fuera # cuenta} other {Quedaron fuera # cuentas}}: no cambian con la hora, o usan otro algoritmo.",
    another: "Usar otro secreto",
  },
  code: {
    title: "El código de ahora",
    of: "{issuer}: {account}",
    copy: "Copiar el código",
    copied: "Código copiado",
    next: "Cambia en {seconds, plural, one {# segundo} other {# segundos}}",
    showQr: "Ver el código QR para el teléfono",
    hideQr: "Ocultar el código QR",
    qr: "Código QR del autenticador",
    qrCare: "Quien fotografíe este cuadro puede hacer tus códigos. Míralo a solas.",
    another: "Usar otro secreto",
  },
  technical: {
    title: "Detalles técnicos",
    standard: "Norma",
    algorithm: "Algoritmo",
    digits: "Dígitos",
    period: "Periodo",
    seconds: "{seconds, plural, one {# segundo} other {# segundos}}",
  },
} satisfies Wording<typeof english>;
