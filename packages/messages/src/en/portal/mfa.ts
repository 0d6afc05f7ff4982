/** Two-step verification: how to turn it on, and the six-digit code. */
export const mfa = {
  title: "Two-step verification (MFA)",
  lead: "With it, someone who steals your password can't sign in: they also need a code that only your phone shows. Turn it on as soon as you have changed the password you were sent.",
  needs:
    "You need an authenticator app on your phone: Google Authenticator, Microsoft Authenticator, Aegis, 2FAS, or the one your company uses.",
  clouds: {
    title: "Choose a service",
    open: "Open {place}",
    read: "Instructions by {name}",
  },
  aws: {
    title: "Amazon Web Services",
    steps: {
      first:
        "Sign in to the console and open the menu with your name, at the top right: Security credentials.",
      second: "Under Multi-factor authentication (MFA), choose Assign MFA device.",
      third: "Enter a name and choose Authenticator app.",
      fourth: "Choose Show QR code and scan it with your app.",
      fifth: "Enter two consecutive codes (the second one when it changes) and choose Add MFA.",
    },
  },
  azure: {
    title: "Microsoft Azure",
    steps: {
      first: "Open the security info of your account and sign in.",
      second: "Choose Add sign-in method and, in the list, the authenticator app.",
      third: "If you don't use Microsoft's, choose to use a different authenticator app.",
      fourth: "Scan the QR code with your app. If you can't, have the page show the key.",
      fifth: "Enter the code that your app shows, and confirm.",
    },
  },
  gcp: {
    title: "Google Cloud",
    steps: {
      first: "Open the 2-Step Verification of your Google account and sign in.",
      second: "Choose Authenticator and then Set up authenticator.",
      third: "Scan the QR code with your app. If you can't, have the page show the key.",
      fourth: "Enter the six-digit code and choose Verify.",
      fifth: "Turn on 2-Step Verification, and keep the backup codes.",
    },
  },
  advice: {
    title: "Before you finish",
    codes: "Save the backup codes in your password manager: you need them if you lose the phone.",
    phishing:
      "Enter the code only on a page that you opened yourself. Someone who asks you for it by phone or mail can use it right away.",
  },
  aid: {
    title: "Help with the code",
    text: "No phone at hand, or want to check the secret? Paste what the service shows, or what Google Authenticator exports, and you see the code. It never leaves this browser, and is erased when you leave.",
    label: "Secret, or address that starts with otpauth://",
    hint: "Letters and digits, with or without spaces.",
    show: "Show the code",
    camera: "Scan the QR code with the camera",
    stopCamera: "Turn the camera off",
    cameraLabel: "Camera image",
    cameraHint: "Hold the QR code inside the frame.",
    cameraRefused:
      "The browser didn't let us use the camera. Nothing was lost: allow the camera, choose a picture, or paste the secret.",
    image: "A picture of the QR code",
    imageHint: "A screenshot, for example.",
    noQr: "No QR code was found in that picture. Crop it so that the code fills it, or paste the secret.",
    missing: "Paste the secret or the address first.",
  },
  accounts: {
    title: "Which account's code do you want?",
    nameless: "Account without a name",
    part: "This is QR code {part} of {parts} of the export. The others have more accounts.",
    leftOut:
      "{count, plural, one {# account was} other {# accounts were}} left out: not time-based, or with an unsupported algorithm.",
    another: "Use another secret",
  },
  code: {
    title: "The current code",
    of: "{issuer}: {account}",
    copy: "Copy the code",
    copied: "Code copied",
    next: "Changes in {seconds, plural, one {# second} other {# seconds}}",
    showQr: "Show the QR code for the phone",
    hideQr: "Hide the QR code",
    qr: "QR code of the authenticator",
    qrCare:
      "Anyone who photographs this QR code can generate your codes. Make sure no one else sees it.",
    another: "Use another secret",
  },
  technical: {
    title: "Technical details",
    standard: "Standard",
    algorithm: "Algorithm",
    digits: "Digits",
    period: "Period",
    seconds: "{seconds, plural, one {# second} other {# seconds}}",
  },
} as const;
