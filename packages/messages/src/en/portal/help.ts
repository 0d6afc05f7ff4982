/** Questions and answers, and what to do when something goes wrong. */
export const help = {
  title: "Help",
  lead: "Short answers. If something went wrong, start with the second part.",
  questions: {
    title: "Questions",
    what: {
      question: "What is the padlock, and what is the key?",
      answer:
        "You hand out the open padlock: anyone who has it can lock a box with it, and do nothing else. The key stays with you and is the only thing that opens that box. So you can send the padlock by mail or chat.",
    },
    server: {
      question: "Does what I type reach a server?",
      answer:
        "No. Your browser makes the keys, and locks and opens the boxes. The server delivers this page and, if you use a link, keeps the locked box until you collect it; it can't open it. The tools also work without a network.",
    },
    trust: {
      question: "Who do I have to trust, then?",
      answer:
        "Your computer, and the server that delivers this page: the page contains the code that locks and opens. If the stakes are high, use the pct command, which you install once and which doesn't change without your knowledge.",
    },
    link: {
      question: "What if someone else sees my link?",
      answer:
        "They can send you something, but they can't read anything: the link carries your open padlock, and the key never leaves your browser. Opening the link doesn't use it up. If someone else answers first, the person who wanted to send the credential sees that there is already an answer, and can tell you.",
    },
    words: {
      question: "What are the six words for?",
      answer:
        "Someone who controls your mail could swap your padlock for theirs. The six words are made from the padlock, or from the link: if the sender reads you the same words by phone, it is yours. Compare them if others could have changed the padlock on its way.",
    },
    sender: {
      question: "How do I know who sent me the credential?",
      answer:
        "The padlock and the link don't tell: anyone who has them can lock a box for you. Before you use the credential, confirm through another channel that you expected it.",
    },
    keep: {
      question: "Should I keep the key in the browser or in a file?",
      answer:
        "The browser is easier, and no one can copy the key from it, but clearing its data deletes the key. The file works on another computer and with the pct command; protect it with a passphrase. You can do both.",
    },
    cli: {
      question: "Can I combine it with the command line?",
      answer:
        "Yes. The files are the same: pct decrypt opens what you lock here, and the other way round. age opens it too.",
    },
    offline: {
      question: "Does it work offline?",
      answer: "Yes, after the first visit. The browser's menu lets you install it as an app.",
    },
  },
  failures: {
    title: "When something goes wrong",
    other: {
      question: "“It was locked with another padlock”",
      answer:
        "That box was locked for another key. Nothing was lost. Check whether you have the key in another browser or in a file private_key.pem; if not, send your padlock again and ask them to lock it again.",
    },
    wrongBrowser: {
      question: "I opened my request on another computer, and it isn't there",
      answer:
        "The key of a request is only in the browser that made it. Go back to that browser, with the same profile and in a normal window. If you no longer have it, tell the sender, and ask again.",
    },
    expired: {
      question: "The link has expired",
      answer:
        "There is nothing left to collect: when the link expires, the server erases the box. Make another request with more time, and send the new link.",
    },
    lostKey: {
      question: "I lost the key, or cleared the browser's data",
      answer:
        "Without the key, no one can open what was locked for it, not even us. Make another padlock and ask for the credential again.",
    },
    passphrase: {
      question: "I don't remember the passphrase of my key",
      answer:
        "It can't be recovered. Try the ones you usually use, with capitals and accents; wrong tries don't harm the file. If none works, make another padlock.",
    },
    damaged: {
      question: "The file arrived damaged",
      answer:
        "Some program cut or changed it. Ask the sender to send it again, as an attachment and not pasted into a message.",
    },
    notMine: {
      question: "The six words differ",
      answer:
        "First check that both of you use the same language. If they still differ, send nothing: someone may have swapped the padlock. Call the person who gave it to you.",
    },
    sentWrong: {
      question: "I sent a credential to the wrong person",
      answer: "Change it right now, as if it had been stolen. Deleting the message is not enough.",
    },
    browser: {
      question: "The page says that this browser doesn't work",
      answer:
        "Open the address that starts with https:// in a normal window (not a private one), with an up-to-date browser. On a company computer, ask your administrator.",
    },
  },
  more: {
    title: "More",
    receive: "Receive a credential",
    send: "Send a credential",
    mfa: "Turn on two-step verification",
  },
} as const;
