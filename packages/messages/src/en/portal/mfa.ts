/** Two-step verification: how it is turned on, and the six-digit code. */
export const mfa = {
  title: "Two-step verification (MFA)",
  lead: "With it, whoever steals your password cannot get in: a code that only your phone shows is needed, too. Turn it on as soon as you have changed the password you were sent.",
  needs:
    "You need an authenticator app on your phone: Google Authenticator, Microsoft Authenticator, Aegis, 2FAS, or the one your company uses.",
  clouds: {
    title: "Choose where",
    open: "Open {place}",
    read: "What {name} says",
  },
  aws: {
    title: "Amazon Web Services",
    steps: {
      first:
        "Sign in to the console and open the menu with your name, at the top right: Security credentials.",
      second: "Under Multi-factor authentication (MFA), choose Assign MFA device.",
      third: "Give it a name and choose Authenticator app.",
      fourth: "Choose Show QR code and read it with your app.",
      fifth: "Type two codes in a row (the second one when it changes) and choose Add MFA.",
    },
  },
  azure: {
    title: "Microsoft Azure",
    steps: {
      first: "Open the security info of your account and sign in.",
      second: "Choose Add sign-in method and, in the list, the authenticator app.",
      third: "If you do not use Microsoft's, choose to use a different authenticator app.",
      fourth: "Read the QR code with your app. If you cannot, ask it to show you the key.",
      fifth: "Type the code that your app shows, and confirm.",
    },
  },
  gcp: {
    title: "Google Cloud",
    steps: {
      first: "Open the 2-Step Verification of your Google account and sign in.",
      second: "Choose Authenticator and then Set up authenticator.",
      third: "Read the QR code with your app. If you cannot, ask it to show you the key.",
      fourth: "Type the six-digit code and choose Verify.",
      fifth: "Turn on 2-Step Verification, and keep the backup codes.",
    },
  },
  advice: {
    title: "Before you finish",
    codes: "Keep the backup codes in your password manager: they help if you lose the phone.",
    phishing:
      "Type the code only into the page that you opened yourself. Whoever asks you for it by phone or mail can use it at that moment.",
  },
  aid: {
    title: "Help with the code",
    text: "No phone at hand, or do you want to check the secret? Paste here what the service shows and you will see the code. It does not leave this browser, and is erased when you go.",
    label: "Secret, or address that begins with otpauth://",
    hint: "Letters and digits, with spaces or without.",
    show: "Show the code",
    camera: "Read the QR code with the camera",
    stopCamera: "Turn the camera off",
    cameraLabel: "What the camera sees",
    cameraHint: "Hold the QR code inside the frame.",
    cameraRefused:
      "The browser did not let us use the camera. Nothing was lost: allow the camera, choose a picture, or paste the secret.",
    image: "A picture of the QR code",
    imageHint: "A screenshot, for example.",
    noQr: "There is no QR code to be seen in that picture. Crop it so that all of the code fills it, or paste the secret.",
    missing: "Paste the secret or the address first.",
  },
  code: {
    title: "The present code",
    of: "{issuer}: {account}",
    copy: "Copy the code",
    copied: "Code copied",
    next: "Changes in {seconds, plural, one {# second} other {# seconds}}",
    showQr: "Show the QR code for the phone",
    hideQr: "Hide the QR code",
    qr: "QR code of the authenticator",
    qrCare: "Whoever takes a picture of this square can make your codes. Look at it alone.",
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
